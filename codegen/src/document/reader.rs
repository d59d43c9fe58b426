//! Reads a mapping keyword by keyword, and reports every keyword that was not asked for: none is silently skipped.

use std::collections::BTreeSet;

use super::did_you_mean::suggest;
use super::yaml::node::{Data, Node, Spanned};
use crate::diagnostic::{Change, Code, Diagnostic, Sink};
use crate::source::Span;

/// Help: how a mapping is written.
pub(super) const MAPPING: &str = "write `key: value`, one entry per line";

/// The unknown keywords of one mapping that are reported one by one, at the most.
const MAX_UNREAD: usize = 20;

/// A mapping whose keywords are being read.
pub(crate) struct Reader<'n> {
    /// What the mapping is, for messages: "a schema", "an operation" …
    what: &'static str,
    /// Its key, or its first entry.
    span: Span,
    entries: &'n [(Spanned<String>, Node)],
    asked: BTreeSet<&'static str>,
    /// Keywords about which the caller reports a diagnostic of its own.
    refused: BTreeSet<&'static str>,
}

impl<'n> Reader<'n> {
    /// A reader for `node`; `None`, with a diagnostic, when it is not a mapping.
    pub(crate) fn new(what: &'static str, node: &'n Node, sink: &mut Sink) -> Option<Self> {
        let Data::Map(entries) = &node.data else {
            sink.push(wrong_type(node, &format!("{what} must be a mapping")).help(MAPPING));
            return None;
        };
        Some(Self { what, span: node.key_span(), entries, asked: BTreeSet::new(), refused: BTreeSet::new() })
    }

    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// The value of a keyword.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.insert(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// The value of a keyword that is not supported; the caller says why.
    pub(crate) fn refuse(&mut self, key: &'static str) -> Option<&'n Node> {
        self.refused.insert(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// The value of a keyword that has to be there.
    pub(crate) fn need(&mut self, key: &'static str, sink: &mut Sink) -> Option<&'n Node> {
        let found = self.take(key);
        if found.is_none() {
            let message = format!("{} needs `{key}`", self.what);
            let diagnostic = Diagnostic::new(Code::MissingKeyword, self.span, message);
            sink.push(diagnostic.help(format!("add `{key}: …`")));
        }
        found
    }

    pub(crate) fn text(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        let text = self.take(key).and_then(|node| text(node, sink))?;
        if ["description", "summary", "title"].contains(&key) && text.value.trim().is_empty() {
            let message = format!("the `{key}` of {} is empty", self.what);
            let diagnostic = Diagnostic::new(Code::EmptyDescription, text.span, message);
            sink.push(diagnostic.help("write a sentence, or remove the keyword"));
        }
        Some(text)
    }

    pub(crate) fn need_text(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        self.need(key, sink).and_then(|node| text(node, sink))
    }

    pub(crate) fn boolean(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<bool>> {
        let node = self.take(key)?;
        match node.data {
            Data::Boolean(value) => Some(Spanned::new(value, node.span)),
            _ => {
                let diagnostic = wrong_type(node, &format!("`{key}` must be true or false"));
                sink.push(unquote(diagnostic, node, "write `true` or `false`, without quotes", |text| {
                    matches!(text, "true" | "false")
                }));
                None
            }
        }
    }

    pub(crate) fn integer(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<i64>> {
        let node = self.take(key)?;
        match node.data {
            Data::Integer(value) => Some(Spanned::new(value, node.span)),
            _ => {
                let diagnostic = wrong_type(node, &format!("`{key}` must be an integer"));
                sink.push(unquote(diagnostic, node, "write an integer, without quotes", |text| {
                    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
                }));
                None
            }
        }
    }

    /// The items of a list; a keyword that is not there is an empty list.
    pub(crate) fn list(&mut self, key: &'static str, sink: &mut Sink) -> &'n [Node] {
        self.take(key).map_or(&[], |node| list(node, key, sink))
    }

    pub(crate) fn texts(&mut self, key: &'static str, sink: &mut Sink) -> Vec<Spanned<String>> {
        let texts = self.list(key, sink).iter().filter_map(|item| text(item, sink)).collect::<Vec<_>>();
        if ["required", "enum", "x-extensible-enum"].contains(&key) {
            report_duplicates(key, &texts, sink);
        }
        texts
    }

    /// The entries of a mapping; a keyword that is not there is an empty mapping.
    pub(crate) fn map(&mut self, key: &'static str, sink: &mut Sink) -> &'n [(Spanned<String>, Node)] {
        self.take(key).map_or(&[], |node| map(node, key, sink))
    }

    /// Reports every keyword that was not asked for.
    pub(crate) fn finish(self, sink: &mut Sink) {
        let read = |key: &str| self.asked.contains(key) || self.refused.contains(key);
        let unread: Vec<_> =
            self.entries.iter().map(|(key, _)| key).filter(|key| !read(&key.value)).collect();
        if let Some(more) = unread.len().checked_sub(MAX_UNREAD).filter(|more| *more > 0) {
            let message = format!("{} has {more} more keywords that are not supported", self.what);
            let help = "fix the ones that are shown, then run the generator again";
            sink.push(Diagnostic::new(Code::UnknownKeyword, unread[MAX_UNREAD].span, message).help(help));
        }
        for key in unread.into_iter().take(MAX_UNREAD) {
            let message = format!("unsupported keyword `{}` in {}", key.value, self.what);
            let diagnostic = Diagnostic::new(Code::UnknownKeyword, key.span, message)
                .label("unsupported keywords are never ignored");
            if let Some((word, value)) = key.value.split_once(':')
                && self.asked.contains(word)
                && !value.is_empty()
            {
                let entry = format!("{word}: {value}");
                let help = format!("put a space after the colon: `{entry}`");
                sink.push(diagnostic.help(help).change(Change::Bare(key.span, entry)));
                continue;
            }
            let otherwise = format!("{} supports {}", self.what, listed(self.asked.iter().copied()));
            // Suggesting a key that exists would make a duplicate.
            let free = |known: &&str| self.entries.iter().all(|(key, _)| key.value != *known);
            let known = self.asked.iter().copied().filter(free);
            sink.push(suggest(diagnostic, key, known, &[], otherwise));
        }
    }
}

pub(super) fn report_duplicates(key: &str, texts: &[Spanned<String>], sink: &mut Sink) {
    for (at, text) in texts.iter().enumerate() {
        if let Some(first) = texts[..at].iter().find(|first| first.value == text.value) {
            sink.push(duplicate(key, &text.value, first.span, text.span));
        }
    }
}

/// The diagnostic about an item that the list `key` names a second occurrence.
pub(super) fn duplicate(key: &str, what: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateItem, second, format!("`{key}` lists `{what}` twice"))
        .label("second occurrence")
        .also(first, "first occurrence")
        .help("remove one of them")
        .change(Change::Remove(second))
}

pub(crate) fn text(node: &Node, sink: &mut Sink) -> Option<Spanned<String>> {
    match &node.data {
        Data::String(value) => Some(Spanned::new(value.clone(), node.span)),
        Data::Integer(_) | Data::Float(_) | Data::Boolean(_) => {
            let diagnostic = wrong_type(node, "expected a string").change(Change::Quote(node.span));
            sink.push(diagnostic.help("put it in quotes"));
            None
        }
        _ => {
            sink.push(
                wrong_type(node, "expected a string").help("write a string, on one line or after `>-`"),
            );
            None
        }
    }
}

pub(crate) fn list<'n>(node: &'n Node, key: &str, sink: &mut Sink) -> &'n [Node] {
    match &node.data {
        Data::List(items) => items,
        _ => {
            let diagnostic = wrong_type(node, &format!("`{key}` must be a list"));
            sink.push(diagnostic.help("write `[item, item]`, or one item per line, each after `- `"));
            &[]
        }
    }
}

pub(crate) fn map<'n>(node: &'n Node, key: &str, sink: &mut Sink) -> &'n [(Spanned<String>, Node)] {
    match &node.data {
        Data::Map(entries) => entries,
        _ => {
            sink.push(wrong_type(node, &format!("`{key}` must be a mapping")).help(MAPPING));
            &[]
        }
    }
}

pub(crate) fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    let message = format!("{expected}, but this is {}", node.kind());
    Diagnostic::new(Code::WrongType, node.span, message)
}

/// Suggests the text of `node` without its quotes, where it is a value of the `right` type without them.
fn unquote(diagnostic: Diagnostic, node: &Node, help: &str, right: fn(&str) -> bool) -> Diagnostic {
    match &node.data {
        Data::String(text) if right(text) => {
            diagnostic.help(help).change(Change::Bare(node.span, text.clone()))
        }
        _ => diagnostic.help(help),
    }
}

/// Words in backticks with commas.
pub(crate) fn listed<'k>(words: impl IntoIterator<Item = &'k str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
