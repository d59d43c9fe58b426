//! Why a pattern is rejected, and what to do about it.

use crate::diagnostic::Code;

/// A pattern for which no matcher can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PatternError {
    /// It is not ECMA-262, or not regular.
    NotRegular(String),
    /// It is regular, but not supported: the reason, and how to avoid it.
    Unhandled(String, &'static str),
}

impl PatternError {
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
                let help = "remove look-around and back-references; check brackets and escapes against ECMA-262 \
                            with the flag `u`";
                (Code::NotRegular, message, help)
            }
            Self::Unhandled(reason, help) => {
                (Code::PatternShape, format!("`{pattern}` is not supported: {reason}"), help)
            }
        }
    }
}
