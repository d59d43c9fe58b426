//! A diagnostic as plain data: no text of the spec is needed to read it. This is what `--format json` prints.

use serde::Serialize;

use super::render::printable;
use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// A diagnostic with everything looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Such as `FG0201`.
    pub code: &'static str,
    /// Whether it keeps the crate from being generated.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where it is wrong.
    #[serde(flatten)]
    pub place: Place,
    /// What the place has to do with it, where the message does not say so.
    pub label: Option<String>,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub help: Option<String>,
    /// Changes of the text that mend it, all of them together. Empty where there is a choice to be made.
    pub edits: Vec<Replacement>,
}

/// A stretch of a file. Lines and columns count from 1, columns in characters; the end is the first column behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The path, as a user would open it.
    pub file: String,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column of the end.
    pub end_column: usize,
}

/// A second place and what it has to do with the mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// What it is.
    pub text: String,
}

/// Text to put in place of a stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// What goes.
    #[serde(flatten)]
    pub place: Place,
    /// What comes.
    pub replacement: String,
}

impl Report {
    pub(crate) fn new(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let label =
            |(span, text): &(Span, String)| Label { place: place(*span, sources), text: printable(text) };
        let edit = |edit: &super::Edit| Replacement {
            place: exact(edit.span, sources),
            replacement: edit.replacement.clone(),
        };
        Self {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity(),
            message: printable(&diagnostic.message),
            place: place(diagnostic.span, sources),
            label: diagnostic.label.as_deref().map(printable),
            labels: diagnostic.also.iter().map(label).collect(),
            help: diagnostic.help.as_deref().map(printable),
            edits: diagnostic.edits.iter().map(edit).collect(),
        }
    }
}

/// A place without the white space behind a block.
fn place(span: Span, sources: &Sources) -> Place {
    let text = sources.text(span.file).get(span.start..span.end).unwrap_or_default();
    exact(Span { end: span.start + text.trim_end().len(), ..span }, sources)
}

fn exact(span: Span, sources: &Sources) -> Place {
    let (file, line, column) = sources.position(span);
    let (_, end_line, end_column) = sources.position(Span { start: span.end, ..span });
    Place { file, line, column, end_line, end_column }
}
