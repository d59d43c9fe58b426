//! Positions in the source: the number of a file, and a range of its bytes.

/// The number of a file in the order of [`Sources`](super::Sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileId(pub(crate) usize);

/// A range of bytes in one file of the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub(crate) file: FileId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    /// The first byte of a file: the span of what is missing from the file as a whole.
    pub(crate) fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}
