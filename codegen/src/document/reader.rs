//! Reading a mapping without losing anything: each keyword is asked for by name, and what nobody asked for is an error.

use std::collections::BTreeSet;

use super::node::{Data, Node, Spanned};
use crate::diagnostic::{Code, Diagnostic, Sink, Span};

/// A mapping whose keywords are being read.
pub(crate) struct Reader<'n> {
    /// What the mapping is, for messages: "a schema", "an operation" …
    what: &'static str,
    span: Span,
    entries: &'n [(Spanned<String>, Node)],
    asked: BTreeSet<&'static str>,
}

impl<'n> Reader<'n> {
    /// A reader for `node`, or `None` when it is no mapping (and `sink` was told).
    pub(crate) fn new(what: &'static str, node: &'n Node, sink: &mut Sink) -> Option<Self> {
        let Data::Map(entries) = &node.data else {
            sink.push(wrong_type(node, &format!("{what} is a mapping")));
            return None;
        };
        Some(Self { what, span: node.span, entries, asked: BTreeSet::new() })
    }

    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// The value of a keyword.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.insert(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// The value of a keyword that has to be there.
    pub(crate) fn need(&mut self, key: &'static str, sink: &mut Sink) -> Option<&'n Node> {
        let found = self.take(key);
        if found.is_none() {
            let message = format!("{} needs `{key}`", self.what);
            sink.push(
                Diagnostic::new(Code::MissingKeyword, self.span, message).help(format!("add `{key}: …`")),
            );
        }
        found
    }

    pub(crate) fn text(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        self.take(key).and_then(|node| text(node, sink))
    }

    pub(crate) fn need_text(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        self.need(key, sink).and_then(|node| text(node, sink))
    }

    pub(crate) fn boolean(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<bool>> {
        let node = self.take(key)?;
        match node.data {
            Data::Boolean(value) => Some(Spanned::new(value, node.span)),
            _ => {
                sink.push(wrong_type(node, &format!("`{key}` takes true or false")));
                None
            }
        }
    }

    pub(crate) fn integer(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<i64>> {
        let node = self.take(key)?;
        match node.data {
            Data::Integer(value) => Some(Spanned::new(value, node.span)),
            _ => {
                sink.push(wrong_type(node, &format!("`{key}` takes an integer")));
                None
            }
        }
    }

    /// The items of a list; a keyword that is not there is an empty list.
    pub(crate) fn list(&mut self, key: &'static str, sink: &mut Sink) -> &'n [Node] {
        self.take(key).map_or(&[], |node| list(node, key, sink))
    }

    pub(crate) fn texts(&mut self, key: &'static str, sink: &mut Sink) -> Vec<Spanned<String>> {
        self.list(key, sink).iter().filter_map(|item| text(item, sink)).collect()
    }

    /// The entries of a mapping; a keyword that is not there is an empty mapping.
    pub(crate) fn map(&mut self, key: &'static str, sink: &mut Sink) -> &'n [(Spanned<String>, Node)] {
        self.take(key).map_or(&[], |node| map(node, key, sink))
    }

    /// Reports every keyword that nobody asked for.
    pub(crate) fn finish(self, sink: &mut Sink) {
        for (key, _) in self.entries {
            if self.asked.contains(key.value.as_str()) {
                continue;
            }
            let message = format!("{} has no keyword `{}` that the generator reads", self.what, key.value);
            let help = match nearest(&key.value, self.asked.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => {
                    format!("{} takes {}", self.what, listed(self.asked.iter().copied()))
                }
            };
            let diagnostic = Diagnostic::new(Code::UnknownKeyword, key.span, message);
            sink.push(diagnostic.label("neither enforced nor ignored").help(help));
        }
    }
}

pub(crate) fn text(node: &Node, sink: &mut Sink) -> Option<Spanned<String>> {
    match &node.data {
        Data::Text(value) => Some(Spanned::new(value.clone(), node.span)),
        _ => {
            let diagnostic = wrong_type(node, "text is expected here");
            sink.push(diagnostic.help("write text; put it in quotes if it looks like a number or a boolean"));
            None
        }
    }
}

pub(crate) fn list<'n>(node: &'n Node, key: &str, sink: &mut Sink) -> &'n [Node] {
    match &node.data {
        Data::List(items) => items,
        _ => {
            sink.push(wrong_type(node, &format!("`{key}` takes a list")));
            &[]
        }
    }
}

pub(crate) fn map<'n>(node: &'n Node, key: &str, sink: &mut Sink) -> &'n [(Spanned<String>, Node)] {
    match &node.data {
        Data::Map(entries) => entries,
        _ => {
            sink.push(wrong_type(node, &format!("`{key}` takes a mapping")));
            &[]
        }
    }
}

pub(crate) fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    let message = format!("{expected}, but this is {}", node.kind());
    Diagnostic::new(Code::WrongType, node.span, message).help("see the keyword table in spec/README.md")
}

/// The known word that a misspelt one most likely stands for.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let score = |known: &str| strsim::jaro_winkler(&word, &known.to_lowercase());
    let best = known.into_iter().map(|known| (score(known), known)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.85).then_some(best.1)
}

/// Words in backticks with commas.
pub(crate) fn listed<'k>(words: impl IntoIterator<Item = &'k str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
