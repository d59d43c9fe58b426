//! Collects the diagnostics of all stages, and gives them in the order of the files.

use super::{Code, Diagnostic, Report, Severity, Span, render};
use crate::source::Sources;

/// Collects diagnostics. None is ever removed.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    found: Vec<Diagnostic>,
    errors: usize,
}

impl Sink {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.severity() == Severity::Error);
        self.found.push(diagnostic);
    }

    /// Reports a diagnostic with one span, a message and a help.
    pub(crate) fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::new(code, span, message).help(help));
    }

    /// The number of errors so far. When it is the same before and after a step, the step succeeded.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// `value` and the warnings where there is no error, all diagnostics otherwise.
    pub(crate) fn finish<T>(
        self,
        value: Option<T>,
        sources: &Sources,
    ) -> Result<(T, Diagnostics), Diagnostics> {
        let found = Diagnostics::new(self.found, sources);
        match value {
            Some(value) if self.errors == 0 => Ok((value, found)),
            _ => Err(found),
        }
    }
}

/// The diagnostics about a spec, in the order of files and lines.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    fn new(mut list: Vec<Diagnostic>, sources: &Sources) -> Self {
        list.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        list.dedup();
        for diagnostic in &mut list {
            diagnostic.resolve(sources);
        }
        Self { list }
    }

    /// The number of diagnostics.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none, which is never so where nothing was generated.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Each of them as plain data, for programs.
    pub fn reports(&self, sources: &Sources) -> impl Iterator<Item = Report> {
        self.list.iter().map(|diagnostic| Report::new(diagnostic, sources))
    }

    /// The text for a terminal: each diagnostic drawn with the lines of the spec that it is about.
    pub fn render(&self, sources: &Sources, color: bool) -> String {
        self.list.iter().map(|diagnostic| render::draw(diagnostic, sources, color) + "\n\n").collect()
    }

    /// How many of each kind: "2 errors and 1 warning".
    pub fn count(&self) -> String {
        let of = |severity| self.list.iter().filter(|found| found.severity() == severity).count();
        let counts = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts =
            counts.map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" }));
        counts.collect::<Vec<_>>().join(" and ")
    }
}
