//! A pattern of fixed length over ASCII: what every Twilio SID has.

/// `^FO[0-9a-fA-F]{32}$` as pieces that are matched one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// As the spec writes it.
    pub(crate) source: String,
    /// In bytes, which are characters.
    pub(crate) length: usize,
    pub(crate) parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Literal(String),
    /// `count` characters out of the ranges (inclusive, ascending).
    Class {
        ranges: Vec<(char, char)>,
        count: usize,
    },
}
