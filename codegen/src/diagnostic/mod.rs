//! What the generator says about a spec: in go places and sentences, out come collected, rendered diagnostics.
//!
//! Every stage writes into one [`Sink`] and goes on, so that an author sees all mistakes of a spec in one run.
//! A diagnostic cannot be made without a code and a place.

mod code;
mod render;

pub use self::code::Code;

use crate::sources::Sources;

/// A stretch of bytes in one file of the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub(crate) file: FileId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The number of a file in the order of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileId(pub(crate) usize);

impl Span {
    /// The first byte of a file: the place of what is missing from the whole of it.
    pub(crate) fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

/// One mistake in the spec: what is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    span: Span,
    message: String,
    label: Option<String>,
    also: Vec<(Span, String)>,
    help: Option<String>,
}

impl Diagnostic {
    /// A mistake of kind `code` at `span`, in one sentence without a full stop.
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), label: None, also: Vec::new(), help: None }
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

/// Where the stages put what they find. Nothing is ever taken out.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    found: Vec<Diagnostic>,
}

impl Sink {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// How much was found so far: compare two readings to learn whether a step went well.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// `value` when nothing was found, everything that was found otherwise.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Diagnostics> {
        match value {
            Some(value) if self.found.is_empty() => Ok(value),
            _ => Err(Diagnostics::new(self.found)),
        }
    }
}

/// All that is wrong with a spec, in the order of files and lines.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    fn new(mut list: Vec<Diagnostic>) -> Self {
        list.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        list.dedup();
        Self { list }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none. The generator never returns an empty list.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The text for a terminal: each diagnostic drawn with the lines of the spec that it is about.
    pub fn render(&self, sources: &Sources, color: bool) -> String {
        let mut text = String::new();
        for diagnostic in &self.list {
            text.push_str(&render::draw(diagnostic, sources, color));
            text.push_str("\n\n");
        }
        let noun = if self.list.len() == 1 { "mistake" } else { "mistakes" };
        text.push_str(&format!("{} {noun} in the spec; nothing was generated\n", self.list.len()));
        text
    }
}
