//! The spans of rules and types, which diagnostics about examples mark as well.

use std::collections::BTreeMap;

use crate::document::{Schema, Spanned};
use crate::source::Span;

/// Spans of what an operation or a component says, by the span of its name, the `owner`.
#[derive(Debug, Default)]
pub(crate) struct SpanIndex {
    rules: BTreeMap<Span, Vec<Span>>,
    types: BTreeMap<(Span, String), Span>,
    items: BTreeMap<(Span, String), Span>,
    required: BTreeMap<(Span, String), Span>,
}

impl SpanIndex {
    /// The rules of `owner`, in their order.
    pub(crate) fn insert_rules(&mut self, owner: Span, rules: Vec<Span>) {
        self.rules.insert(owner, rules);
    }

    /// The type of a field of `owner`, and that of its items.
    pub(crate) fn insert_type(&mut self, owner: Span, field: &Spanned<String>, schema: &Schema) {
        let key = (owner, field.value.clone());
        let items = schema.items.as_ref().and_then(|items| items.ty.as_ref());
        self.items.extend(items.map(|ty| (key.clone(), ty.span)));
        self.types.extend(schema.ty.as_ref().map(|ty| (key, ty.span)));
    }

    /// Where `owner` requires a field.
    pub(crate) fn insert_required(&mut self, owner: Span, field: &Spanned<String>) {
        self.required.insert((owner, field.value.clone()), field.span);
    }

    pub(crate) fn rule(&self, owner: Span, rule: usize) -> Option<Span> {
        self.rules.get(&owner)?.get(rule).copied()
    }

    pub(crate) fn ty(&self, owner: Span, field: &str) -> Option<Span> {
        self.types.get(&(owner, field.to_owned())).copied()
    }

    /// The type of the items of a field.
    pub(crate) fn item(&self, owner: Span, field: &str) -> Option<Span> {
        self.items.get(&(owner, field.to_owned())).copied()
    }

    pub(crate) fn required(&self, owner: Span, field: &str) -> Option<Span> {
        self.required.get(&(owner, field.to_owned())).copied()
    }
}
