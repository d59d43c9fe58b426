//! Encoding `application/x-www-form-urlencoded`, for bodies and queries.
//!
//! As in the [WHATWG URL standard](https://url.spec.whatwg.org/#application/x-www-form-urlencoded), a space becomes `+`;
//! ASCII letters, digits and `*-._` are unchanged; every other byte of the UTF-8 text becomes `%` and two upper-case digits.

use std::fmt::Write as _;

use compact_str::CompactString;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::encoding::percent_encoding::FORM;
use crate::scalars::decimal::Decimal;
use crate::scalars::number::Number;

/// A value that can be written into a form.
///
/// Implemented for the plain types, and by the macros of this crate for the generated ones.
pub trait FormValue {
    /// Writes the value. The writer encodes it.
    fn write_form(&self, value: &mut ValueWriter<'_>);
}

/// The capacity that the first field reserves, in bytes. It is enough for most requests, which then need no reallocation.
const INITIAL_CAPACITY: usize = 512;

/// Builds a form or a query. Fields are in the order in which they are added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormWriter {
    text: String,
}

impl FormWriter {
    /// An empty form. Does not allocate before the first field.
    pub const fn new() -> Self {
        Self { text: String::new() }
    }

    /// An empty form with capacity for `bytes` bytes of encoded text.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes) }
    }

    /// Adds `name=value`, or nothing if the value is `None`.
    ///
    /// `name` must be encoded already. The generator does that.
    pub fn field<T: FormValue + ?Sized>(&mut self, name: &'static str, value: Option<&T>) {
        let Some(value) = value else { return };
        if self.text.is_empty() {
            self.text.reserve(INITIAL_CAPACITY);
        } else {
            self.text.push('&');
        }
        self.text.push_str(name);
        self.text.push('=');
        value.write_form(&mut ValueWriter { text: &mut self.text });
    }

    /// Adds `name=value` for each value of a list, in order. An empty list adds nothing.
    pub fn list<T: FormValue>(&mut self, name: &'static str, values: Option<&[T]>) {
        for value in values.into_iter().flatten() {
            self.field(name, Some(value));
        }
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether no field has been added.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// The target of [`FormValue::write_form`]. Encodes whatever is written.
#[derive(Debug)]
pub struct ValueWriter<'a> {
    text: &'a mut String,
}

impl ValueWriter<'_> {
    /// Writes a string.
    pub fn text(&mut self, value: &str) {
        FORM.encode(value, self.text);
    }

    /// Writes an integer in decimal digits.
    pub fn integer(&mut self, value: i64) {
        self.text.push_str(Decimal::new(value).as_str());
    }

    /// Writes a number in decimal digits, without an exponent.
    pub fn number(&mut self, value: Number) {
        // Digits, `-` and `.` need no encoding. Writing to a string does not fail.
        let _ = write!(self.text, "{value}");
    }

    /// Writes a value as compact JSON.
    pub fn json<T: Serialize>(&mut self, value: &T) {
        // Serialising fails only for keys that are not strings, or for a type that fails on purpose. There are neither here.
        self.text(&serde_json::to_string(value).unwrap_or_default());
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }
}

impl FormValue for str {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.text(self);
    }
}

impl FormValue for String {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.text(self);
    }
}

impl FormValue for CompactString {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.text(self);
    }
}

impl FormValue for bool {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.boolean(*self);
    }
}

impl FormValue for i64 {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.integer(*self);
    }
}

impl FormValue for Number {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.number(*self);
    }
}

/// Written as compact JSON.
impl FormValue for Value {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.text(&self.to_string());
    }
}

/// Written as compact JSON.
impl FormValue for Map<String, Value> {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.json(self);
    }
}

impl<T: FormValue + ?Sized> FormValue for &T {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        (**self).write_form(value);
    }
}

#[cfg(test)]
mod tests {
    use super::{FormValue, FormWriter};
    use crate::scalars::test_fixtures::{Colour, Label, Retries, UnitSid};
    use crate::{Open, Uri, sid};

    fn written<T: FormValue + ?Sized>(value: &T) -> String {
        let mut form = FormWriter::new();
        form.field("F", Some(value));
        form.finish()
    }

    #[test]
    fn fields_are_in_the_order_of_the_calls() {
        let mut form = FormWriter::with_capacity(64);
        assert!(form.is_empty());
        form.field("Integration.FlowSid", Some("a b"));
        form.field::<str>("Unset", None);
        form.field("Enabled", Some(&true));
        form.field("Empty", Some(""));
        form.field("DateCreated%3E", Some(&-7_i64));
        form.list("Sids", Some(&["a", "b c"]));
        form.list::<i64>("None", Some(&[]));
        form.list::<i64>("None", None);
        assert!(!form.is_empty());
        assert_eq!(
            form.as_str(),
            "Integration.FlowSid=a+b&Enabled=true&Empty=&DateCreated%3E=-7&Sids=a&Sids=b+c"
        );
        assert_eq!(form.as_str(), form.clone().finish());
    }

    #[test]
    fn every_kind_of_value_is_written_as_documented() {
        assert_eq!(written("R&D ☎"), "F=R%26D+%E2%98%8E");
        assert_eq!(written(&"x y".to_owned()), "F=x+y");
        assert_eq!(written(&"x y"), "F=x+y", "through a reference");
        assert_eq!(written(&false), "F=false");
        assert_eq!(written(&i64::MIN), "F=-9223372036854775808");
        assert_eq!(written(&Retries::literal(3)), "F=3");
        assert_eq!(written(&sid!(UnitSid, "UN42")), "F=UN42");
        assert_eq!(written(&Colour::DarkGreen), "F=dark-green");
        assert_eq!(written(&Label::from_static("a/b")), "F=a%2Fb");
        assert_eq!(
            written(&Uri::parse("https://h/?q=1#rc=2").unwrap()),
            "F=https%3A%2F%2Fh%2F%3Fq%3D1%23rc%3D2"
        );
        let object = serde_json::json!({ "a b": [1, "ü"] });
        assert_eq!(written(object.as_object().unwrap()), "F=%7B%22a+b%22%3A%5B1%2C%22%C3%BC%22%5D%7D");
        assert_eq!(written(&Open::from(Colour::Red)), "F=red");
        let odd: Open<Colour> = serde_json::from_str("\"very red\"").unwrap();
        assert_eq!(written(&odd), "F=very+red");
    }
}
