//! Secrets from a server, which must not end up in a log.

use std::fmt;

use serde::{Deserialize, Serialize};

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

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
