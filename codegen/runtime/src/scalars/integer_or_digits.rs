//! Integers that a service also takes as text.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use compact_str::CompactString;
use serde::{Serialize, Serializer};

use crate::scalars::literals::not_a_sid;

/// An integer, or decimal digits as text. The service takes both, and each is sent as it was given.
///
/// ```
/// use flex_runtime::{IntegerOrDigits, lit};
///
/// assert_eq!(serde_json::to_string(&IntegerOrDigits::from(10)).unwrap(), "10");
/// // A literal is checked at compile time, and text at run time may be refused.
/// assert_eq!(serde_json::to_string(&lit!(IntegerOrDigits, "10")).unwrap(), r#""10""#);
/// assert_eq!("10".parse::<IntegerOrDigits>()?, lit!(IntegerOrDigits, "10"));
/// assert!("ten".parse::<IntegerOrDigits>().is_err());
/// # Ok::<_, flex_runtime::NotDigits>(())
/// ```
///
/// ```compile_fail,E0080
/// let priority = flex_runtime::lit!(flex_runtime::IntegerOrDigits, "ten");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IntegerOrDigits(Form);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form {
    Integer(i64),
    /// One or more ASCII digits.
    Digits(CompactString),
}

impl IntegerOrDigits {
    /// The pattern of the text.
    pub const PATTERN: &'static str = "^[0-9]+$";

    /// Checks text: one or more of the digits `0` to `9`.
    ///
    /// # Errors
    /// When there is anything else in it, or nothing.
    pub fn digits(text: &str) -> Result<Self, NotDigits> {
        if is_digits(text) { Ok(Self(Form::Digits(CompactString::new(text)))) } else { Err(NotDigits(())) }
    }

    /// Checks a literal, without allocating. In a constant, as the `lit!` macro makes, an invalid one is a compile error.
    ///
    /// # Panics
    /// When there is anything but digits in it, or nothing. Use `digits` for text known only at run time.
    #[track_caller]
    pub const fn literal(text: &'static str) -> Self {
        if !is_digits(text) {
            not_a_sid(text, "IntegerOrDigits", Self::PATTERN);
        }
        Self(Form::Digits(CompactString::const_new(text)))
    }

    /// The integer, unless it is text.
    pub const fn as_integer(&self) -> Option<i64> {
        match &self.0 {
            Form::Integer(integer) => Some(*integer),
            Form::Digits(_) => None,
        }
    }

    /// The digits, unless it is an integer.
    pub fn as_digits(&self) -> Option<&str> {
        match &self.0 {
            Form::Integer(_) => None,
            Form::Digits(digits) => Some(digits),
        }
    }
}

const fn is_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() && bytes[i].is_ascii_digit() {
        i += 1;
    }
    !bytes.is_empty() && i == bytes.len()
}

impl From<i64> for IntegerOrDigits {
    fn from(integer: i64) -> Self {
        Self(Form::Integer(integer))
    }
}

impl FromStr for IntegerOrDigits {
    type Err = NotDigits;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::digits(text)
    }
}

impl TryFrom<&str> for IntegerOrDigits {
    type Error = NotDigits;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::digits(text)
    }
}

impl fmt::Display for IntegerOrDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Integer(integer) => integer.fmt(f),
            Form::Digits(digits) => f.pad(digits),
        }
    }
}

impl Serialize for IntegerOrDigits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Form::Integer(integer) => serializer.serialize_i64(*integer),
            Form::Digits(digits) => serializer.serialize_str(digits),
        }
    }
}

/// The text is something else than decimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDigits(());

impl fmt::Display for NotDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not decimal digits")
    }
}

impl Error for NotDigits {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{IntegerOrDigits, NotDigits};
    use crate::lit;

    #[test]
    fn each_form_is_kept_and_written_as_it_was_given() {
        let integer = IntegerOrDigits::from(-10);
        assert_eq!((integer.as_integer(), integer.as_digits()), (Some(-10), None));
        assert_eq!(
            (serde_json::to_value(&integer).unwrap(), integer.to_string()),
            (json!(-10), "-10".to_owned())
        );
        let digits = lit!(IntegerOrDigits, "010");
        assert_eq!((digits.as_integer(), digits.as_digits()), (None, Some("010")));
        assert_eq!(
            (serde_json::to_value(&digits).unwrap(), digits.to_string()),
            (json!("010"), "010".to_owned())
        );
        assert_eq!(("010".parse(), IntegerOrDigits::try_from("010")), (Ok(digits.clone()), Ok(digits)));
    }

    #[test]
    fn only_digits_are_taken_for_digits() {
        for text in ["", "ten", "-1", "+1", " 1", "1 ", "1.0", "1e3", "\u{661}", "1\n"] {
            assert_eq!(IntegerOrDigits::digits(text), Err(NotDigits(())), "{text:?}");
        }
        assert_eq!(NotDigits(()).to_string(), "not decimal digits");
        let many = "9".repeat(400);
        assert_eq!(IntegerOrDigits::digits(&many).unwrap().as_digits(), Some(many.as_str()));
    }
}
