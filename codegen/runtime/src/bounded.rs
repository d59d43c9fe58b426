//! Integers with documented bounds.
//!
//! In: a number or its decimal text. Out: the type, or an error that names the field and its bounds. The macro that
//! completes such a type stands in `bounded_macro`.

use std::error::Error;
use std::fmt;

use serde::Deserializer;
use serde::de::{self, Unexpected, Visitor};

use crate::number::{from_text, whole};

/// An integer type with bounds. Implemented by `impl_bounded_integer!`.
pub trait BoundedInteger: Sized {
    /// The documented name, for messages.
    const NAME: &'static str;

    /// The bounds in words, such as `0 to 3`.
    const RANGE: &'static str;

    /// Checks a number against the bounds.
    ///
    /// # Errors
    /// When `value` is out of bounds.
    fn from_i64(value: i64) -> Result<Self, OutOfRange>;
}

/// A number outside the documented bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange {
    value: i64,
    name: &'static str,
    range: &'static str,
}

impl OutOfRange {
    #[doc(hidden)]
    pub const fn new(value: i64, name: &'static str, range: &'static str) -> Self {
        Self { value, name, range }
    }

    /// The number that was refused.
    pub const fn value(&self) -> i64 {
        self.value
    }

    /// The documented name of what it was meant for, such as `Integration.RetryCount`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The bounds in words, such as `0 to 3`.
    pub const fn range(&self) -> &'static str {
        self.range
    }
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is out of range for `{}` ({})", self.value, self.name, self.range)
    }
}

impl Error for OutOfRange {}

/// A text that is not a decimal integer within the documented bounds. Does not repeat the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseBoundedError {
    name: &'static str,
    range: &'static str,
}

impl ParseBoundedError {
    const fn of<T: BoundedInteger>() -> Self {
        Self { name: T::NAME, range: T::RANGE }
    }
}

impl fmt::Display for ParseBoundedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` takes an integer ({})", self.name, self.range)
    }
}

impl Error for ParseBoundedError {}

/// Reads an integer from decimal text and checks its bounds.
///
/// # Errors
/// When `text` is not `-?[0-9]+`, or the number is out of bounds.
pub fn parse_bounded<T: BoundedInteger>(text: &str) -> Result<T, ParseBoundedError> {
    from_text(text).ok().and_then(|value| T::from_i64(value).ok()).ok_or(ParseBoundedError::of::<T>())
}

/// Reads an integer from any number that has no fraction, as JSON Schema does, and checks its bounds.
///
/// # Errors
/// When the value is no such number, or the number is out of bounds.
pub fn deserialize_bounded<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: BoundedInteger,
{
    struct BoundedVisitor;

    impl Visitor<'_> for BoundedVisitor {
        type Value = i64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an integer")
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<i64, E> {
            Ok(value)
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<i64, E> {
            i64::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<i64, E> {
            whole(value).ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
        }
    }

    T::from_i64(deserializer.deserialize_i64(BoundedVisitor)?).map_err(de::Error::custom)
}
