//! Why a string is not a value of a constrained string type.

use std::error::Error;
use std::fmt;

/// A constraint that a string violates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextFault {
    /// It does not match this pattern.
    Pattern(&'static str),
    /// It does not have this length, given in words: `1 to 64 characters`.
    Length(&'static str),
}

/// A string that is not a value of the expected type.
///
/// Names the type and its constraint, never the string: what ends up in the wrong place may well be a secret.
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

    /// The constraint that the string violates.
    pub const fn fault(&self) -> TextFault {
        self.fault
    }
}

impl fmt::Display for ParseTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a `{}`: ", self.name)?;
        match self.fault {
            TextFault::Pattern(pattern) => write!(f, "the string does not match `{pattern}`"),
            TextFault::Length(words) => write!(f, "it takes {words}"),
        }
    }
}

impl Error for ParseTextError {}
