//! Diagnostics as plain data, which `--format json` prints. They can be read without the text of the spec.

use serde::Serialize;

use super::render::printable;
use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// A diagnostic with lines and columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Such as `FG0201`.
    pub code: &'static str,
    /// Whether it prevents the crate from being generated.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where it is wrong.
    #[serde(flatten)]
    pub place: Place,
    /// What to say about that place, where the message does not.
    pub label: Option<String>,
    /// Other places that are involved.
    pub labels: Vec<Label>,
    /// How to fix it.
    pub help: Option<String>,
    /// The edits that fix it, all of them together. Empty where the author has a choice.
    pub edits: Vec<Replacement>,
}

/// A range of a file. Lines and columns count from 1, columns in characters. The end is exclusive.
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

/// Another place that is involved, with its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// What to say about it.
    pub text: String,
}

/// An edit: text that replaces a range of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// The range that is replaced.
    #[serde(flatten)]
    pub place: Place,
    /// The new text.
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

/// The place of a span, without the white space at the end of a block.
fn place(span: Span, sources: &Sources) -> Place {
    let text = sources.text(span.file).get(span.start..span.end).unwrap_or_default();
    exact(Span { end: span.start + text.trim_end().len(), ..span }, sources)
}

fn exact(span: Span, sources: &Sources) -> Place {
    let (file, line, column) = sources.position(span);
    let (_, end_line, end_column) = sources.position(Span { start: span.end, ..span });
    Place { file, line, column, end_line, end_column }
}
