//! Why a text is not one of a constrained type.

use std::error::Error;
use std::fmt;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextFault {
    /// It does not match this pattern.
    Pattern(&'static str),
    /// It has not this length, in words: `1 to 64 characters`.
    Length(&'static str),
}

/// A text that is not of the wanted type.
///
/// Names the type and what it asks for, never the text: what ends up in the wrong place may well be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseTextError {
    name: &'static str,
    fault: TextFault,
}

impl ParseTextError {
    #[doc(hidden)]
    pub const fn new(name: &'static str, fault: TextFault) -> Self {
        Self { name, fault }
    }

    /// The name of the type, such as `PhoneNumber`.
    pub const fn type_name(&self) -> &'static str {
        self.name
    }

    /// What is wrong with the text.
    pub const fn fault(&self) -> TextFault {
        self.fault
    }
}

impl fmt::Display for ParseTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a `{}`: ", self.name)?;
        match self.fault {
            TextFault::Pattern(pattern) => write!(f, "the text does not match `{pattern}`"),
            TextFault::Length(words) => write!(f, "it takes {words}"),
        }
    }
}

impl Error for ParseTextError {}
