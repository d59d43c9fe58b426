//! Checks on the keywords of a schema that do not depend on its type.

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Document, Schema, Spanned, listed, suggest};

/// Reports keywords that have no meaning for `what`.
pub(crate) fn check_keywords(schema: &Schema, what: &str, allowed: &[&str], sink: &mut Sink) {
    for word in &schema.keywords {
        if !allowed.contains(&word.value) {
            let message = format!("`{}` is not supported for {what}", word.value);
            let help = format!("{what} supports {}", listed(allowed.iter().copied()));
            let diagnostic = Diagnostic::new(Code::UnknownKeyword, word.span, message);
            sink.push(with_type(diagnostic, schema).help(help));
        }
    }
}

/// `required` names properties that exist.
pub(crate) fn check_required(schema: &Schema, document: &Document, sink: &mut Sink) {
    let known = || schema.properties.iter().map(|(known, _)| known.value.as_str());
    for name in schema.required.iter().filter(|name| known().all(|known| known != name.value)) {
        let message = format!("`required` lists `{name}`, which the object does not have");
        let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message);
        let siblings = document.siblings(name.span);
        sink.push(suggest(diagnostic, name, known(), &siblings, "write one of its properties"));
    }
}

pub(crate) fn check_integer_format(schema: &Schema, sink: &mut Sink) {
    let known = ["int32", "int64"];
    if let Some(format) = schema.format.as_ref().filter(|format| !known.contains(&format.value.as_str())) {
        let message = format!("`{format}` is not an integer format");
        sink.report(Code::Unsupported, format.span, message, "write `int32` or `int64`");
    }
}

/// Reports that a value can be cleared, where it cannot.
pub(crate) fn refuse_clearing(schema: &Schema, sink: &mut Sink) {
    if let Some(span) = schema.clearable {
        let help = "write the type without `anyOf`";
        sink.report(Code::Unsupported, span, "only a field of a form can be cleared by an empty text", help);
    }
}

/// Marks the type of `schema` as well, with which the primary span disagrees.
pub(crate) fn with_type(diagnostic: Diagnostic, schema: &Schema) -> Diagnostic {
    match &schema.ty {
        Some(ty) => diagnostic.also(ty.span, "the type"),
        None => diagnostic,
    }
}

/// The text of `description`, or nothing.
pub(crate) fn description(text: Option<&Spanned<String>>) -> String {
    text.map_or_else(String::new, |text| text.value.clone())
}
