//! One field of a request as it was given, before it is checked: a member of a JSON object, or a pair of a form.

use serde_json::Value;

use crate::encoding::form_decode::{Malformed, Pair};

/// A field as it was given.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    name: &'a str,
    value: MemberValue<'a>,
}

/// The value of a field as it was given.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MemberValue<'a> {
    Json(&'a Value),
    Form(&'a Pair<'a>),
}

impl<'a> Member<'a> {
    pub(crate) const fn json(name: &'a str, value: &'a Value) -> Self {
        Self { name, value: MemberValue::Json(value) }
    }

    pub(crate) fn form(pair: &'a Pair<'a>) -> Self {
        // A name that cannot be decoded is no field's name, even if it looks like one.
        let name = if pair.name_fault.is_none() { &*pair.name } else { "" };
        Self { name, value: MemberValue::Form(pair) }
    }

    /// The name, by which to choose the method of the checker. Empty if it cannot be decoded.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// The name; still encoded if it cannot be decoded.
    pub(crate) fn given_name(&self) -> &'a str {
        match self.value {
            MemberValue::Json(_) => self.name,
            MemberValue::Form(pair) => &pair.name,
        }
    }

    /// Why the name cannot be decoded, if it cannot.
    pub(crate) const fn name_fault(&self) -> Option<Malformed> {
        match self.value {
            MemberValue::Json(_) => None,
            MemberValue::Form(pair) => pair.name_fault,
        }
    }

    /// Whether the value is a text without any characters.
    pub(crate) fn is_empty_text(&self) -> bool {
        match self.value {
            MemberValue::Json(value) => value.as_str().is_some_and(str::is_empty),
            MemberValue::Form(pair) => pair.value.as_ref().is_ok_and(|text| text.is_empty()),
        }
    }

    pub(crate) const fn value(&self) -> MemberValue<'a> {
        self.value
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
