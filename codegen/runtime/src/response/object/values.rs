//! The types of values in responses that come from the standard library or from `serde_json`, lists and free strings.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::response::object::slots::Item;
use crate::response::object::{Contents, List, ResponseValue, Scalar, Shape, Slot, View};
use crate::response::unread::{Findings, Place};
use crate::scalars::strings::unconstrained::FreeText;
use crate::scalars::strings::uri::Uri;
use crate::validation::member::json_type;

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
        for item in self {
            visit(item.view());
        }
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

impl<T: FreeText> ResponseValue for T {
    const EXPECTED: &'static str = "a string";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.as_str().map(Self::from)
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::String(self.as_ref()))
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
