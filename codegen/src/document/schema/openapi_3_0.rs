//! Keywords of schemas in OpenAPI 3.0 and in other dialects: reports them, and suggests what to write instead.

use crate::diagnostic::{Change, Code, Diagnostic, Sink, yaml_text};
use crate::document::reader::Reader;
use crate::document::yaml::node::{Data, Node, Spanned};
use crate::source::Span;

/// `nullable: true`. Whether null is allowed there is not known before lowering.
#[derive(Debug)]
pub(crate) struct Nullable {
    /// The span of the schema.
    pub(crate) schema: Span,
    keyword: Span,
    entry: Span,
    /// The `type` of the same schema.
    ty: Option<Spanned<String>>,
}

/// Whether null is allowed, by the use of a schema.
#[derive(Clone, Copy)]
pub(crate) enum Null {
    /// A property of JSON may be null.
    Allowed,
    /// What is sent as text is never null.
    Refused,
    /// The schema is not that of a property: null may be allowed where it is used.
    Elsewhere,
}

/// Reports the keywords of other dialects in the schema `node`. `nullable` is returned instead, because only lowering can
/// report it. Some replacements need a component, which the schema is if it is `named`.
pub(crate) fn report(reader: &mut Reader<'_>, node: &Node, named: bool, sink: &mut Sink) -> Option<Nullable> {
    let nullable = reader.refuse("nullable");
    let found = [
        nullable.filter(|value| value.data == Data::Boolean(false)).map(not_nullable),
        reader.refuse("exclusiveMinimum").map(|value| exclusive(value, node, &LOWER, named)),
        reader.refuse("exclusiveMaximum").map(|value| exclusive(value, node, &UPPER, named)),
        reader.refuse("const").map(|value| constant(value, node, named)),
        reader.refuse("example").map(|value| example("example", value)),
        reader.refuse("examples").map(|value| example("examples", value)),
    ];
    let item_counts =
        ["minItems", "maxItems", "uniqueItems"].map(|word| Some(item_count(word, reader.refuse(word)?)));
    found.into_iter().chain(item_counts).flatten().for_each(|diagnostic| sink.push(diagnostic));
    let nullable = nullable.filter(|value| value.data != Data::Boolean(false))?;
    let ty = node.get("type").and_then(|ty| Some(Spanned::new(ty.as_text()?.to_owned(), ty.span)));
    Some(Nullable { schema: reader.span(), keyword: nullable.key_span(), entry: nullable.entry_span(), ty })
}

/// The diagnostic about a keyword that restricts the number of items. Its name is similar to that of a bound, which would be
/// a wrong suggestion.
fn item_count(word: &str, node: &Node) -> Diagnostic {
    let message = format!("unsupported keyword `{word}` in a schema");
    Diagnostic::new(Code::UnknownKeyword, node.key_span(), message)
        .label("unsupported keywords are never ignored")
        .help("remove it: the service checks the number of items, and the `description` can mention it")
}

/// The `minimum` that an `exclusiveMinimum` with a number is equal to.
pub(crate) fn lower_bound(schema: &Node) -> Option<Spanned<i64>> {
    inclusive(schema, &LOWER)
}

/// The `maximum` that an `exclusiveMaximum` with a number is equal to.
pub(crate) fn upper_bound(schema: &Node) -> Option<Spanned<i64>> {
    inclusive(schema, &UPPER)
}

fn inclusive(schema: &Node, bound: &Bound) -> Option<Spanned<i64>> {
    let node = schema.get(bound.exclusive)?;
    match node.data {
        Data::Integer(limit) => Some(Spanned::new(limit.saturating_add(bound.step), node.span)),
        _ => None,
    }
}

fn superseded(span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` is written as in OpenAPI 3.0, which 3.1 does not support");
    Diagnostic::new(Code::Superseded, span, message)
}

fn not_nullable(value: &Node) -> Diagnostic {
    superseded(value.key_span(), "nullable")
        .help("remove it: null is not allowed unless the type includes it")
        .change(Change::Remove(value.entry_span()))
}

impl Nullable {
    pub(crate) fn diagnostic(&self, null: Null) -> Diagnostic {
        let diagnostic = superseded(self.keyword, "nullable");
        match (null, &self.ty) {
            (Null::Refused, _) => {
                diagnostic.help("remove it: only JSON can contain null").change(Change::Remove(self.entry))
            }
            (Null::Allowed, Some(ty)) => {
                let both = format!("[{ty}, 'null']");
                diagnostic
                    .also(ty.span, "the type")
                    .help(format!("write `type: {both}`"))
                    .change(Change::Value(ty.span, both))
                    .change(Change::Remove(self.entry))
            }
            (Null::Allowed, None) => diagnostic
                .help("write `anyOf: [{$ref: …}, {type: 'null'}]`, or a `type` that includes `'null'`"),
            (Null::Elsewhere, _) => diagnostic.help(
                "remove it; a property that may be null has `type: [string, 'null']`, or \
                 `anyOf: [{$ref: …}, {type: 'null'}]`",
            ),
        }
    }
}

/// An exclusive bound of a range, and the inclusive one.
struct Bound {
    exclusive: &'static str,
    inclusive: &'static str,
    /// The difference between the two, for integers.
    step: i64,
}

const LOWER: Bound = Bound { exclusive: "exclusiveMinimum", inclusive: "minimum", step: 1 };
const UPPER: Bound = Bound { exclusive: "exclusiveMaximum", inclusive: "maximum", step: -1 };

const NO_BOUNDS: &str = "remove it: only integers can have bounds, and the `description` can mention others";

fn exclusive(value: &Node, schema: &Node, bound: &Bound, named: bool) -> Diagnostic {
    let Bound { exclusive, inclusive, step } = bound;
    let limit = schema.get(inclusive);
    match (&value.data, limit) {
        (Data::Boolean(false), _) => superseded(value.key_span(), exclusive)
            .help(format!("remove it: `{inclusive}` is always part of the range"))
            .change(Change::Remove(value.entry_span())),
        (Data::Boolean(_), _) if is(schema, "number") => {
            superseded(value.key_span(), exclusive).help(NO_BOUNDS)
        }
        (Data::Boolean(true), Some(Node { data: Data::Integer(limit), span, .. })) => {
            let within = limit.saturating_add(*step).to_string();
            superseded(value.key_span(), exclusive)
                .also(*span, "the bound that it excludes")
                .help(format!("write `{inclusive}: {within}`"))
                .change(Change::Bare(*span, within))
                .change(Change::Remove(value.entry_span()))
        }
        (Data::Boolean(_), _) => superseded(value.key_span(), exclusive)
            .help(format!("write `{inclusive}` with the last allowed value")),
        (Data::Integer(limit), None) if is(schema, "integer") => {
            let within = limit.saturating_add(*step).to_string();
            let help = format!("for integers, write `{inclusive}: {within}`");
            if !named {
                return unread(value, exclusive).help(format!("{help}, in a component"));
            }
            unread(value, exclusive)
                .help(help)
                .change(Change::Word(value.key_span(), (*inclusive).to_owned()))
                .change(Change::Bare(value.span, within))
        }
        _ if is(schema, "number") => unread(value, exclusive).help(NO_BOUNDS),
        _ => unread(value, exclusive).help(format!("write `{inclusive}` with the last allowed integer")),
    }
}

/// Whether a schema is of one type, `ty`.
fn is(schema: &Node, ty: &str) -> bool {
    schema.get("type").and_then(Node::as_text) == Some(ty)
}

fn constant(value: &Node, schema: &Node, named: bool) -> Diagnostic {
    let diagnostic = unread(value, "const");
    let place = if named { "" } else { ", in a component" };
    if let Some(values) = schema.get("enum") {
        return diagnostic.also(values.key_span(), "the values").help("keep one of the two, as `enum`");
    }
    match &value.data {
        Data::String(text) if is(schema, "string") => {
            let more = ["pattern", "minLength", "maxLength", "default"];
            if more.iter().any(|word| schema.get(word).is_some()) {
                let help = format!("write an `enum` with one value{place}, and no other constraint on the string");
                return diagnostic.help(help);
            }
            let diagnostic = diagnostic.help(format!("write an `enum` with one value{place}"));
            if !named {
                return diagnostic;
            }
            diagnostic
                .change(Change::Word(value.key_span(), "enum".to_owned()))
                .change(Change::Value(value.span, format!("[{}]", yaml_text(text))))
        }
        Data::Integer(only) if is(schema, "integer") => {
            diagnostic.help(format!("write `minimum: {only}` and `maximum: {only}`{place}"))
        }
        _ => diagnostic.help(
            "remove it: only strings and integers can be limited to one value, and the `description` can mention others",
        ),
    }
}

fn example(word: &str, value: &Node) -> Diagnostic {
    unread(value, word)
        .help("put examples on a parameter (`example`) or next to the schema of a body (`examples`), not in a schema")
}

fn unread(value: &Node, word: &str) -> Diagnostic {
    let message = format!("unsupported keyword `{word}` in a schema");
    Diagnostic::new(Code::UnknownKeyword, value.key_span(), message)
        .label("unsupported keywords are never ignored")
}
