//! What all types have in common whose values are only some of all strings.

/// A type whose values are only some of all strings: SIDs, enums and constrained strings.
///
/// `Open` builds on it: a string from a server that is not a value is kept as it is.
pub trait Wire: Sized {
    /// The documented name of the type, for messages.
    const NAME: &'static str;

    /// The value that `text` represents, if any.
    fn from_wire(text: &str) -> Option<Self>;

    /// The string that represents this value.
    fn as_wire(&self) -> &str;
}
