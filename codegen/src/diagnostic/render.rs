//! Renders a diagnostic with the lines of the spec that it is about, by Cargo's own renderer.

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpt};
use super::{Diagnostic, Edit, Severity};
use crate::source::{FileId, Sources};

/// The maximum number of characters that are shown of a line, which may be many kilobytes long.
const WIDTH: usize = 120;

pub(super) fn draw(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let message = printable(&diagnostic.message);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(message).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for file in files(diagnostic) {
        group = group.element(snippet(diagnostic, file, sources));
    }
    let help = diagnostic.help.as_deref().map(printable);
    let excerpts = excerpts(diagnostic, sources);
    let mut groups = Vec::new();
    match help {
        Some(help) if !diagnostic.edits.is_empty() => {
            let mut suggestion = Group::with_title(Level::HELP.secondary_title(help));
            for (file, excerpt) in &excerpts {
                suggestion = suggestion.element(patches(*file, excerpt, sources));
            }
            groups.push(suggestion);
        }
        Some(help) => group = group.element(Level::HELP.message(help)),
        None => {}
    }
    groups.insert(0, group);
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.term_width(WIDTH).render(&groups);
    // The renderer replaces the other control characters in lines of the spec; its own colours need none of these.
    drawn.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{fffd}")
}

/// The edits of each file, with long lines shortened.
fn excerpts<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<(FileId, Excerpt<'a>)> {
    let files = diagnostic.edits.chunk_by(|a, b| a.span.file == b.span.file);
    let of_file = |edits: &'a [Edit]| {
        let file = edits.first()?.span.file;
        Some((file, excerpt(sources.text(file), edits, WIDTH)))
    };
    files.filter_map(of_file).collect()
}

/// The edits of one file, rendered as a diff.
fn patches<'a>(file: FileId, excerpt: &'a Excerpt<'_>, sources: &Sources) -> Snippet<'a, Patch<'a>> {
    let patches = excerpt.patches.iter().map(|(range, new)| Patch::new(range.clone(), &**new));
    Snippet::source(&*excerpt.text).path(printable(&sources.path(file))).patches(patches)
}

/// The files that a diagnostic involves, its own first.
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
    let mut snippet = Snippet::source(text).path(printable(&sources.path(file))).fold(true);
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

/// Clamps a range to `text`, to character boundaries and to one line: of a block, only its first line is annotated.
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

/// Escapes control characters, because names in messages come from the spec.
pub(super) fn printable(text: &str) -> String {
    let mut printable = String::new();
    for c in text.chars() {
        if c.is_control() {
            printable.extend(c.escape_default());
        } else {
            printable.push(c);
        }
    }
    printable
}
