//! Checks of single values.
//!
//! Each method returns the value of a field, or reports a violation and returns `None`. A message names the field and what it
//! takes, never the value.

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
use crate::validation::member::{Member, MemberValue, json_type};
use crate::validation::violation_kind::ViolationKind;

impl Checker {
    /// Reads a string without constraints, as a `String` or a generated type.
    #[inline]
    pub fn text<T: for<'t> From<&'t str>>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        self.string(field, member.value()).map(T::from)
    }

    /// Reads a SID.
    #[inline]
    pub fn sid<T: Sid>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let sid = T::from_wire(self.string(field, member.value())?);
        if sid.is_none() {
            self.pattern_mismatch(field, T::PATTERN);
        }
        sid
    }

    /// Reads a string with a pattern or a length.
    pub fn checked<T: CheckedText>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let string = self.string(field, member.value())?;
        for fault in T::faults(string).into_iter().flatten() {
            match fault {
                TextFault::Pattern(pattern) => self.pattern_mismatch(field, pattern),
                TextFault::Length(words) => {
                    self.report(field, ViolationKind::Length, format_args!("takes {words}"));
                }
            }
        }
        T::from_wire(string)
    }

    /// Reads a value of an enum.
    #[inline]
    pub fn choice<T: Choice>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let string = self.string(field, member.value())?;
        let value = T::from_wire(string);
        if value.is_none() {
            self.not_in_enum(field, T::TEXTS, string);
        }
        value
    }

    /// Reads a boolean; in a form, `true` or `false`.
    #[inline]
    pub fn boolean(&mut self, field: Field, member: Member<'_>) -> Option<bool> {
        match self.first_json(field, member.value()) {
            Some(Value::Bool(value)) => {
                self.record(field, *value);
                Some(*value)
            }
            _ => self.boolean_slow(field, member.value()),
        }
    }

    fn boolean_slow(&mut self, field: Field, value: MemberValue<'_>) -> Option<bool> {
        match self.decoded(field, value)? {
            Decoded::Json(Value::Bool(value)) => Some(*value),
            Decoded::Json(other) => self.wrong_type(field, "a boolean", other),
            Decoded::Form(text @ ("true" | "false")) => {
                let value = text == "true";
                self.evaluate_tests(field, value);
                Some(value)
            }
            Decoded::Form(text) => {
                self.evaluate_tests(field, text);
                self.report(field, ViolationKind::WrongType, "takes a boolean, `true` or `false`");
                None
            }
        }
    }

    /// Reads a JSON object; in a form, its JSON text.
    pub fn json_object(&mut self, field: Field, member: Member<'_>) -> Option<Map<String, Value>> {
        self.members(field, member).map(Cow::into_owned)
    }

    /// The members of an object.
    pub(crate) fn members<'m>(
        &mut self,
        field: Field,
        member: Member<'m>,
    ) -> Option<Cow<'m, Map<String, Value>>> {
        const EXPECTED: &str = "a JSON object";
        match self.decoded(field, member.value())? {
            Decoded::Json(Value::Object(members)) => Some(Cow::Borrowed(members)),
            Decoded::Json(other) => self.wrong_type(field, EXPECTED, other),
            Decoded::Form(text) => match serde_json::from_str(text) {
                Ok(value) => {
                    self.evaluate_tests(field, &value);
                    match value {
                        Value::Object(members) => Some(Cow::Owned(members)),
                        other => self.wrong_type(field, EXPECTED, &other),
                    }
                }
                Err(_) => {
                    self.evaluate_tests(field, text);
                    self.report(field, ViolationKind::Format, format_args!("takes {EXPECTED}, as text"));
                    None
                }
            },
        }
    }

    /// Reads a JSON value of any type; in a form, its JSON text.
    pub fn json_value(&mut self, field: Field, member: Member<'_>) -> Option<Value> {
        match self.decoded(field, member.value())? {
            Decoded::Json(value) => Some(value.clone()),
            Decoded::Form(text) => {
                let value = serde_json::from_str(text);
                match &value {
                    Ok(value) => self.evaluate_tests(field, value),
                    Err(_) => {
                        self.evaluate_tests(field, text);
                        let message = format!("`{}` takes JSON, as text", field.name);
                        self.report(field, ViolationKind::Format, message);
                    }
                }
                value.ok()
            }
        }
    }

    /// Reads an integer; in a form, decimal digits. As in JSON Schema, the JSON number `3.0` is an integer.
    #[inline]
    pub fn integer(&mut self, field: Field, member: Member<'_>) -> Option<i64> {
        self.integer_within(field, member.value(), "-9223372036854775808 to 9223372036854775807")
    }

    /// Reads an integer that has bounds.
    #[inline]
    pub fn bounded<T: BoundedInteger>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let value = T::from_i64(self.integer_within(field, member.value(), T::RANGE)?).ok();
        if value.is_none() {
            self.out_of_range(field, T::RANGE);
        }
        value
    }

    /// Reads a number; in a form, decimal digits without an exponent.
    pub fn number(&mut self, field: Field, member: Member<'_>) -> Option<Number> {
        let read = match self.decoded(field, member.value())? {
            Decoded::Json(Value::Number(number)) => Number::new(number.as_f64().unwrap_or(f64::INFINITY)),
            Decoded::Json(other) => return self.wrong_type(field, "a number", other),
            Decoded::Form(text) => {
                let Some(read) = Number::from_decimal(text) else {
                    self.evaluate_tests(field, text);
                    self.report(field, ViolationKind::WrongType, "takes a number in decimal digits");
                    return None;
                };
                self.evaluate_tests(field, read.map_or(f64::INFINITY, Number::get));
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
        let uri = Uri::parse(self.string(field, member.value())?).ok();
        if uri.is_none() {
            self.report(field, ViolationKind::Format, "takes a URI with a scheme (RFC 3986)");
        }
        uri
    }

    /// The JSON value of a field that is given for the first time. This is the usual case, which is inlined into generated
    /// code; the `_slow` methods handle all others.
    #[inline]
    fn first_json<'m>(&self, field: Field, value: MemberValue<'m>) -> Option<&'m Value> {
        match value {
            MemberValue::Json(value) if !self.has(field) => Some(value),
            _ => None,
        }
    }

    /// The value of a field, unless the field was given before or its value cannot be decoded. Evaluates the tests of a JSON
    /// value. For form text, that is left to the caller, who knows which type the text is to be read as.
    fn decoded<'m>(&mut self, field: Field, value: MemberValue<'m>) -> Option<Decoded<'m>> {
        if !self.mark_present_once(field) {
            return None;
        }
        match value {
            MemberValue::Json(value) => {
                self.evaluate_tests(field, value);
                Some(Decoded::Json(value))
            }
            MemberValue::Form(pair) => match &pair.value {
                Ok(text) => Some(Decoded::Form(text)),
                Err(fault) => {
                    self.report(field, ViolationKind::Malformed, fault.problem());
                    None
                }
            },
        }
    }

    #[inline]
    fn string<'m>(&mut self, field: Field, value: MemberValue<'m>) -> Option<&'m str> {
        match self.first_json(field, value) {
            Some(Value::String(string)) => {
                self.record(field, string.as_str());
                Some(string)
            }
            _ => self.string_slow(field, value),
        }
    }

    fn string_slow<'m>(&mut self, field: Field, value: MemberValue<'m>) -> Option<&'m str> {
        match self.decoded(field, value)? {
            Decoded::Json(Value::String(string)) => Some(string),
            Decoded::Json(other) => self.wrong_type(field, "a string", other),
            Decoded::Form(text) => {
                self.evaluate_tests(field, text);
                Some(text)
            }
        }
    }

    #[inline]
    fn integer_within(&mut self, field: Field, value: MemberValue<'_>, range: &str) -> Option<i64> {
        if let Some(Value::Number(number)) = self.first_json(field, value)
            && let Some(integer) = number.as_i64()
        {
            self.record(field, integer);
            return Some(integer);
        }
        self.integer_slow(field, value, range)
    }

    fn integer_slow(&mut self, field: Field, value: MemberValue<'_>, range: &str) -> Option<i64> {
        let read = match self.decoded(field, value)? {
            Decoded::Json(Value::Number(number)) => integer::from_json(number),
            Decoded::Json(other) => return self.wrong_type(field, "an integer", other),
            Decoded::Form(text) => {
                let read = integer::from_text(text);
                match read {
                    Ok(integer) => self.evaluate_tests(field, integer),
                    // Only digits, so it is a number, as it would be in JSON.
                    Err(NotAnInteger::TooLarge) => {
                        self.evaluate_tests(field, text.parse().unwrap_or(f64::INFINITY));
                    }
                    Err(NotAnInteger::Fraction) => self.evaluate_tests(field, text),
                }
                read
            }
        };
        match read {
            Ok(integer) => return Some(integer),
            Err(NotAnInteger::TooLarge) => self.out_of_range(field, range),
            Err(NotAnInteger::Fraction) => {
                let detail = match value {
                    MemberValue::Json(_) => ", not a number with a fraction",
                    MemberValue::Form(_) => " in decimal digits",
                };
                self.report(field, ViolationKind::WrongType, format_args!("takes an integer{detail}"));
            }
        }
        None
    }

    #[cold]
    fn pattern_mismatch(&mut self, field: Field, pattern: &str) {
        self.report(field, ViolationKind::Pattern, format_args!("does not match `{pattern}`"));
    }

    #[cold]
    fn not_in_enum(&mut self, field: Field, accepted: &'static [&'static str], string: &str) {
        let suggestion = closest(string, accepted.iter().copied());
        self.report(field, ViolationKind::NotInEnum, OneOf { accepted, suggestion });
    }

    #[cold]
    fn out_of_range(&mut self, field: Field, range: &str) {
        self.report(field, ViolationKind::OutOfRange, format_args!("is out of range ({range})"));
    }

    #[cold]
    pub(crate) fn wrong_type<T>(&mut self, field: Field, expected: &str, found: &Value) -> Option<T> {
        let found = json_type(found);
        self.report(field, ViolationKind::WrongType, format_args!("takes {expected}, not {found}"));
        None
    }
}

/// A value, in a form after percent-decoding.
enum Decoded<'m> {
    Json(&'m Value),
    Form(&'m str),
}
