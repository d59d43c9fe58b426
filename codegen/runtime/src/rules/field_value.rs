//! The value of a field, in the terms that tests need.
//!
//! In: a typed value of a request, or a JSON value. Out: what it is as JSON, borrowed.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use crate::scalars::integer;

/// The value of a field, for tests to look at. A type of its own for each of them is not needed: JSON has few types.
///
/// ```
/// use flex_runtime::FieldValue;
///
/// let text: FieldValue = "studio".into();
/// let integer: FieldValue = 3_i64.into();
/// ```
#[derive(Clone, Copy, Debug)]
pub enum FieldValue<'a> {
    /// A text: also a SID, a value of an enum, a URI.
    Text(&'a str),
    /// An integer.
    Integer(i64),
    /// Another number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A JSON object.
    Object(&'a Map<String, Value>),
    /// Any JSON value.
    Json(&'a Value),
}

/// Where a path of nested members leads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found<'a> {
    Value(FieldValue<'a>),
    /// One of the members is not there.
    Nothing,
    /// Something on the way is no object, and has no members to speak of.
    NoObject,
}

impl<'a> FieldValue<'a> {
    /// What is found on the way to the innermost of nested members.
    #[inline(never)]
    pub(crate) fn at(self, path: &[&str]) -> Found<'a> {
        let mut value = self;
        for name in path {
            value = match value {
                Self::Object(members) | Self::Json(Value::Object(members)) => match members.get(*name) {
                    Some(member) => Self::Json(member),
                    None => return Found::Nothing,
                },
                _ => return Found::NoObject,
            };
        }
        Found::Value(value)
    }

    /// The text, if it is one.
    pub(crate) fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Json(value) => value.as_str(),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub(crate) fn boolean(self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(value),
            Self::Json(value) => value.as_bool(),
            _ => None,
        }
    }

    /// Where the number lies beside an integer, if it is one; exact, however large either is.
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
    fn from(text: &'a str) -> Self {
        Self::Text(text)
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
