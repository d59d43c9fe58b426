//! What the generator says about a spec: in go places and sentences, out come collected, rendered diagnostics.
//!
//! Every stage writes into one [`Sink`] and goes on, so that an author sees all mistakes of a spec in one run.
//! A diagnostic cannot be made without a code and a place.

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

use crate::source::Sources;
pub(crate) use crate::source::{FileId, Span};

/// One mistake or oddity of the spec: what is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    span: Span,
    message: String,
    label: Option<String>,
    also: Vec<(Span, String)>,
    help: Option<String>,
    /// What would mend it, while the text around it is not at hand.
    changes: Vec<Change>,
    edits: Vec<Edit>,
}

impl Diagnostic {
    /// A mistake of kind `code` at `span`, in one sentence without a full stop.
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        let (also, changes, edits) = (Vec::new(), Vec::new(), Vec::new());
        Self { code, span, message, label: None, also, help: None, changes, edits }
    }

    /// What to write under the marked text.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// A second place that belongs to the mistake.
    pub(crate) fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.also.push((span, label.into()));
        self
    }

    /// How to mend it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A change that mends it, together with any other one given. For what is mechanical only: where an author has a
    /// choice, help says so in words.
    pub(crate) fn change(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }

    /// The word that it suggests goes to another place as well.
    pub(crate) fn again(mut self, span: Span) -> Self {
        let word = |change: &Change| match change {
            Change::Word(_, new) => Some(Change::Word(span, new.clone())),
            _ => None,
        };
        let again: Vec<_> = self.changes.iter().filter_map(word).collect();
        self.changes.extend(again);
        self
    }

    /// Turns changes into edits, now that there is a text to look at.
    fn resolve(&mut self, sources: &Sources) {
        self.edits = suggested_edit::resolve(&std::mem::take(&mut self.changes), sources);
    }

    /// Whether it keeps the crate from being generated.
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

    /// How to mend it, where there is a general way.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// File, line and column (both from 1, the column in characters) of the mistake.
    pub fn position(&self, sources: &Sources) -> (String, usize, usize) {
        sources.position(self.span)
    }
}
