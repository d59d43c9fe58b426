//! Diagnostics about a spec: errors and warnings with a code, a span, help and suggested edits.
//!
//! Every stage writes into one [`Sink`] and continues, so that an author sees all errors of a spec in one run.
//! A diagnostic cannot be made without a code and a span.

mod code;
mod excerpt;
mod json;
mod render;
mod sink;
mod suggested_edit;

pub use self::code::{Code, Severity};
pub use self::json::{Label, Place, Replacement, Report};
pub use self::sink::Diagnostics;
pub(crate) use self::sink::Sink;
pub(crate) use self::suggested_edit::{Change, Edit, yaml_text};

use crate::source::{Sources, Span};

/// One error or warning about a spec: what is wrong, where, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    span: Span,
    message: String,
    label: Option<String>,
    also: Vec<(Span, String)>,
    help: Option<String>,
    /// The changes that would fix it, before they are resolved to edits of the text.
    changes: Vec<Change>,
    edits: Vec<Edit>,
}

impl Diagnostic {
    /// A diagnostic at `span`; the message is one sentence without a full stop.
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        let (also, changes, edits) = (Vec::new(), Vec::new(), Vec::new());
        Self { code, span, message, label: None, also, help: None, changes, edits }
    }

    /// Adds text under the marked span.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another span that is involved, with its label.
    pub(crate) fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.also.push((span, label.into()));
        self
    }

    /// Adds how to fix it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a change that fixes it, together with the others. Only for mechanical fixes: where an author has a choice, the help
    /// describes it.
    pub(crate) fn change(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }

    /// Suggests the same word for another span as well.
    pub(crate) fn again(mut self, span: Span) -> Self {
        let word = |change: &Change| match change {
            Change::Word(_, new) => Some(Change::Word(span, new.clone())),
            _ => None,
        };
        let again: Vec<_> = self.changes.iter().filter_map(word).collect();
        self.changes.extend(again);
        self
    }

    /// Turns the changes into edits of the text.
    fn resolve(&mut self, sources: &Sources) {
        self.edits = suggested_edit::resolve(&std::mem::take(&mut self.changes), sources);
    }

    /// Whether it prevents the crate from being generated.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The stable code, such as `FG0201`.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How to fix it, where there is a general way.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// File, line and column (both from 1, the column in characters) where it is.
    pub fn position(&self, sources: &Sources) -> (String, usize, usize) {
        sources.position(self.span)
    }
}
