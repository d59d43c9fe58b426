//! Suggested edits: what a diagnostic wants changed comes in, the text to put in a place of the source goes out.
//!
//! Whoever reports a mistake knows keywords and values, not indentation, commas and quotes; those are looked up here.

use crate::source::{Sources, Span};

/// How to mend a mistake, in terms of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A word becomes another one, in the quotes that it has.
    Word(Span, String),
    /// A value becomes a text.
    Quote(Span),
    /// A value becomes a number or a boolean, which YAML and JSON write alike.
    Bare(Span, String),
    /// A value becomes another one, in YAML.
    Value(Span, String),
    /// An entry of a mapping or an item of a list goes, with its line or its comma.
    Remove(Span),
    /// An entry comes before the one whose key stands here.
    Insert(Span, String),
    /// An entry, from its key to the end of its value, goes one mapping deeper, under these keys.
    Nest(Span, Span, &'static [&'static str]),
}

/// Text to put in place of a stretch of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) span: Span,
    pub(crate) replacement: String,
}

/// The edits that make `changes`, in the order of the file; none when one of them cannot be made.
pub(crate) fn resolve(changes: &[Change], sources: &Sources) -> Vec<Edit> {
    let edits: Option<Vec<_>> = changes.iter().map(|change| edit(change, sources)).collect();
    let mut edits = edits.unwrap_or_default();
    edits.sort_by_key(|edit| edit.span);
    edits
}

fn edit(change: &Change, sources: &Sources) -> Option<Edit> {
    let (Change::Word(span, _)
    | Change::Quote(span)
    | Change::Bare(span, _)
    | Change::Value(span, _)
    | Change::Remove(span)
    | Change::Insert(span, _)
    | Change::Nest(span, ..)) = change;
    let text = sources.text(span.file);
    let old = text.get(span.start..span.end)?;
    let json = sources.path(span.file).to_ascii_lowercase().ends_with(".json");
    let with = |replacement: String| Some(Edit { span: *span, replacement });
    match change {
        Change::Word(_, new) => (!old.contains('\n')).then(|| word(old, new)).and_then(with),
        Change::Quote(_) if json => with(format!("\"{old}\"")),
        Change::Quote(_) => with(single_quoted(old)),
        Change::Bare(_, new) => with(new.clone()),
        Change::Remove(_) => {
            let (start, end) = removal(text, span.start, span.end)?;
            Some(Edit { span: Span { start, end, ..*span }, replacement: String::new() })
        }
        // The rest is written in YAML, which a JSON file should not hold.
        _ if json => None,
        Change::Value(_, new) => with(new.clone()),
        Change::Insert(_, entry) => {
            let at = Span { end: span.start, ..*span };
            Some(Edit { span: at, replacement: insertion(text, span.start, entry) })
        }
        Change::Nest(_, value, keys) => nest(text, *span, *value, keys),
    }
}

/// `new` in the quotes of `old`.
fn word(old: &str, new: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '$' | '~');
    let looks_like_text = new.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$')
        && !matches!(new.to_ascii_lowercase().as_str(), "null" | "true" | "false");
    if old.starts_with('"') {
        // JSON's escapes are among YAML's.
        serde_json::Value::from(new).to_string()
    } else if old.starts_with('\'') || !looks_like_text || !new.chars().all(plain) {
        single_quoted(new)
    } else {
        new.to_owned()
    }
}

/// `text` as a value of YAML, without quotes where it needs none.
pub(crate) fn yaml_text(text: &str) -> String {
    word("", text)
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The text of the line before `at`.
fn line_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default()
}

/// Whether what stands here is the first thing of its line, but for dashes of lists.
fn starts_its_line(text: &str, at: usize) -> bool {
    line_before(text, at).chars().all(|c| c == ' ' || c == '-')
}

fn insertion(text: &str, at: usize, entry: &str) -> String {
    if starts_its_line(text, at) {
        format!("{entry}\n{}", " ".repeat(line_before(text, at).len()))
    } else {
        format!("{entry}, ")
    }
}

/// What goes when the entry at `start..end` goes.
fn removal(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let after = text.get(end..)?;
    let rest = after.trim_start_matches([' ', '\t']);
    let comma = after.trim_start().strip_prefix(',');
    if let Some(rest) = comma {
        return Some((start, text.len() - rest.trim_start_matches([' ', '\t']).len()));
    }
    if !starts_its_line(text, start) || after.trim_start().starts_with([']', '}']) {
        // The last of several between brackets.
        let before = text.get(..start)?.trim_end();
        return Some((before.strip_suffix(',').unwrap_or(before).len(), end));
    }
    let line = if rest.starts_with('#') { rest.find('\n').map_or("", |at| &rest[at..]) } else { rest };
    if !line.is_empty() && !line.starts_with('\n') && !line.starts_with("\r\n") {
        return None;
    }
    let column = line_before(text, start).len();
    let end = text.len() - line.len() + line.find('\n').unwrap_or(line.len());
    // With the line break before it, so that the next line is left alone; the first line has none.
    Some(if start == column { (0, (end + 1).min(text.len())) } else { (start - column - 1, end) })
}

/// `key: value` to `keys[0]: {keys[1]: {…: value}}`, in the style that it has.
fn nest(text: &str, key: Span, value: Span, keys: &[&str]) -> Option<Edit> {
    let old = text.get(value.start..value.end)?.trim_end();
    let (last, outer) = keys.split_last()?;
    let span = Span { end: value.start + old.len(), ..key };
    let column = line_before(text, key.start).len();
    let head = text.get(key.end..value.start)?;
    if !head.contains('\n') {
        let opening: String = outer.iter().map(|key| format!("{key}: {{")).collect();
        let closing = "}".repeat(outer.len());
        return Some(Edit { span, replacement: format!("{opening}{last}: {old}{closing}") });
    }
    let mut replacement = String::new();
    let mut indent = column;
    for key in outer {
        replacement.push_str(&format!("{key}:\n{}", " ".repeat(indent + 2)));
        indent += 2;
    }
    let deeper = format!("\n{}", " ".repeat(indent - column));
    let body = format!("{}{old}", head.strip_prefix(':')?);
    replacement.push_str(&format!("{last}:{}", body.replace('\n', &deeper)));
    Some(Edit { span, replacement })
}
