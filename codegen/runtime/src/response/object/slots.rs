//! The places for values: an optional member, a required list or object, and an item.

use serde_json::Value;

use crate::response::object::{Contents, ResponseValue, Scalar, Shape, Slot, View};
use crate::response::unread::{Findings, Place};

/// A member that may be null or missing.
impl<T: ResponseValue> Slot for Option<T> {
    fn set(&mut self, scalar: Scalar<'_>) -> bool {
        if matches!(scalar, Scalar::Null) {
            *self = None;
            return true;
        }
        *self = T::from_scalar(scalar);
        self.is_some()
    }

    fn open(&mut self, shape: Shape) -> Contents<'_> {
        *self = T::empty(shape);
        self.as_mut().map_or(Contents::None, T::contents)
    }

    fn set_json(&mut self, value: Value, place: &Place<'_>, findings: &mut Findings) {
        *self = T::from_json(value, place, findings);
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Scalar(Scalar::Null), T::view)
    }
}

/// A required list or object, which is empty if it cannot be read.
impl<T: ResponseValue + Default> Slot for T {
    fn set(&mut self, scalar: Scalar<'_>) -> bool {
        let value = T::from_scalar(scalar);
        let has_type = value.is_some();
        *self = value.unwrap_or_default();
        has_type
    }

    fn open(&mut self, shape: Shape) -> Contents<'_> {
        let Some(empty) = T::empty(shape) else { return Contents::None };
        *self = empty;
        self.contents()
    }

    fn set_json(&mut self, value: Value, place: &Place<'_>, findings: &mut Findings) {
        *self = T::from_json(value, place, findings).unwrap_or_default();
    }

    fn clear(&mut self) {
        *self = T::default();
    }

    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn view(&self) -> View<'_> {
        ResponseValue::view(self)
    }
}

/// An item of an array, or a whole body. Null is nothing special here: most types do not have it.
pub(crate) struct Item<T>(pub(crate) Option<T>);

impl<T: ResponseValue> Slot for Item<T> {
    fn set(&mut self, scalar: Scalar<'_>) -> bool {
        self.0 = T::from_scalar(scalar);
        self.0.is_some()
    }

    fn open(&mut self, shape: Shape) -> Contents<'_> {
        self.0.open(shape)
    }

    fn set_json(&mut self, value: Value, place: &Place<'_>, findings: &mut Findings) {
        self.0.set_json(value, place, findings);
    }

    fn clear(&mut self) {
        self.0 = None;
    }

    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn view(&self) -> View<'_> {
        self.0.view()
    }
}
