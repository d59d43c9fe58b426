//! What it takes to read the rules of one object.

use std::collections::BTreeSet;

use super::draft::ObjectDraft;
use super::resolve_field::FieldScope;
use crate::diagnostic::Sink;
use crate::document::{Condition, ConditionKeyword, Document, Spanned};
use crate::lower::schemas::types::Types;
use crate::source::Span;

pub(crate) struct RuleReader<'r> {
    pub(crate) types: &'r Types,
    pub(crate) scope: FieldScope<'r>,
    /// Where unknown names were reported together with another span.
    pub(super) reported: BTreeSet<Span>,
    pub(crate) sink: &'r mut Sink,
}

impl<'r> RuleReader<'r> {
    pub(crate) fn new(
        object: &'r ObjectDraft<'_>,
        types: &'r Types,
        document: &'r Document,
        sink: &'r mut Sink,
    ) -> Self {
        let ObjectDraft { fields, unreadable, .. } = object;
        let scope = FieldScope { document, fields, unreadable, body_only: false };
        Self { types, scope, reported: BTreeSet::new(), sink }
    }

    pub(crate) fn field_index(&mut self, name: &Spanned<String>) -> Option<usize> {
        self.resolve(name, None)
    }

    /// Reports unknown fields of a condition that are in both its `required` and its `properties`: that is one mistake, to
    /// be corrected in both.
    pub(crate) fn check_tested(&mut self, condition: &Condition) {
        for name in &condition.tested {
            let again = condition.keywords.iter().find_map(|term| match term {
                ConditionKeyword::Value(key, _) if key.value == name.value => Some(key),
                _ => None,
            });
            if self.resolve(name, again).is_none() {
                self.reported.extend(again.map(|key| key.span));
            }
        }
    }

    fn resolve(&mut self, name: &Spanned<String>, again: Option<&Spanned<String>>) -> Option<usize> {
        if self.reported.contains(&name.span) {
            return self.scope.find(&name.value);
        }
        self.scope.resolve(name, again, self.sink)
    }
}
