//! Keywords of schemas that OpenAPI 3.0 or another dialect has: an entry comes in, how this one says it goes out.

use super::node::{Data, Node, Spanned};
use super::reader::Reader;
use crate::diagnostic::{Change, Code, Diagnostic, Sink, Span, yaml_text};

/// Asks `reader`, at the schema `node`, for keywords of elsewhere and reports those that are there.
pub(super) fn report(reader: &mut Reader<'_>, node: &Node, sink: &mut Sink) {
    let found = [
        reader.refuse("nullable").map(|value| nullable(value, node)),
        reader.refuse("exclusiveMinimum").map(|value| exclusive(value, node, &LOWER)),
        reader.refuse("exclusiveMaximum").map(|value| exclusive(value, node, &UPPER)),
        reader.refuse("const").map(constant),
        reader.refuse("example").map(|value| example("example", value)),
        reader.refuse("examples").map(|value| example("examples", value)),
    ];
    let counts =
        ["minItems", "maxItems", "uniqueItems"].map(|word| Some(counted(word, reader.refuse(word)?)));
    found.into_iter().chain(counts).flatten().for_each(|diagnostic| sink.push(diagnostic));
}

/// Their names are near those of bounds, which are not meant.
fn counted(word: &str, node: &Node) -> Diagnostic {
    let message = format!("a schema has no keyword `{word}` that the generator reads");
    Diagnostic::new(Code::UnknownKeyword, node.place(), message).label("neither enforced nor ignored").help(
        "remove it: how many items there may be is left to the service, and can stand in the `description`",
    )
}

/// What `exclusiveMinimum` as a number means.
pub(super) fn lower_bound(schema: &Node) -> Option<Spanned<i64>> {
    within(schema, &LOWER)
}

/// What `exclusiveMaximum` as a number means.
pub(super) fn upper_bound(schema: &Node) -> Option<Spanned<i64>> {
    within(schema, &UPPER)
}

fn within(schema: &Node, bound: &Bound) -> Option<Spanned<i64>> {
    let node = schema.get(bound.exclusive)?;
    match node.data {
        Data::Integer(limit) => Some(Spanned::new(limit.saturating_add(bound.step), node.span)),
        _ => None,
    }
}

fn superseded(place: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` is of OpenAPI 3.0, and 3.1 does not know it");
    Diagnostic::new(Code::Superseded, place, message)
}

fn nullable(value: &Node, schema: &Node) -> Diagnostic {
    let diagnostic = superseded(value.place(), "nullable");
    match (&value.data, schema.get("type")) {
        (Data::Boolean(false), _) => diagnostic
            .help("leave it out: null is not a value unless the type says so")
            .change(Change::Remove(value.entry())),
        (_, Some(Node { data: Data::Text(ty), span, .. })) => {
            let both = format!("[{ty}, 'null']");
            diagnostic
                .also(*span, "the type")
                .help(format!("write `type: {both}`"))
                .change(Change::Value(*span, both))
                .change(Change::Remove(value.entry()))
        }
        _ => diagnostic
            .help("write `type: [string, 'null']`, or `anyOf: [{$ref: …}, {type: 'null'}]` for a reference"),
    }
}

/// A bound that is left out of the range, and the one that is part of it.
struct Bound {
    exclusive: &'static str,
    inclusive: &'static str,
    /// From the one to the other.
    step: i64,
}

const LOWER: Bound = Bound { exclusive: "exclusiveMinimum", inclusive: "minimum", step: 1 };
const UPPER: Bound = Bound { exclusive: "exclusiveMaximum", inclusive: "maximum", step: -1 };

fn exclusive(value: &Node, schema: &Node, bound: &Bound) -> Diagnostic {
    let Bound { exclusive, inclusive, step } = bound;
    let limit = schema.get(inclusive);
    match (&value.data, limit) {
        (Data::Boolean(false), _) => superseded(value.place(), exclusive)
            .help(format!("leave it out: `{inclusive}` is part of the range"))
            .change(Change::Remove(value.entry())),
        (Data::Boolean(true), Some(Node { data: Data::Integer(limit), span, .. })) => {
            let within = limit.saturating_add(*step).to_string();
            superseded(value.place(), exclusive)
                .also(*span, "the bound that it leaves out")
                .help(format!("write `{inclusive}: {within}`"))
                .change(Change::Bare(*span, within))
                .change(Change::Remove(value.entry()))
        }
        (Data::Boolean(_), _) => superseded(value.place(), exclusive)
            .help(format!("write `{inclusive}` with the last value that is allowed")),
        (Data::Integer(limit), None) => {
            let within = limit.saturating_add(*step).to_string();
            unread(value, exclusive)
                .help(format!("of integers, `{inclusive}: {within}` says the same"))
                .change(Change::Word(value.place(), (*inclusive).to_owned()))
                .change(Change::Bare(value.span, within))
        }
        _ => unread(value, exclusive)
            .help(format!("write `{inclusive}` with the last integer that is allowed")),
    }
}

fn constant(value: &Node) -> Diagnostic {
    let diagnostic = unread(value, "const").help("write an `enum` with one value");
    match &value.data {
        Data::Text(text) => diagnostic
            .change(Change::Word(value.place(), "enum".to_owned()))
            .change(Change::Value(value.span, format!("[{}]", yaml_text(text)))),
        _ => diagnostic,
    }
}

fn example(word: &str, value: &Node) -> Diagnostic {
    unread(value, word)
        .help("examples stand at a parameter (`example`) or beside the schema of a body (`examples`), not in a schema")
}

fn unread(value: &Node, word: &str) -> Diagnostic {
    let message = format!("a schema has no keyword `{word}` that the generator reads");
    Diagnostic::new(Code::UnknownKeyword, value.place(), message).label("neither enforced nor ignored")
}
