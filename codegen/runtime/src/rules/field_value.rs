//! The value of a field, as the tests of rules see it.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use crate::scalars::integer;
use crate::scalars::integer_or_digits::IntegerOrDigits;
use crate::scalars::nullable::Nullable;
use crate::scalars::object_or_text::JsonObjectOrText;

/// The value of a field in JSON's terms, borrowed. Generated types need no variant of their own: JSON has few types.
///
/// ```
/// use flex_runtime::FieldValue;
///
/// let text: FieldValue = "studio".into();
/// let integer: FieldValue = 3_i64.into();
/// ```
#[derive(Clone, Copy, Debug)]
pub enum FieldValue<'a> {
    /// A string, which includes SIDs, enum values and URIs.
    Text(&'a str),
    /// An integer.
    Integer(i64),
    /// A number that need not be an integer.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A JSON object.
    Object(&'a Map<String, Value>),
    /// Any JSON value.
    Json(&'a Value),
}

/// What a path of nested members leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AtPath<'a> {
    Value(FieldValue<'a>),
    /// One of the members is missing.
    Missing,
    /// Something before the end of the path is not an object.
    NotAnObject,
}

impl<'a> FieldValue<'a> {
    /// Follows a path of nested members.
    #[inline(never)]
    pub(crate) fn at(self, path: &[&str]) -> AtPath<'a> {
        let mut value = self;
        for name in path {
            value = match value {
                Self::Object(members) | Self::Json(Value::Object(members)) => match members.get(*name) {
                    Some(member) => Self::Json(member),
                    None => return AtPath::Missing,
                },
                _ => return AtPath::NotAnObject,
            };
        }
        AtPath::Value(value)
    }

    /// The string, if it is one.
    pub(crate) fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Text(string) => Some(string),
            Self::Json(value) => value.as_str(),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub(crate) fn as_bool(self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(value),
            Self::Json(value) => value.as_bool(),
            _ => None,
        }
    }

    /// Compares a number with an integer, exactly, however large either is. `None` if it is not a number.
    pub(crate) fn compare(self, integer: i64) -> Option<Ordering> {
        match self {
            Self::Integer(value) => Some(value.cmp(&integer)),
            Self::Number(value) => integer::compare(value, integer),
            Self::Json(Value::Number(value)) => integer::compare_json(value, integer),
            _ => None,
        }
    }
}

impl<'a> From<&'a str> for FieldValue<'a> {
    fn from(string: &'a str) -> Self {
        Self::Text(string)
    }
}

impl From<i64> for FieldValue<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for FieldValue<'_> {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<bool> for FieldValue<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl<'a> From<&'a Map<String, Value>> for FieldValue<'a> {
    fn from(members: &'a Map<String, Value>) -> Self {
        Self::Object(members)
    }
}

impl<'a> From<&'a Value> for FieldValue<'a> {
    fn from(value: &'a Value) -> Self {
        Self::Json(value)
    }
}

impl<'a> From<&'a JsonObjectOrText> for FieldValue<'a> {
    fn from(value: &'a JsonObjectOrText) -> Self {
        match value {
            JsonObjectOrText::Object(members) => Self::Object(members),
            JsonObjectOrText::Text(text) => Self::Text(text),
        }
    }
}

impl<'a> From<&'a IntegerOrDigits> for FieldValue<'a> {
    fn from(value: &'a IntegerOrDigits) -> Self {
        match (value.as_integer(), value.as_digits()) {
            (Some(integer), _) => Self::Integer(integer),
            (None, digits) => Self::Text(digits.unwrap_or_default()),
        }
    }
}

impl<'a, T: Into<FieldValue<'a>>> From<Nullable<T>> for FieldValue<'a> {
    fn from(value: Nullable<T>) -> Self {
        static NULL: Value = Value::Null;
        match value {
            Nullable::Null => Self::Json(&NULL),
            Nullable::Value(value) => value.into(),
        }
    }
}
