//! A YAML tree in which every value has its span.

use std::fmt;

use crate::source::Span;

/// Something read from the spec, with its span.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Spanned<T> {
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One YAML value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    /// The span of its key, in a mapping.
    pub(crate) key: Option<Span>,
    pub(crate) data: Data,
}

/// What a YAML value is. Keys are text whatever they look like: `200:` and `"200":` are the same key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    String(String),
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// The span that represents the value in one line: that of its key, where it has one.
    pub(crate) fn key_span(&self) -> Span {
        self.key.unwrap_or(self.span)
    }

    /// From the key to the end of the value.
    pub(crate) fn entry_span(&self) -> Span {
        Span { end: self.span.end, ..self.key_span() }
    }

    /// The value under `key`, when this is a mapping that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        match &self.data {
            Data::Map(entries) => entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The words or references in the same list, or the keys in the same mapping, as the one at `span`.
    pub(crate) fn siblings(&self, span: Span) -> Vec<&str> {
        let holds = |node: &&Node| (node.entry_span().start..node.entry_span().end).contains(&span.start);
        match &self.data {
            Data::List(items) if items.iter().any(|item| item.requires_at(span)) => items
                .iter()
                .find(|item| item.requires_at(span))
                .map_or_else(Vec::new, |own| own.sibling_names(items, span)),
            Data::List(items) if items.iter().any(|item| item.span == span) => {
                let others = items.iter().filter(|item| item.span != span);
                others.filter_map(Node::as_text).collect()
            }
            Data::List(items) if items.iter().any(|item| item.refers_at(span)) => {
                let others = items.iter().filter(|item| !item.refers_at(span));
                others.filter_map(|item| item.get("$ref")?.as_text()).collect()
            }
            Data::List(items) => items.iter().find(holds).map_or_else(Vec::new, |node| node.siblings(span)),
            Data::Map(entries) if entries.iter().any(|(key, _)| key.span == span) => {
                let others = entries.iter().filter(|(key, _)| key.span != span);
                others.map(|(key, _)| key.value.as_str()).collect()
            }
            Data::Map(entries) => {
                let mut nodes = entries.iter().map(|(_, node)| node);
                nodes.find(holds).map_or_else(Vec::new, |node| node.siblings(span))
            }
            _ => Vec::new(),
        }
    }

    /// The other names in `required` of the alternative that has the name at `span`, and the names that would make it the same
    /// as another one of `all`.
    fn sibling_names<'n>(&'n self, all: &'n [Node], span: Span) -> Vec<&'n str> {
        let mut names: Vec<_> = self.required().iter().filter(|name| name.span != span).collect();
        let own = names.len();
        for other in all.iter().filter(|other| other.required().len() == own + 1) {
            let new = |name: &&Node| names[..own].iter().all(|known| known.data != name.data);
            let mut more = other.required().iter().filter(new);
            if let (Some(name), None) = (more.next(), more.next()) {
                names.push(name);
            }
        }
        names.into_iter().filter(|name| name.span != span).filter_map(Node::as_text).collect()
    }

    /// Whether `required` has the name at `span`.
    fn requires_at(&self, span: Span) -> bool {
        self.required().iter().any(|name| name.span == span)
    }

    /// The items of `required`, if there is a list.
    fn required(&self) -> &[Node] {
        match self.get("required").map(|names| &names.data) {
            Some(Data::List(names)) => names,
            _ => &[],
        }
    }

    /// Whether this is a reference with its text at `span`.
    fn refers_at(&self, span: Span) -> bool {
        self.get("$ref").is_some_and(|reference| reference.span == span)
    }

    /// The text of a string.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.data {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// The kind of value, for messages: "a string", "a mapping" …
    pub(crate) fn kind(&self) -> &'static str {
        match &self.data {
            Data::Null => "null",
            Data::Boolean(_) => "a boolean",
            Data::Integer(_) => "an integer",
            Data::Float(_) => "a number",
            Data::String(_) => "a string",
            Data::List(_) => "a list",
            Data::Map(_) => "a mapping",
        }
    }

    /// The value as JSON, for examples and defaults.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.data {
            Data::Null => Value::Null,
            Data::Boolean(value) => Value::from(*value),
            Data::Integer(value) => Value::from(*value),
            Data::Float(value) => Value::from(*value),
            Data::String(value) => Value::from(value.as_str()),
            Data::List(items) => items.iter().map(Node::to_json).collect(),
            Data::Map(entries) => {
                entries.iter().map(|(key, node)| (key.value.clone(), node.to_json())).collect()
            }
        }
    }
}

impl fmt::Display for Spanned<String> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}
