//! Resolves the names of fields in rules and examples, and reports those that do not exist.

use super::draft::UnreadableFields;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Document, Spanned, suggest};
use crate::ir::Field;

/// The label of the second of two spans.
const AGAIN: &str = "and here";

/// The fields of an object, to look up by their documented names.
pub(crate) struct FieldScope<'f> {
    pub(crate) document: &'f Document,
    pub(crate) fields: &'f [Field],
    pub(crate) unreadable: &'f UnreadableFields,
    /// Whether parameters are out of scope, as they are for the rules of a body.
    pub(crate) body_only: bool,
}

impl FieldScope<'_> {
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| self.is_visible(field) && field.name.wire == name)
    }

    /// The index of a field. An unknown name is reported, together with `again`, where the same name is written once more.
    pub(crate) fn resolve(
        &self,
        name: &Spanned<String>,
        again: Option<&Spanned<String>>,
        sink: &mut Sink,
    ) -> Option<usize> {
        let found = self.find(&name.value);
        if found.is_some() {
            return found;
        }
        if self.fields.iter().any(|field| field.name.wire == name.value) {
            let message = format!("`{name}` is a parameter, but this is a rule of the body");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message)
                .help("move the rule to `x-rules` or `x-advice` of the operation, which can use both");
            sink.push(again.iter().fold(diagnostic, |found, key| found.also(key.span, AGAIN)));
        } else if !self.unreadable.may_contain(&name.value) {
            let message = format!("the object has no field `{name}`");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message);
            let visible = self.fields.iter().filter(|field| self.is_visible(field));
            let known: Vec<_> = visible.map(|field| field.name.wire.as_str()).collect();
            sink.push(suggest_field(diagnostic, name, again, &known, self.document));
        }
        None
    }

    fn is_visible(&self, field: &Field) -> bool {
        field.location.is_none() || !self.body_only
    }
}

/// Suggests one of the `known` names, for both spans.
pub(crate) fn suggest_field(
    diagnostic: Diagnostic,
    name: &Spanned<String>,
    again: Option<&Spanned<String>>,
    known: &[&str],
    document: &Document,
) -> Diagnostic {
    let both = [Some(name), again].into_iter().flatten();
    let siblings: Vec<_> = both.flat_map(|name| document.siblings(name.span)).collect();
    let otherwise = "write one of its `properties`";
    let diagnostic = suggest(diagnostic, name, known.iter().copied(), &siblings, otherwise);
    match again {
        Some(key) => diagnostic.also(key.span, AGAIN).again(key.span),
        None => diagnostic,
    }
}
