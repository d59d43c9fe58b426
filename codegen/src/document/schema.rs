//! Schemas, keyword by keyword.

use super::reader::{self, Reader};
use super::rule::{self, Statement};
use super::yaml::node::{Data, Node, Spanned};
use super::{Context, Reference, openapi_3_0};
use crate::diagnostic::{Change, Code, Diagnostic, FileId, Sink, Span};

/// A JSON Schema (2020-12), as far as the dialect goes.
#[derive(Debug)]
pub(crate) struct Schema {
    /// The key it stands under: what is missing is missing there.
    pub(crate) span: Span,
    /// The keywords that stand here, so that a later stage can reject those that say nothing about the type.
    pub(crate) keywords: Vec<Spanned<&'static str>>,
    pub(crate) reference: Option<Reference>,
    pub(crate) ty: Option<Spanned<Type>>,
    pub(crate) nullable: bool,
    pub(crate) format: Option<Spanned<String>>,
    pub(crate) pattern: Option<Spanned<String>>,
    pub(crate) min_length: Option<Spanned<i64>>,
    pub(crate) max_length: Option<Spanned<i64>>,
    pub(crate) minimum: Option<Spanned<i64>>,
    pub(crate) maximum: Option<Spanned<i64>>,
    pub(crate) values: Vec<Spanned<String>>,
    pub(crate) value_docs: Vec<(Spanned<String>, Spanned<String>)>,
    pub(crate) value_names: Vec<Spanned<String>>,
    pub(crate) default: Option<Node>,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) properties: Vec<(Spanned<String>, Schema)>,
    pub(crate) required: Vec<Spanned<String>>,
    pub(crate) items: Option<Box<Schema>>,
    pub(crate) additional: Option<Spanned<bool>>,
    /// What every property is, whatever its name: `additionalProperties` with a schema.
    pub(crate) of_each: Option<Box<Schema>>,
    /// As `additional`, but seeing through `allOf`.
    pub(crate) unevaluated: Option<Spanned<bool>>,
    /// Objects whose properties and rules are part of this one: `allOf: [{$ref: …}]`.
    pub(crate) includes: Vec<Reference>,
    /// The rules of `allOf`, and those that stand beside the properties.
    pub(crate) rules: Vec<Statement>,
    pub(crate) advice: Vec<Statement>,
}

/// What `type` may be.
const TYPES: &str = "one of string, integer, number, boolean, object, array, or `[one, 'null']`";

/// The JSON Schema types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Integer,
    Number,
    Boolean,
    Object,
    Array,
    /// All of them, and null.
    Any,
}

impl Schema {
    /// Where a keyword stands.
    pub(crate) fn keyword(&self, word: &str) -> Option<Span> {
        self.keywords.iter().find(|keyword| keyword.value == word).map(|keyword| keyword.span)
    }

    /// Whether a reference stands here that leads nowhere, which was reported.
    pub(crate) fn refers_to_nothing(&self) -> bool {
        let refers =
            |word: &Spanned<&str>| word.value == "$ref" || (word.value == "anyOf" && self.rules.is_empty());
        self.reference.is_none() && self.keywords.iter().any(refers)
    }
}

impl<'n> Context<'n, '_> {
    pub(super) fn schema(&mut self, file: FileId, node: &'n Node) -> Option<Schema> {
        let named = self.component == Some(node.place());
        let mut reader = Reader::new("a schema", node, self.sink)?;
        let sink = &mut *self.sink;
        let (ty, nullable) = reader.take("type").map_or((None, false), |node| types(node, sink));
        let each = node.get("additionalProperties").is_some_and(|node| matches!(node.data, Data::Map(_)));
        let mut schema = Schema {
            span: reader.span(),
            keywords: Vec::new(),
            reference: None,
            ty,
            nullable,
            format: reader.text("format", sink),
            pattern: reader.text("pattern", sink),
            min_length: reader.integer("minLength", sink),
            max_length: reader.integer("maxLength", sink),
            minimum: reader.integer("minimum", sink),
            maximum: reader.integer("maximum", sink),
            values: reader.texts("enum", sink),
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
            rules: rule::beside(&mut reader, sink).into_iter().collect(),
            advice: reader
                .list("x-advice", sink)
                .iter()
                .filter_map(|rule| rule::advice(rule, sink))
                .collect(),
        };
        self.parts(file, &mut reader, &mut schema);
        self.nullables.extend(openapi_3_0::report(&mut reader, node, named, self.sink));
        // Read as they are meant, so that nobody misses a bound as well.
        schema.minimum = schema.minimum.or_else(|| openapi_3_0::lower_bound(node));
        schema.maximum = schema.maximum.or_else(|| openapi_3_0::upper_bound(node));
        reader.finish(self.sink);
        if let Data::Map(entries) = &node.data {
            schema.keywords = entries.iter().filter_map(|(key, _)| known(key)).collect();
        }
        Some(schema)
    }

    /// The keywords that hold schemas or lead to them.
    fn parts(&mut self, file: FileId, reader: &mut Reader<'n>, schema: &mut Schema) {
        schema.reference = reader.take("$ref").and_then(|node| self.reference(file, node));
        let any_of = reader.take("anyOf");
        // ParameterLocation properties it is a rule about them, if perhaps a wrong one.
        let rule = any_of.is_some_and(|node| reader.take("properties").is_some() || !leads_somewhere(node));
        if let Some(node) = any_of.filter(|_| !rule) {
            if let Some(reference) = &schema.reference {
                let message = "`anyOf` beside `$ref` says two different things";
                let help = "write one of the two; in a response, `anyOf: [{$ref: …}, {type: 'null'}]` is a reference that may be null";
                let diagnostic = Diagnostic::new(Code::Unsupported, node.place(), message);
                self.sink.push(diagnostic.also(reference.span, "the other one").help(help));
            }
            schema.reference = self.nullable_reference(file, node);
            schema.nullable = schema.reference.is_some();
        }
        if let Some(node) = any_of.filter(|_| rule) {
            schema.rules.extend(rule::any_of(node, self.sink));
        }
        for (name, node) in reader.map("properties", self.sink) {
            if let Some(property) = self.schema(file, node) {
                schema.properties.push((name.clone(), property));
            }
        }
        // `true` and `false` were read above.
        let each = reader.take("additionalProperties").filter(|node| matches!(node.data, Data::Map(_)));
        schema.of_each = each.and_then(|node| self.schema(file, node)).map(Box::new);
        schema.items = reader.take("items").and_then(|node| self.schema(file, node)).map(Box::new);
        for item in reader.list("allOf", self.sink) {
            if item.get("$ref").is_some() {
                schema.includes.extend(self.include(file, item));
            } else {
                schema.rules.extend(rule::read(item, self.sink));
            }
        }
    }

    fn reference(&mut self, file: FileId, node: &Node) -> Option<Reference> {
        self.resolve(file, node, "schemas").map(|(reference, _)| reference)
    }

    fn include(&mut self, file: FileId, node: &'n Node) -> Option<Reference> {
        let mut reader = Reader::new("an item of `allOf` with `$ref`", node, self.sink)?;
        let target = reader.take("$ref");
        reader.finish(self.sink);
        self.reference(file, target?)
    }

    /// `anyOf: [{$ref: …}, {type: 'null'}]`, the one use of `anyOf` that is read.
    fn nullable_reference(&mut self, file: FileId, node: &'n Node) -> Option<Reference> {
        let is_null = |item: &Node| {
            let ty = item.get("type").map(|ty| &ty.data);
            matches!((ty, &item.data), (Some(Data::String(ty)), Data::Map(all)) if ty == "null" && all.len() == 1)
        };
        if let [item, null] = reader::list(node, "anyOf", self.sink)
            && is_null(null)
            && item.get("$ref").is_some()
        {
            return self.include(file, item);
        }
        rule::report_types(node, "anyOf", self.sink);
        None
    }
}

/// Whether an `anyOf` is about types rather than about which fields are there.
fn leads_somewhere(any_of: &Node) -> bool {
    match &any_of.data {
        Data::List(items) => items.iter().any(|item| item.get("required").is_none()),
        _ => true,
    }
}

/// The keyword itself as a static word, when it is one that schemas have.
fn known(key: &Spanned<String>) -> Option<Spanned<&'static str>> {
    const WORDS: [&str; 21] = [
        "$ref",
        "type",
        "format",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "enum",
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
    ];
    WORDS
        .into_iter()
        .chain(rule::KEYWORDS)
        .find(|word| *word == key.value)
        .map(|word| Spanned::new(word, key.span))
}

fn docs(entries: &[(Spanned<String>, Node)], sink: &mut Sink) -> Vec<(Spanned<String>, Spanned<String>)> {
    entries.iter().filter_map(|(value, node)| Some((value.clone(), reader::text(node, sink)?))).collect()
}

/// The names in `required`, which some write as a boolean at the property.
fn required(reader: &mut Reader<'_>, sink: &mut Sink) -> Vec<Spanned<String>> {
    match reader.take("required") {
        Some(node @ Node { data: Data::Boolean(_), .. }) => {
            let diagnostic = reader::wrong_type(node, "`required` takes a list");
            sink.push(diagnostic.help("name the property in `required` of the object that it belongs to"));
            Vec::new()
        }
        _ => reader.texts("required", sink),
    }
}

/// `string`, or `[string, 'null']`, or everything there is.
fn types(node: &Node, sink: &mut Sink) -> (Option<Spanned<Type>>, bool) {
    let names = match &node.data {
        Data::List(items) if is_any(items) => return (Some(Spanned::new(Type::Any, node.span)), false),
        Data::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let before = sink.errors();
    let mut nullable = false;
    let mut ty = None;
    for node in names {
        if node.data == Data::Null && node.key.is_none() {
            let diagnostic = reader::wrong_type(node, "the name of a type is expected here");
            sink.push(
                diagnostic
                    .help("write `'null'`, in quotes")
                    .change(Change::Value(node.span, "'null'".to_owned())),
            );
            continue;
        }
        let Some(name) = reader::text(node, sink) else {
            continue;
        };
        let found = match name.value.as_str() {
            "null" if names.len() == 2 && !nullable => {
                nullable = true;
                continue;
            }
            "string" => Type::String,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "boolean" => Type::Boolean,
            "object" => Type::Object,
            "array" => Type::Array,
            other => {
                let message = format!("`{other}` is not a type that is read here");
                let help = TYPES;
                sink.push(Diagnostic::new(Code::BadValue, name.span, message).help(help));
                continue;
            }
        };
        if let Some(Spanned { span: first, .. }) = ty {
            let message = "a value of more than one type is not handled";
            let diagnostic = Diagnostic::new(Code::Unsupported, name.span, message).also(first, "the first");
            sink.push(diagnostic.help("name one type, or one and 'null'"));
        }
        ty = Some(Spanned::new(found, name.span));
    }
    if ty.is_none() && sink.errors() == before {
        let message = "`type` names no type";
        let help = TYPES;
        sink.push(Diagnostic::new(Code::BadValue, node.span, message).help(help));
    }
    (ty, nullable)
}

/// The types that a value can have, whatever it is; an integer is a number.
const ALL_TYPES: [&str; 6] = ["array", "boolean", "null", "number", "object", "string"];

/// Whether these are all of the types, which is how a value of any shape is described.
fn is_any(items: &[Node]) -> bool {
    let named = |ty: &&str| items.iter().any(|item| matches!(&item.data, Data::String(name) if name == *ty));
    items.len() == ALL_TYPES.len() && ALL_TYPES.iter().all(named)
}
