//! Lowers components with an `enum`.

use std::collections::BTreeSet;

use super::keywords::check_keywords;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Document, Schema, Spanned, suggest};
use crate::ir::{Enumeration, Name, Variant};
use crate::lower::names::collision::check_collisions;
use crate::lower::names::identifier::shorten;
use crate::source::Span;

pub(crate) fn lower(schema: &Schema, document: &Document, sink: &mut Sink) -> Option<Enumeration> {
    let allowed =
        ["type", "enum", "x-extensible-enum", "description", "x-enumDescriptions", "x-enum-varnames"];
    check_keywords(schema, "an enum", &allowed, sink);
    let extensible = schema.keyword(EXTENSIBLE);
    if schema.values.is_empty() {
        let keyword = values_of(schema);
        sink.report(Code::EmptyRange, keyword, "this enum has no values", "list its values");
        return None;
    }
    check_varnames(schema, sink);
    let mut variants = Vec::new();
    let mut names = Vec::new();
    let mut wires = BTreeSet::new();
    for (index, value) in schema.values.iter().enumerate() {
        if !wires.insert(value.value.as_str()) {
            // A duplicate value was reported.
            continue;
        }
        let Some(name) = variant_name(value, schema.value_names.get(index), sink) else {
            continue;
        };
        let words = schema.value_names.get(index).unwrap_or(value);
        names.push((name.pascal.clone(), Spanned::new(value.value.clone(), words.span)));
        let docs = schema.value_docs.iter().find(|(of, _)| of.value == value.value);
        let docs = docs.map_or_else(String::new, |(_, text)| text.value.clone());
        variants.push(Variant { name, docs });
    }
    check_described_values(schema, &wires, document, sink);
    let help = if schema.value_names.is_empty() {
        "name the variants with `x-enum-varnames: [FirstName, SecondName, …]`, in the order of the values"
    } else {
        "give each variant its own name in `x-enum-varnames`"
    };
    check_collisions(&names, &|_| help, sink);
    (variants.len() == schema.values.len()).then_some(Enumeration {
        variants,
        extensible: extensible.is_some(),
        discriminator: false,
    })
}

/// The keyword that lists the documented values, if there are others.
const EXTENSIBLE: &str = "x-extensible-enum";

/// Whether a schema is that of an enum.
pub(super) fn is_enum(schema: &Schema) -> bool {
    schema.keyword("enum").or(schema.keyword(EXTENSIBLE)).is_some()
}

/// Where the values are listed.
fn values_of(schema: &Schema) -> Span {
    schema.keyword("enum").or(schema.keyword(EXTENSIBLE)).unwrap_or(schema.span)
}

/// `x-enumDescriptions` describes values that exist.
fn check_described_values(schema: &Schema, values: &BTreeSet<&str>, document: &Document, sink: &mut Sink) {
    for (of, _) in &schema.value_docs {
        if !values.contains(of.value.as_str()) {
            let message = format!("`{of}` is not a value of this enum");
            let keyword = values_of(schema);
            let diagnostic =
                Diagnostic::new(Code::UnknownValue, of.span, message).also(keyword, "the values");
            let known = values.iter().copied();
            let siblings = document.siblings(of.span);
            sink.push(suggest(diagnostic, of, known, &siblings, "describe only values of the enum"));
        }
    }
}

fn check_varnames(schema: &Schema, sink: &mut Sink) {
    if let Some(first) = schema.value_names.first()
        && schema.value_names.len() != schema.values.len()
    {
        let message = format!(
            "`x-enum-varnames` and `enum` have different lengths ({} and {})",
            schema.value_names.len(),
            schema.values.len()
        );
        let diagnostic = Diagnostic::new(Code::BadValue, first.span, message)
            .also(values_of(schema), "the values")
            .help("give one name for each value, in the same order");
        sink.push(diagnostic);
    }
}

fn variant_name(value: &Spanned<String>, given: Option<&Spanned<String>>, sink: &mut Sink) -> Option<Name> {
    let words = given.unwrap_or(value);
    // A wire value goes into messages and docs between backticks.
    let name = Name::with_words(&value.value, &words.value).filter(|_| !value.value.contains(['`', '\n']));
    if name.is_none() {
        let message = format!("the enum value `{}` cannot become a Rust identifier", shorten(&value.value));
        let help = "name the variants with `x-enum-varnames: [FirstName, SecondName, …]`";
        sink.report(Code::NotAnIdentifier, words.span, message, help);
    }
    name
}
