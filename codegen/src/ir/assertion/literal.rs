//! The values that `const` and `enum` name.

use std::fmt;

use serde_json::Value;

/// A value of a type that rules can compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    String(String),
    Integer(i64),
    Boolean(bool),
}

impl Literal {
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::String(text) => text.as_str().into(),
            Self::Integer(value) => (*value).into(),
            Self::Boolean(value) => (*value).into(),
        }
    }
}

/// As in a sentence: a string without quotes.
impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => f.write_str(text),
            Self::Integer(value) => value.fmt(f),
            Self::Boolean(value) => value.fmt(f),
        }
    }
}
