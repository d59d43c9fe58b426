//! Suggested edits: turns the changes of a diagnostic, in terms of the document, into edits of the text.
//!
//! The reporting code deals with keywords and values; indentation, commas and quotes are handled here.

use crate::source::{Sources, Span};

/// A change that fixes an error, in terms of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Replaces a word, and keeps its quotes.
    Word(Span, String),
    /// Puts a value into quotes.
    Quote(Span),
    /// Replaces a value by a number or a boolean, which YAML and JSON write alike.
    Bare(Span, String),
    /// Replaces a value by another one, in YAML.
    Value(Span, String),
    /// Removes an entry of a mapping or an item of a list, with its line or its comma.
    Remove(Span),
    /// Inserts an entry before the one with this key.
    Insert(Span, String),
    /// Nests the value of an entry under these keys. The spans are those of the key and of the value.
    Nest(Span, Span, &'static [&'static str]),
}

/// Text that replaces a range of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) span: Span,
    pub(crate) replacement: String,
}

/// The edits for `changes`, in the order of the file; none when one of the changes is not possible.
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

/// Whether only spaces and the dashes of lists are before `at` on its line.
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

/// The range to remove with the entry at `start..end`.
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
