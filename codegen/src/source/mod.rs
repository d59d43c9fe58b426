//! The spec as the generator gets it: file names and bytes, all in memory.

mod span;

use std::collections::BTreeMap;

pub(crate) use self::span::FileId;
pub use self::span::Span;

/// The files of one spec folder, by path relative to it (`/` between folders).
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Vec<u8>>,
    /// What stands before a path that is shown; empty, or with a `/` at its end.
    folder: String,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// No files yet; diagnostics show their paths in `folder`, so that a user can open them.
    pub fn shown_in(folder: &str) -> Self {
        let folder =
            if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
        Self { files: BTreeMap::new(), folder }
    }

    /// Adds a file, or replaces the one at the same path. A byte order mark is left out, and a line that ends in a lone
    /// carriage return ends in a line feed: to YAML the two are the same, and places are counted in one way only.
    pub fn insert(&mut self, path: impl Into<String>, text: Vec<u8>) {
        self.files.insert(path.into(), with_line_feeds(without_mark(text)));
    }

    /// The text of the file at `path`, when it is there and is UTF-8.
    pub fn get(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (FileId, &str, &[u8])> {
        self.files.iter().enumerate().map(|(n, (path, bytes))| (FileId(n), path.as_str(), bytes.as_slice()))
    }

    /// The path of a file, as a user would open it.
    pub(crate) fn path(&self, file: FileId) -> String {
        self.files.keys().nth(file.0).map_or_else(String::new, |path| format!("{}{path}", self.folder))
    }

    /// The text of a file; empty when it is not UTF-8 (a diagnostic of its own).
    pub(crate) fn text(&self, file: FileId) -> &str {
        let bytes = self.files.values().nth(file.0).map_or(&[][..], Vec::as_slice);
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    pub(crate) fn position(&self, span: Span) -> (String, usize, usize) {
        let before = self.text(span.file).get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (self.path(span.file), line, column)
    }
}

/// `text` without the mark that says that it is UTF-8. What is not UTF-8 is left as it is.
fn without_mark(mut text: Vec<u8>) -> Vec<u8> {
    let mark = "\u{feff}".as_bytes();
    if text.starts_with(mark) && std::str::from_utf8(&text).is_ok() {
        text.drain(..mark.len());
    }
    text
}

/// `text` with a line feed in place of each carriage return that stands alone. Both are one byte, so that nothing moves.
fn with_line_feeds(mut text: Vec<u8>) -> Vec<u8> {
    for at in 0..text.len() {
        if text[at] == b'\r' && text.get(at + 1) != Some(&b'\n') {
            text[at] = b'\n';
        }
    }
    text
}
