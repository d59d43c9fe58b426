//! One field of a request, before it has been checked.
//!
//! In: a member of a JSON object or a pair of a form. Out: its name, and its value in the terms that checks need, so that
//! one generated function reads both.

use serde_json::Value;

use crate::encoding::form_decode::{Malformed, Pair};

/// One field as it came.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    name: &'a str,
    input: Input<'a>,
}

/// The value of a field as it came.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Input<'a> {
    Json(&'a Value),
    Form(&'a Pair<'a>),
}

impl<'a> Member<'a> {
    pub(crate) const fn json(name: &'a str, value: &'a Value) -> Self {
        Self { name, input: Input::Json(value) }
    }

    pub(crate) fn form(pair: &'a Pair<'a>) -> Self {
        // A name that cannot be decoded is that of no field, however much it looks like one.
        let name = if pair.name_fault.is_none() { &*pair.name } else { "" };
        Self { name, input: Input::Form(pair) }
    }

    /// The name, to choose the check by; empty where it cannot be decoded.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// The name, as it was written if it cannot be decoded.
    pub(crate) fn shown_name(&self) -> &'a str {
        match self.input {
            Input::Json(_) => self.name,
            Input::Form(pair) => &pair.name,
        }
    }

    /// Why the name cannot be decoded, if it cannot.
    pub(crate) const fn name_fault(&self) -> Option<Malformed> {
        match self.input {
            Input::Json(_) => None,
            Input::Form(pair) => pair.name_fault,
        }
    }

    pub(crate) const fn input(&self) -> Input<'a> {
        self.input
    }
}

/// The type of a JSON value, with its article.
pub(crate) const fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
