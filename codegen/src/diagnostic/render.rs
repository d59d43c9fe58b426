//! One diagnostic drawn over the lines of the spec it is about, by Cargo's own renderer.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, FileId};
use crate::sources::Sources;

/// Characters of a line that are shown at the most; a spec may hold a line of many kilobytes.
const WIDTH: usize = 120;

pub(super) fn draw(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let message = printable(&diagnostic.message);
    let title = Level::ERROR.primary_title(message).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for file in files(diagnostic) {
        group = group.element(snippet(diagnostic, file, sources));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(WIDTH).render(&[group])
}

/// The files a diagnostic is about, its own first.
fn files(diagnostic: &Diagnostic) -> Vec<FileId> {
    let mut files = vec![diagnostic.span.file];
    for (span, _) in &diagnostic.also {
        if !files.contains(&span.file) {
            files.push(span.file);
        }
    }
    files
}

fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    file: FileId,
    sources: &'a Sources,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = sources.text(file);
    let mut snippet = Snippet::source(text).path(sources.path(file)).fold(true);
    if diagnostic.span.file == file {
        let range = clamp(diagnostic.span.start, diagnostic.span.end, text);
        let mark = AnnotationKind::Primary.span(range).label(diagnostic.label.as_deref());
        snippet = snippet.annotation(mark);
    }
    for (span, label) in diagnostic.also.iter().filter(|(span, _)| span.file == file) {
        let range = clamp(span.start, span.end, text);
        snippet = snippet.annotation(AnnotationKind::Context.span(range).label(label.as_str()));
    }
    snippet
}

/// A range of `text` that is inside it, on character borders and on one line: a long block is marked at its first line.
fn clamp(start: usize, end: usize, text: &str) -> std::ops::Range<usize> {
    let mut start = start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let mut end = end.clamp(start, start + line);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}

/// Names in messages come from the spec: a control character there must not reach the terminal.
fn printable(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let escape = c.is_control() && c != '\n';
            let plain = (!escape).then_some(c);
            let escaped = escape.then(|| c.escape_default()).into_iter().flatten();
            plain.into_iter().chain(escaped)
        })
        .collect()
}
