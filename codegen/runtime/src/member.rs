//! One field of a request, before it has been checked.
//!
//! In: a member of a JSON object or a pair of a form. Out: its name, and its value in the terms that checks need, so that
//! one generated function reads both.

use std::borrow::Cow;

use serde_json::Value;

use crate::form_parse::{Malformed, Pair};

/// One field as it came.
#[derive(Debug)]
pub struct Member<'a> {
    name: Cow<'a, str>,
    name_fault: Option<Malformed>,
    input: Input<'a>,
}

/// The value of a field as it came.
#[derive(Debug)]
pub(crate) enum Input<'a> {
    Json(&'a Value),
    Form(Result<Cow<'a, str>, Malformed>),
}

impl<'a> Member<'a> {
    pub(crate) fn json(name: &'a str, value: &'a Value) -> Self {
        Self { name: Cow::Borrowed(name), name_fault: None, input: Input::Json(value) }
    }

    pub(crate) fn form(pair: Pair<'a>) -> Self {
        Self { name: pair.name, name_fault: pair.name_fault, input: Input::Form(pair.value) }
    }

    /// The name, to choose the check by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why the name cannot be decoded, if it cannot.
    pub(crate) const fn name_fault(&self) -> Option<Malformed> {
        self.name_fault
    }

    pub(crate) const fn input(&self) -> &Input<'a> {
        &self.input
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
