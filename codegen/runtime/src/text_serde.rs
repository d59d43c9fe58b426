//! How types whose JSON form is a string are read by serde.
//!
//! In: a deserializer and a function from text to the type. Out: the type, or the function's own error. The text itself
//! never enters an error message: it may be personal data, or a secret in the wrong place.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Reads a string and hands it to `read`.
///
/// `expecting` completes the sentence "expected …" for a value that is no string.
///
/// # Errors
/// When the value is no string, or `read` refuses it.
pub fn deserialize<'de, D, T, E>(
    deserializer: D,
    expecting: &'static str,
    read: fn(&str) -> Result<T, E>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: fmt::Display,
{
    deserializer.deserialize_str(TextVisitor { expecting, read, marker: PhantomData })
}

struct TextVisitor<T, E> {
    expecting: &'static str,
    read: fn(&str) -> Result<T, E>,
    marker: PhantomData<T>,
}

impl<T, E: fmt::Display> Visitor<'_> for TextVisitor<T, E> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_str<F: Error>(self, text: &str) -> Result<T, F> {
        (self.read)(text).map_err(F::custom)
    }
}
