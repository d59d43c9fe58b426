//! Checks of values that may have one of two types. Only JSON tells the two apart.

use serde_json::Value;

use crate::rules::field::Field;
use crate::scalars::integer_or_digits::IntegerOrDigits;
use crate::scalars::object_or_text::JsonObjectOrText;
use crate::validation::checker::Checker;
use crate::validation::member::{Member, MemberValue};
use crate::validation::violation_kind::ViolationKind;

impl Checker {
    /// Reads a JSON object, or text. Whether the text is JSON is not checked.
    pub fn object_or_text(&mut self, field: Field, member: Member<'_>) -> Option<JsonObjectOrText> {
        match member.value() {
            MemberValue::Json(Value::Object(_)) => self.json_object(field, member).map(From::from),
            MemberValue::Json(Value::String(_)) | MemberValue::Form(_) => self.text(field, member),
            MemberValue::Json(other) => self.of_neither_type(field, "a JSON object, or JSON as text", other),
        }
    }

    /// Reads an integer, or decimal digits as text.
    pub fn integer_or_digits(&mut self, field: Field, member: Member<'_>) -> Option<IntegerOrDigits> {
        const EXPECTED: &str = "an integer, or its digits as text";
        match member.value() {
            MemberValue::Json(Value::Number(_)) => self.integer(field, member).map(From::from),
            MemberValue::Json(Value::String(_)) | MemberValue::Form(_) => {
                let text: String = self.text(field, member)?;
                let digits = IntegerOrDigits::digits(&text).ok();
                if digits.is_none() {
                    self.report(field, ViolationKind::Pattern, format_args!("takes {EXPECTED}"));
                }
                digits
            }
            MemberValue::Json(other) => self.of_neither_type(field, EXPECTED, other),
        }
    }

    fn of_neither_type<T>(&mut self, field: Field, expected: &str, found: &Value) -> Option<T> {
        if !self.mark_present_once(field) {
            return None;
        }
        self.evaluate_tests(field, found);
        self.wrong_type(field, expected, found)
    }
}
