//! Secrets that a server sent.
//!
//! In: a text. Out: the same text for who asks for it by name, and nothing in a log.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A text that gives access to something, such as the id of a session. It is kept out of [`Debug`](fmt::Debug) and has no
/// `Display`; [`expose`](Self::expose) gives it away, and so does serialising it.
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
    /// The text.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
