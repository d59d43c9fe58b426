//! The checks for each kind of field.
//!
//! In: one member and the field that it is. Out: its value, or `None` after a violation has been noted. A message names
//! the field and what it takes, never the value.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::messages::did_you_mean::closest;
use crate::rules::field::Field;
use crate::scalars::bounded_integer::BoundedInteger;
use crate::scalars::enumeration::{Choice, OneOf};
use crate::scalars::integer::{self, NotAnInteger};
use crate::scalars::number::Number;
use crate::scalars::strings::constrained::CheckedText;
use crate::scalars::strings::constrained::error::TextFault;
use crate::scalars::strings::sid::Sid;
use crate::scalars::strings::uri::Uri;
use crate::validation::checker::Checker;
use crate::validation::member::{Input, Member, json_type};
use crate::validation::violation_kind::ViolationKind;

impl Checker {
    /// Reads a free text, as a `String` or a named text type.
    #[inline]
    pub fn text<T: for<'t> From<&'t str>>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        self.string(field, member.input()).map(T::from)
    }

    /// Reads a SID.
    #[inline]
    pub fn sid<T: Sid>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let sid = T::from_wire(self.string(field, member.input())?);
        if sid.is_none() {
            self.no_match(field, T::PATTERN);
        }
        sid
    }

    /// Reads a text with a pattern or a length.
    pub fn checked<T: CheckedText>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let text = self.string(field, member.input())?;
        for fault in T::faults(text).into_iter().flatten() {
            match fault {
                TextFault::Pattern(pattern) => self.no_match(field, pattern),
                TextFault::Length(words) => {
                    self.report(field, ViolationKind::Length, format_args!("takes {words}"));
                }
            }
        }
        T::from_wire(text)
    }

    /// Reads a value of an enum.
    #[inline]
    pub fn choice<T: Choice>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let text = self.string(field, member.input())?;
        let value = T::from_wire(text);
        if value.is_none() {
            self.not_in_enum(field, T::TEXTS, text);
        }
        value
    }

    /// Reads a boolean; in a form, the texts `true` and `false`.
    #[inline]
    pub fn boolean(&mut self, field: Field, member: Member<'_>) -> Option<bool> {
        match self.at_first(field, member.input()) {
            Some(Value::Bool(value)) => {
                self.note(field, *value);
                Some(*value)
            }
            _ => self.boolean_of_any(field, member.input()),
        }
    }

    fn boolean_of_any(&mut self, field: Field, input: Input<'_>) -> Option<bool> {
        match self.input(field, input)? {
            Given::Json(Value::Bool(value)) => Some(*value),
            Given::Json(other) => self.wrong_type(field, "a boolean", other),
            Given::Form(text @ ("true" | "false")) => {
                let value = text == "true";
                self.test(field, value);
                Some(value)
            }
            Given::Form(text) => {
                self.test(field, text);
                self.report(field, ViolationKind::WrongType, "takes a boolean, `true` or `false`");
                None
            }
        }
    }

    /// Reads a JSON object; in a form, the text of one.
    pub fn json_object(&mut self, field: Field, member: Member<'_>) -> Option<Map<String, Value>> {
        self.members(field, member).map(Cow::into_owned)
    }

    /// The members of an object.
    pub(crate) fn members<'m>(
        &mut self,
        field: Field,
        member: Member<'m>,
    ) -> Option<Cow<'m, Map<String, Value>>> {
        const WANTED: &str = "a JSON object";
        match self.input(field, member.input())? {
            Given::Json(Value::Object(members)) => Some(Cow::Borrowed(members)),
            Given::Json(other) => self.wrong_type(field, WANTED, other),
            Given::Form(text) => match serde_json::from_str(text) {
                Ok(value) => {
                    self.test(field, &value);
                    match value {
                        Value::Object(members) => Some(Cow::Owned(members)),
                        other => self.wrong_type(field, WANTED, &other),
                    }
                }
                Err(_) => {
                    self.test(field, text);
                    self.report(field, ViolationKind::Format, format_args!("takes {WANTED}, as text"));
                    None
                }
            },
        }
    }

    /// Reads a JSON value of any type; in a form, the text of one.
    pub fn json_value(&mut self, field: Field, member: Member<'_>) -> Option<Value> {
        match self.input(field, member.input())? {
            Given::Json(value) => Some(value.clone()),
            Given::Form(text) => {
                let value = serde_json::from_str(text);
                match &value {
                    Ok(value) => self.test(field, value),
                    Err(_) => {
                        self.test(field, text);
                        let message = format!("`{}` takes JSON, as text", field.name);
                        self.report(field, ViolationKind::Format, message);
                    }
                }
                value.ok()
            }
        }
    }

    /// Reads an integer; in a form, in decimal digits. As in JSON Schema, `3.0` is one.
    #[inline]
    pub fn integer(&mut self, field: Field, member: Member<'_>) -> Option<i64> {
        self.integer_within(field, member.input(), "-9223372036854775808 to 9223372036854775807")
    }

    /// Reads an integer with bounds.
    #[inline]
    pub fn bounded<T: BoundedInteger>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let value = T::from_i64(self.integer_within(field, member.input(), T::RANGE)?).ok();
        if value.is_none() {
            self.out_of_range(field, T::RANGE);
        }
        value
    }

    /// Reads a number; in a form, in decimal digits without an exponent.
    pub fn number(&mut self, field: Field, member: Member<'_>) -> Option<Number> {
        let read = match self.input(field, member.input())? {
            Given::Json(Value::Number(number)) => Number::new(number.as_f64().unwrap_or(f64::INFINITY)),
            Given::Json(other) => return self.wrong_type(field, "a number", other),
            Given::Form(text) => {
                let Some(read) = Number::from_decimal(text) else {
                    self.test(field, text);
                    self.report(field, ViolationKind::WrongType, "takes a number in decimal digits");
                    return None;
                };
                self.test(field, read.map_or(f64::INFINITY, Number::get));
                read
            }
        };
        if read.is_err() {
            self.out_of_range(field, "64-bit floating point");
        }
        read.ok()
    }

    /// Reads a URI.
    pub fn uri(&mut self, field: Field, member: Member<'_>) -> Option<Uri> {
        let uri = Uri::parse(self.string(field, member.input())?).ok();
        if uri.is_none() {
            self.report(field, ViolationKind::Format, "takes a URI with a scheme (RFC 3986)");
        }
        uri
    }

    /// The value of a field that is there for the first time, in JSON. That is the usual case, which generated code has in
    /// place; whatever else there may be is left to a call.
    #[inline]
    fn at_first<'m>(&self, field: Field, input: Input<'m>) -> Option<&'m Value> {
        match input {
            Input::Json(value) if !self.has(field) => Some(value),
            _ => None,
        }
    }

    /// The value of a field that is there for the first time and can be decoded. The tests of a JSON value are evaluated here,
    /// those of text where it is known what the text is to be.
    fn input<'m>(&mut self, field: Field, input: Input<'m>) -> Option<Given<'m>> {
        if !self.enter(field) {
            return None;
        }
        match input {
            Input::Json(value) => {
                self.test(field, value);
                Some(Given::Json(value))
            }
            Input::Form(pair) => match &pair.value {
                Ok(text) => Some(Given::Form(text)),
                Err(fault) => {
                    self.report(field, ViolationKind::Malformed, fault.complaint());
                    None
                }
            },
        }
    }

    #[inline]
    fn string<'m>(&mut self, field: Field, input: Input<'m>) -> Option<&'m str> {
        match self.at_first(field, input) {
            Some(Value::String(text)) => {
                self.note(field, text.as_str());
                Some(text)
            }
            _ => self.string_of_any(field, input),
        }
    }

    fn string_of_any<'m>(&mut self, field: Field, input: Input<'m>) -> Option<&'m str> {
        match self.input(field, input)? {
            Given::Json(Value::String(text)) => Some(text),
            Given::Json(other) => self.wrong_type(field, "a string", other),
            Given::Form(text) => {
                self.test(field, text);
                Some(text)
            }
        }
    }

    #[inline]
    fn integer_within(&mut self, field: Field, input: Input<'_>, range: &str) -> Option<i64> {
        if let Some(Value::Number(number)) = self.at_first(field, input)
            && let Some(integer) = number.as_i64()
        {
            self.note(field, integer);
            return Some(integer);
        }
        self.integer_of_any(field, input, range)
    }

    fn integer_of_any(&mut self, field: Field, input: Input<'_>, range: &str) -> Option<i64> {
        let read = match self.input(field, input)? {
            Given::Json(Value::Number(number)) => integer::from_json(number),
            Given::Json(other) => return self.wrong_type(field, "an integer", other),
            Given::Form(text) => {
                let read = integer::from_text(text);
                match read {
                    Ok(integer) => self.test(field, integer),
                    // Digits only: a number nonetheless, as in JSON.
                    Err(NotAnInteger::TooLarge) => self.test(field, text.parse().unwrap_or(f64::INFINITY)),
                    Err(NotAnInteger::Fraction) => self.test(field, text),
                }
                read
            }
        };
        match read {
            Ok(integer) => return Some(integer),
            Err(NotAnInteger::TooLarge) => self.out_of_range(field, range),
            Err(NotAnInteger::Fraction) => {
                let detail = match input {
                    Input::Json(_) => ", not a number with a fraction",
                    Input::Form(_) => " in decimal digits",
                };
                self.report(field, ViolationKind::WrongType, format_args!("takes an integer{detail}"));
            }
        }
        None
    }

    #[cold]
    fn no_match(&mut self, field: Field, pattern: &str) {
        self.report(field, ViolationKind::Pattern, format_args!("does not match `{pattern}`"));
    }

    #[cold]
    fn not_in_enum(&mut self, field: Field, accepted: &'static [&'static str], text: &str) {
        let suggestion = closest(text, accepted.iter().copied());
        self.report(field, ViolationKind::NotInEnum, OneOf { accepted, suggestion });
    }

    #[cold]
    fn out_of_range(&mut self, field: Field, range: &str) {
        self.report(field, ViolationKind::OutOfRange, format_args!("is out of range ({range})"));
    }

    #[cold]
    pub(crate) fn wrong_type<T>(&mut self, field: Field, wanted: &str, found: &Value) -> Option<T> {
        let found = json_type(found);
        self.report(field, ViolationKind::WrongType, format_args!("takes {wanted}, not {found}"));
        None
    }
}

/// A value that can be read.
enum Given<'m> {
    Json(&'m Value),
    Form(&'m str),
}
