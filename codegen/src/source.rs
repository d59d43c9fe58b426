//! The input of the generator: the files of a spec, all in memory, and positions in them.

mod span;

use std::collections::BTreeMap;

pub(crate) use self::span::FileId;
pub use self::span::Span;

/// The files of one spec folder, by path relative to it (`/` between folders).
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Vec<u8>>,
    /// The prefix of paths in diagnostics: empty, or with a `/` at its end.
    folder: String,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// No files yet. Diagnostics show paths with `folder` in front, so that a user can open them.
    pub fn shown_in(folder: &str) -> Self {
        let folder =
            if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
        Self { files: BTreeMap::new(), folder }
    }

    /// Adds a file, or replaces the one at the same path. A byte order mark is removed, and a carriage return without a line feed
    /// becomes a line feed: they are the same to YAML, and then there is only one way to count lines.
    pub fn insert(&mut self, path: impl Into<String>, text: Vec<u8>) {
        self.files.insert(path.into(), with_line_feeds(without_byte_order_mark(text)));
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

    /// The path, line and column of the start of a span.
    pub(crate) fn position(&self, span: Span) -> (String, usize, usize) {
        let before = self.text(span.file).get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (self.path(span.file), line, column)
    }
}

/// `text` without a byte order mark. Text that is not UTF-8 is left unchanged.
fn without_byte_order_mark(mut text: Vec<u8>) -> Vec<u8> {
    let mark = "\u{feff}".as_bytes();
    if text.starts_with(mark) && std::str::from_utf8(&text).is_ok() {
        text.drain(..mark.len());
    }
    text
}

/// `text` with a line feed for each carriage return that has none after it. Both are one byte, so no offset changes.
fn with_line_feeds(mut text: Vec<u8>) -> Vec<u8> {
    for at in 0..text.len() {
        if text[at] == b'\r' && text.get(at + 1) != Some(&b'\n') {
            text[at] = b'\n';
        }
    }
    text
}
