//! Names in rules to fields: a name comes in, the field goes out, or a report that there is none.
//!
//! A condition names a field in `required` and in `properties`. A slip in both is one mistake, and mended in both.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Condition, ConditionKeyword, Spanned, suggest};
use crate::ir::Field;
use crate::lower::Lower;

/// What the second of two places is.
const AGAIN: &str = "and here";

impl Lower<'_, '_> {
    pub(crate) fn field_index(&mut self, name: &Spanned<String>, fields: &[Field]) -> Option<usize> {
        self.field_named(name, None, fields)
    }

    /// Reports fields of a condition that are not there, where it names them twice.
    pub(crate) fn check_tested(&mut self, condition: &Condition, fields: &[Field]) {
        for name in &condition.tested {
            let again = condition.keywords.iter().find_map(|term| match term {
                ConditionKeyword::Value(key, _) if key.value == name.value => Some(key),
                _ => None,
            });
            if self.field_named(name, again, fields).is_none() {
                self.slips.extend(again.map(|key| key.span));
            }
        }
    }

    fn field_named(
        &mut self,
        name: &Spanned<String>,
        again: Option<&Spanned<String>>,
        fields: &[Field],
    ) -> Option<usize> {
        let seen = |field: &&Field| field.location.is_none() || !self.sees_body_only;
        let found = fields.iter().position(|field| seen(&field) && field.name.wire == name.value);
        if found.is_some() || self.slips.contains(&name.span) {
            return found;
        }
        if fields.iter().any(|field| field.name.wire == name.value) {
            let message = format!("`{name}` is a parameter, and this rule is one of the body");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message)
                .help("move the rule to `x-rules` or `x-advice` of the operation, which see both");
            self.sink.push(again.iter().fold(diagnostic, |found, key| found.also(key.span, AGAIN)));
        } else if !self.lost && !self.unreadable.contains(&name.value) {
            let message = format!("the object has no field `{name}`");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message);
            let known: Vec<_> = fields.iter().filter(seen).map(|field| field.name.wire.as_str()).collect();
            self.report_slip(diagnostic, name, again, &known);
        }
        None
    }

    /// Suggests one of the `known` names, in both places.
    pub(crate) fn report_slip(
        &mut self,
        diagnostic: Diagnostic,
        name: &Spanned<String>,
        again: Option<&Spanned<String>>,
        known: &[&str],
    ) {
        let places = [Some(name), again].into_iter().flatten();
        let beside: Vec<_> = places.flat_map(|name| self.document.siblings(name.span)).collect();
        let otherwise = "name one of its `properties`";
        let diagnostic = suggest(diagnostic, name, known.iter().copied(), &beside, otherwise);
        self.sink.push(match again {
            Some(key) => diagnostic.also(key.span, AGAIN).again(key.span),
            None => diagnostic,
        });
    }
}
