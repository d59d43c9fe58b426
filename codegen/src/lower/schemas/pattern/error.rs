//! Why a pattern is not read, and what to do about it.

use crate::diagnostic::Code;

/// A pattern that does not become a matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is not ECMA-262, or not regular.
    NotRegular(String),
    /// It is regular, but not handled: what it has, and how to do without.
    Unhandled(String, &'static str),
}

impl Refusal {
    pub(crate) fn not_regular<T>(reason: impl Into<String>) -> Result<T, Self> {
        Err(Self::NotRegular(reason.into()))
    }

    pub(crate) fn unhandled<T>(reason: impl Into<String>, help: &'static str) -> Result<T, Self> {
        Err(Self::Unhandled(reason.into(), help))
    }

    /// Code, message and help of the diagnostic about `pattern`.
    pub(crate) fn explain(self, pattern: &str) -> (Code, String, &'static str) {
        match self {
            Self::NotRegular(reason) => {
                let message = format!("`{pattern}` is not a regular pattern: {reason}");
                let help = "leave out look-around and back-references; check brackets and escapes against ECMA-262 \
                            with the flag `u`";
                (Code::NotRegular, message, help)
            }
            Self::Unhandled(reason, help) => {
                (Code::PatternShape, format!("`{pattern}` is not handled: {reason}"), help)
            }
        }
    }
}
