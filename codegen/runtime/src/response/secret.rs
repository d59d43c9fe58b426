//! Secrets from a server, which must not end up in a log.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::response::object::{ResponseValue, Scalar, View};

/// A string that gives access to something, such as a session ID.
///
/// It is not printed by [`Debug`](fmt::Debug) and has no `Display`. [`expose`](Self::expose) returns it, and serialising
/// writes it.
///
/// ```
/// use flex_runtime::Secret;
///
/// let secret: Secret = serde_json::from_str(r#""abc""#)?;
/// assert_eq!(format!("{secret:?}"), "Secret(..)");
/// assert_eq!(secret.expose(), "abc");
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(Box<str>);

impl Secret {
    /// The string.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl ResponseValue for Secret {
    const EXPECTED: &'static str = "a string";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.as_str().map(|text| Self(text.into()))
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::String(&self.0))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
