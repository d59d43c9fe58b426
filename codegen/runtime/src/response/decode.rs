//! Decoding the body of a successful response.

use std::fmt;

use crate::encoding::strange_json;
use crate::error::decode_error::DecodeError;
use crate::response::object::ResponseValue;
use crate::response::object::read;
use crate::response::unread::{Findings, Unread};

/// A decoded body, and what could not be read of it.
///
/// `Debug` does not print the value, which may contain personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Decoded<T> {
    value: T,
    unread: Vec<Unread>,
}

impl<T> Decoded<T> {
    /// The value.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// The value, by value.
    pub fn into_value(self) -> T {
        self.value
    }

    /// What could not be read, at most [`Unread::MAX`] parts of it.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    pub(crate) const fn new(value: T, unread: Vec<Unread>) -> Self {
        Self { value, unread }
    }

    pub(crate) fn into_parts(self) -> (T, Vec<Unread>) {
        (self.value, self.unread)
    }
}

impl<T> fmt::Debug for Decoded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoded").field("unread", &self.unread).finish_non_exhaustive()
    }
}

/// Decodes a JSON body. A part of it that is not what the description says is left out and told; the rest is kept.
///
/// What is unusual but has only one meaning is read: a byte order mark, bytes that are not UTF-8 and halves of surrogate
/// pairs, which become U+FFFD, and two members of one name, of which the last counts.
///
/// # Errors
/// When the body is not JSON, has anything but white space after the JSON, or is of another type as a whole.
pub fn json<T: ResponseValue>(body: &[u8]) -> Result<Decoded<T>, DecodeError> {
    strange_json::read(body, from_text)
}

fn from_text<T: ResponseValue>(text: &str) -> Result<Decoded<T>, DecodeError> {
    let mut findings = Findings::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = read::read(&mut deserializer, &mut findings)
        .and_then(|value| deserializer.end().map(|()| value))
        // The messages of serde_json about text that is not JSON are fixed sentences. They repeat nothing of it.
        .map_err(|error| DecodeError::new(findings.failed_at(), &error.to_string()))?;
    let unread = findings.into_unread();
    match value {
        Some(value) => Ok(Decoded { value, unread }),
        None => {
            let reason = unread.first().map(|whole| format!("the body {}", whole.reason()));
            Err(DecodeError::new(".", &reason.unwrap_or_default()))
        }
    }
}

/// Accepts any body. For responses without data, such as those to `DELETE`.
///
/// # Errors
/// Never. The signature is that of [`json`].
pub fn empty(_body: &[u8]) -> Result<Decoded<()>, DecodeError> {
    Ok(Decoded { value: (), unread: Vec::new() })
}

#[cfg(test)]
mod tests;
