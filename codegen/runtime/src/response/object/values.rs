//! The types of values in responses that come from the standard library or from `serde_json`, and the slots for all types.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::response::object::{Contents, List, ResponseValue, Scalar, Shape, Slot, View};
use crate::response::unread::{Findings, Place};
use crate::scalars::strings::uri::Uri;
use crate::validation::member::json_type;

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

impl<T: ResponseValue> ResponseValue for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn empty(shape: Shape) -> Option<Self> {
        (shape == Shape::Array).then(Self::new)
    }

    fn contents(&mut self) -> Contents<'_> {
        Contents::List(self)
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: ResponseValue> List for Vec<T> {
    fn read_items(&mut self, read: &mut dyn FnMut(&mut dyn Slot) -> bool) {
        let mut item = Item(None);
        while read(&mut item) {
            self.extend(item.0.take());
        }
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn items(&self, visit: &mut dyn FnMut(View<'_>)) {
        self.iter().for_each(|item| visit(item.view()));
    }
}

impl ResponseValue for String {
    const EXPECTED: &'static str = "a string";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.as_str().map(ToOwned::to_owned)
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::String(self))
    }
}

impl ResponseValue for Uri {
    const EXPECTED: &'static str = "a URI";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.as_str()?.parse().ok()
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::String(self.as_str()))
    }
}

impl ResponseValue for bool {
    const EXPECTED: &'static str = "a boolean";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Boolean(value) => Some(value),
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::Boolean(*self))
    }
}

/// A number without a fraction is an integer, even if it is written as `3.0`.
impl ResponseValue for i64 {
    const EXPECTED: &'static str = "an integer";

    #[expect(clippy::cast_possible_truncation, reason = "the range is checked, and there is no fraction")]
    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        /// The first float that is too large: 2 to the power of 63.
        const END: f64 = 9_223_372_036_854_775_808.0;
        match scalar {
            Scalar::Signed(value) => Some(value),
            Scalar::Unsigned(value) => value.try_into().ok(),
            Scalar::Float(value) if value.fract() == 0.0 && (-END..END).contains(&value) => {
                Some(value as Self)
            }
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::Signed(*self))
    }
}

impl ResponseValue for f64 {
    const EXPECTED: &'static str = "a number";

    #[expect(clippy::cast_precision_loss, reason = "JSON does not tell integers and floats apart")]
    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Signed(value) => Some(value as Self),
            Scalar::Unsigned(value) => Some(value as Self),
            Scalar::Float(value) => Some(value),
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::Float(*self))
    }
}

impl ResponseValue for Value {
    const EXPECTED: &'static str = "JSON";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        Some(match scalar {
            Scalar::Null => Self::Null,
            Scalar::Boolean(value) => value.into(),
            Scalar::Signed(value) => value.into(),
            Scalar::Unsigned(value) => value.into(),
            Scalar::Float(value) => value.into(),
            Scalar::String(value) => value.into(),
        })
    }

    fn empty(_shape: Shape) -> Option<Self> {
        Some(Self::Null)
    }

    fn contents(&mut self) -> Contents<'_> {
        Contents::Json
    }

    fn from_json(value: Value, _: &Place<'_>, _: &mut Findings) -> Option<Self> {
        Some(value)
    }

    fn view(&self) -> View<'_> {
        View::Json(self)
    }
}

impl ResponseValue for Map<String, Value> {
    const EXPECTED: &'static str = "an object";

    fn empty(shape: Shape) -> Option<Self> {
        (shape == Shape::Object).then(Self::new)
    }

    fn contents(&mut self) -> Contents<'_> {
        Contents::Json
    }

    fn from_json(value: Value, _: &Place<'_>, _: &mut Findings) -> Option<Self> {
        match value {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl ResponseValue for BTreeMap<String, String> {
    const EXPECTED: &'static str = "an object";

    fn empty(shape: Shape) -> Option<Self> {
        (shape == Shape::Object).then(Self::new)
    }

    fn contents(&mut self) -> Contents<'_> {
        Contents::Json
    }

    fn from_json(value: Value, place: &Place<'_>, findings: &mut Findings) -> Option<Self> {
        let Value::Object(members) = value else { return None };
        let mut strings = Self::new();
        for (name, value) in members {
            match value {
                Value::String(value) => drop(strings.insert(name, value)),
                other => findings.mismatch(&place.member(&name), json_type(&other), String::EXPECTED),
            }
        }
        Some(strings)
    }

    fn view(&self) -> View<'_> {
        View::StringMap(self)
    }
}
