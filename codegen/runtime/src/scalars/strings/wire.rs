//! What SIDs and enums have in common.
//!
//! In: the text a server or a caller sent. Out: a value of the closed set, or nothing.

/// A type whose wire form is a short text out of a closed set: SIDs and enums.
///
/// `Open` is built on it: what is in the set becomes the type, what is not is kept as it came.
pub trait Wire: Sized {
    /// The documented name of the type, for messages.
    const NAME: &'static str;

    /// The value that `text` stands for, or `None` when it is outside the set.
    fn from_wire(text: &str) -> Option<Self>;

    /// The text that stands for this value.
    fn as_wire(&self) -> &str;
}
