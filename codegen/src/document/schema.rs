//! Schemas of JSON Schema 2020-12, as far as they are supported, keyword by keyword.

pub(crate) mod accessor;
pub(crate) mod condition;
pub(crate) mod openapi_3_0;
pub(crate) mod rule;
pub(crate) mod type_keyword;

use self::accessor::Accessor;
use self::rule::Statement;
use self::type_keyword::Type;
use super::context::Context;
use super::reader::{self, Reader};
use super::reference::{self, Reference};
use super::yaml::node::{Data, Node, Spanned};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{FileId, Span};

/// A schema, with the keywords that are supported.
#[derive(Debug)]
pub(crate) struct Schema {
    /// The key whose value it is: what is missing is reported there.
    pub(crate) span: Span,
    /// Its keywords, so that a later stage can reject those that do not apply to the type.
    pub(crate) keywords: Vec<Spanned<&'static str>>,
    pub(crate) reference: Option<Reference>,
    pub(crate) ty: Option<Spanned<Type>>,
    pub(crate) nullable: bool,
    /// `anyOf: [{…}, {const: ''}]`: where it says that the value can be cleared. The other keywords are those of the value.
    pub(crate) clearable: Option<Span>,
    pub(crate) format: Option<Spanned<String>>,
    pub(crate) content_media_type: Option<Spanned<String>>,
    pub(crate) pattern: Option<Spanned<String>>,
    pub(crate) min_length: Option<Spanned<i64>>,
    pub(crate) max_length: Option<Spanned<i64>>,
    pub(crate) minimum: Option<Spanned<i64>>,
    pub(crate) maximum: Option<Spanned<i64>>,
    /// The values of `enum`, or of `x-extensible-enum`.
    pub(crate) values: Vec<Spanned<String>>,
    pub(crate) value_docs: Vec<(Spanned<String>, Spanned<String>)>,
    pub(crate) value_names: Vec<Spanned<String>>,
    pub(crate) default: Option<Node>,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) properties: Vec<(Spanned<String>, Schema)>,
    pub(crate) required: Vec<Spanned<String>>,
    pub(crate) items: Option<Box<Schema>>,
    pub(crate) additional: Option<Spanned<bool>>,
    /// The schema of every property that has no schema of its own: `additionalProperties` with a schema.
    pub(crate) of_each: Option<Box<Schema>>,
    /// `unevaluatedProperties`: like `additional`, and knows the properties of `allOf`.
    pub(crate) unevaluated: Option<Spanned<bool>>,
    /// `allOf: [{$ref: …}]`: objects whose properties and rules are part of this one.
    pub(crate) includes: Vec<Reference>,
    /// The rules in `allOf`, and those in the object itself.
    pub(crate) rules: Vec<Statement>,
    pub(crate) advice: Vec<Statement>,
    /// Values deep inside of the object, in responses only.
    pub(crate) accessors: Vec<Accessor<Schema>>,
}

impl Schema {
    /// The span of a keyword, where the schema has it.
    pub(crate) fn keyword(&self, word: &str) -> Option<Span> {
        self.keywords.iter().find(|keyword| keyword.value == word).map(|keyword| keyword.span)
    }

    /// Whether it has a reference that could not be resolved, which was reported.
    pub(crate) fn refers_to_nothing(&self) -> bool {
        let refers =
            |word: &Spanned<&str>| word.value == "$ref" || (word.value == "anyOf" && self.rules.is_empty());
        self.reference.is_none() && self.keywords.iter().any(refers)
    }
}

/// The schema at `node`, which is in `file`.
pub(crate) fn read<'n>(file: FileId, node: &'n Node, context: &mut Context<'n, '_>) -> Option<Schema> {
    let named = context.component == Some(node.key_span());
    let mut reader = Reader::new("a schema", node, context.sink)?;
    let sink = &mut *context.sink;
    let (ty, nullable) = reader.take("type").map_or((None, false), |node| type_keyword::read(node, sink));
    let each = node.get("additionalProperties").is_some_and(|node| matches!(node.data, Data::Map(_)));
    let mut schema = Schema {
        span: reader.span(),
        keywords: Vec::new(),
        reference: None,
        ty,
        nullable,
        clearable: None,
        format: reader.text("format", sink),
        content_media_type: reader.text("contentMediaType", sink),
        pattern: reader.text("pattern", sink),
        min_length: reader.integer("minLength", sink),
        max_length: reader.integer("maxLength", sink),
        minimum: reader.integer("minimum", sink),
        maximum: reader.integer("maximum", sink),
        values: values(&mut reader, sink),
        value_docs: docs(reader.map("x-enumDescriptions", sink), sink),
        value_names: reader.texts("x-enum-varnames", sink),
        default: reader.take("default").cloned(),
        description: reader.text("description", sink),
        properties: Vec::new(),
        required: required(&mut reader, sink),
        items: None,
        additional: if each { None } else { reader.boolean("additionalProperties", sink) },
        of_each: None,
        unevaluated: reader.boolean("unevaluatedProperties", sink),
        includes: Vec::new(),
        rules: rule::of_object(&mut reader, sink).into_iter().collect(),
        advice: reader.list("x-advice", sink).iter().filter_map(|rule| rule::advice(rule, sink)).collect(),
        accessors: Vec::new(),
    };
    read_subschemas(file, &mut reader, &mut schema, context);
    context.nullables.extend(openapi_3_0::report(&mut reader, node, named, context.sink));
    // Used although they are reported, so that there is no second diagnostic about a missing bound.
    schema.minimum = schema.minimum.or_else(|| openapi_3_0::lower_bound(node));
    schema.maximum = schema.maximum.or_else(|| openapi_3_0::upper_bound(node));
    reader.finish(context.sink);
    if let Data::Map(entries) = &node.data {
        // The alternatives of what can be cleared are no keyword of the value.
        let is_own = |word: &Spanned<&str>| schema.clearable.is_none() || word.value != "anyOf";
        let own: Vec<_> = entries.iter().filter_map(|(key, _)| known(key)).filter(is_own).collect();
        schema.keywords.extend(own);
    }
    Some(schema)
}

/// The keywords whose values are schemas or references to them.
fn read_subschemas<'n>(
    file: FileId,
    reader: &mut Reader<'n>,
    schema: &mut Schema,
    context: &mut Context<'n, '_>,
) {
    schema.reference = reader.take("$ref").and_then(|node| reference(file, node, context));
    let any_of = reader.take("anyOf");
    // Beside `properties`, it is a rule about them, even if it has errors.
    let rule = any_of.is_some_and(|node| reader.take("properties").is_some() || !is_about_types(node));
    if let Some((value, nothing)) = any_of.filter(|_| !rule).and_then(clearable) {
        read_clearable(file, value, nothing, schema, context);
    } else if let Some(node) = any_of.filter(|_| !rule) {
        if let Some(reference) = &schema.reference {
            let message = "`anyOf` cannot be combined with `$ref`";
            let help =
                "keep one of the two; `anyOf: [{$ref: …}, {type: 'null'}]` is a reference that may be null";
            let diagnostic = Diagnostic::new(Code::Unsupported, node.key_span(), message);
            context.sink.push(diagnostic.also(reference.span, "the other one").help(help));
        }
        schema.reference = nullable_reference(file, node, context);
        schema.nullable = schema.reference.is_some();
    }
    if let Some(node) = any_of.filter(|_| rule) {
        schema.rules.extend(rule::any_of(node, context.sink));
    }
    for (name, node) in reader.map("properties", context.sink) {
        if let Some(property) = read(file, node, context) {
            schema.properties.push((name.clone(), property));
        }
    }
    for (name, node) in reader.map("x-accessors", context.sink) {
        schema
            .accessors
            .extend(Accessor::read(name, node, context, |node, context| read(file, node, context)));
    }
    // A boolean was read above.
    let each = reader.take("additionalProperties").filter(|node| matches!(node.data, Data::Map(_)));
    schema.of_each = each.and_then(|node| read(file, node, context)).map(Box::new);
    let items = reader.take("items").and_then(|node| read(file, node, context)).map(Box::new);
    schema.items = items.or(schema.items.take());
    for item in reader.list("allOf", context.sink) {
        if item.get("$ref").is_some() {
            schema.includes.extend(include(file, item, context));
        } else {
            schema.rules.extend(rule::read(item, context.sink));
        }
    }
}

fn reference(file: FileId, node: &Node, context: &mut Context<'_, '_>) -> Option<Reference> {
    reference::resolve(file, node, "schemas", context).map(|(reference, _)| reference)
}

/// `{$ref: …}` without any other keyword.
fn include(file: FileId, node: &Node, context: &mut Context<'_, '_>) -> Option<Reference> {
    let mut reader = Reader::new("an item of `allOf` with `$ref`", node, context.sink)?;
    let target = reader.take("$ref");
    reader.finish(context.sink);
    reference(file, target?, context)
}

/// `anyOf: [{$ref: …}, {type: 'null'}]`, the only form of `anyOf` that is a type.
fn nullable_reference(file: FileId, node: &Node, context: &mut Context<'_, '_>) -> Option<Reference> {
    let is_null = |item: &Node| {
        let ty = item.get("type").map(|ty| &ty.data);
        matches!((ty, &item.data), (Some(Data::String(ty)), Data::Map(all)) if ty == "null" && all.len() == 1)
    };
    if let [item, null] = reader::list(node, "anyOf", context.sink)
        && is_null(null)
        && item.get("$ref").is_some()
    {
        return include(file, item, context);
    }
    rule::report_types(node, "anyOf", context.sink);
    None
}

/// `anyOf: [{…}, {const: ''}]`: the value, and the empty text that clears it.
fn clearable(any_of: &Node) -> Option<(&Node, &Node)> {
    let Data::List(items) = &any_of.data else { return None };
    let [value, nothing] = items.as_slice() else { return None };
    let is_empty = |node: &Node| matches!(&node.data, Data::String(text) if text.is_empty());
    let is_nothing = matches!(&nothing.data, Data::Map(all) if all.len() == 1)
        && nothing.get("const").is_some_and(is_empty);
    is_nothing.then_some((value, nothing))
}

/// Reads the schema of a value that can be cleared into `schema`, which has only the description of its own.
fn read_clearable<'n>(
    file: FileId,
    value: &'n Node,
    nothing: &Node,
    schema: &mut Schema,
    context: &mut Context<'n, '_>,
) {
    let beside =
        schema.reference.as_ref().map(|reference| reference.span).or(schema.ty.as_ref().map(|ty| ty.span));
    if let Some(span) = beside {
        let message = "`anyOf` cannot be combined with a type";
        let help = "write the type in `anyOf` only: `anyOf: [{…}, {const: ''}]`";
        let diagnostic = Diagnostic::new(Code::Unsupported, nothing.span, message);
        context.sink.push(diagnostic.also(span, "the other one").help(help));
    }
    let Some(value) = read(file, value, context) else { return };
    if let Some(again) = value.clearable {
        let help = "write the value and `{const: ''}` in one `anyOf`";
        context.sink.report(Code::Unsupported, again, "`anyOf` cannot be inside of another one", help);
    }
    for word in value.keywords.iter().filter(|word| ["description", "default"].contains(&word.value)) {
        let message = format!("`{}` cannot be inside this `anyOf`", word.value);
        let help = if word.value == "default" { "remove it" } else { "move it next to `anyOf`" };
        context.sink.report(Code::Unsupported, word.span, message, help);
    }
    schema.clearable = Some(nothing.span);
    (schema.reference, schema.ty, schema.format) = (value.reference, value.ty, value.format);
    (schema.nullable, schema.keywords, schema.items) = (value.nullable, value.keywords, value.items);
}

/// Whether an `anyOf` is about types rather than about the presence of fields.
fn is_about_types(any_of: &Node) -> bool {
    match &any_of.data {
        Data::List(items) => items.iter().any(|item| item.get("required").is_none()),
        _ => true,
    }
}

/// The name of a keyword as a static string, when schemas have it.
fn known(key: &Spanned<String>) -> Option<Spanned<&'static str>> {
    const WORDS: [&str; 24] = [
        "$ref",
        "type",
        "format",
        "contentMediaType",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "enum",
        "x-extensible-enum",
        "x-enumDescriptions",
        "x-enum-varnames",
        "default",
        "description",
        "properties",
        "required",
        "items",
        "additionalProperties",
        "unevaluatedProperties",
        "allOf",
        "anyOf",
        "x-advice",
        "x-accessors",
    ];
    WORDS
        .into_iter()
        .chain(rule::KEYWORDS)
        .find(|word| *word == key.value)
        .map(|word| Spanned::new(word, key.span))
}

/// The values of an enum: all there are, or those that are documented among others.
fn values(reader: &mut Reader<'_>, sink: &mut Sink) -> Vec<Spanned<String>> {
    let closed = reader.texts("enum", sink);
    let documented = reader.texts("x-extensible-enum", sink);
    if let (Some(closed), Some(documented)) = (reader.take("enum"), reader.take("x-extensible-enum")) {
        let message = "`x-extensible-enum` contradicts `enum`, which allows no other value";
        let diagnostic = Diagnostic::new(Code::Contradiction, documented.key_span(), message);
        sink.push(diagnostic.also(closed.key_span(), "the other one").help("keep one of the two"));
    }
    if closed.is_empty() { documented } else { closed }
}

fn docs(entries: &[(Spanned<String>, Node)], sink: &mut Sink) -> Vec<(Spanned<String>, Spanned<String>)> {
    entries.iter().filter_map(|(value, node)| Some((value.clone(), reader::text(node, sink)?))).collect()
}

/// `required`, for which authors sometimes write a boolean at the property.
fn required(reader: &mut Reader<'_>, sink: &mut Sink) -> Vec<Spanned<String>> {
    match reader.take("required") {
        Some(node @ Node { data: Data::Boolean(_), .. }) => {
            let diagnostic = reader::wrong_type(node, "`required` must be a list");
            sink.push(diagnostic.help("list the property in the `required` of its object"));
            Vec::new()
        }
        _ => reader.texts("required", sink),
    }
}
