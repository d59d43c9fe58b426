//! Path items and operations: parameters, bodies, responses and their examples.

use super::body::{self, Body, Example, Media};
use crate::diagnostic::{Change, Code, Diagnostic, Sink};
use crate::document::context::Context;
use crate::document::reader::{self, Reader};
use crate::document::reference;
use crate::document::schema::rule::{self, Statement};
use crate::document::schema::{self, Schema};
use crate::document::yaml::node::{Node, Spanned};
use crate::source::{FileId, Span};

/// The methods that operations can have.
pub(super) const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// One operation, with the parameters of its path item.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its file, which decides its module.
    pub(crate) file: FileId,
    pub(crate) path: Spanned<String>,
    /// In upper case.
    pub(crate) method: String,
    pub(crate) id: Spanned<String>,
    pub(crate) summary: Option<Spanned<String>>,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) docs_url: Option<Spanned<String>>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) responses: Vec<Response>,
    /// `x-rules` and `x-advice`: about parameters and fields of the body together.
    pub(crate) rules: Vec<Statement>,
    pub(crate) advice: Vec<Statement>,
    /// `x-paged`: the property of the response that holds the items of a page.
    pub(crate) paged: Option<Spanned<String>>,
    /// The span of its method.
    pub(crate) span: Span,
}

/// `in`: where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
}

/// A parameter of the path, the query or the headers.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: Spanned<String>,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) schema: Schema,
    pub(crate) example: Option<Node>,
}

/// A response by status: `200`, …, or `default` for errors.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: Spanned<String>,
    /// The JSON body, when there is one.
    pub(crate) schema: Option<Schema>,
    pub(crate) examples: Vec<Example>,
}

/// The operations of one path item, in the order of the file.
pub(crate) fn path_item<'n>(
    file: FileId,
    path: &Spanned<String>,
    node: &'n Node,
    context: &mut Context<'n, '_>,
) -> Vec<Operation> {
    let Some(mut item) = Reader::new("a path item", node, context.sink) else {
        return Vec::new();
    };
    let shared = item.list("parameters", context.sink);
    let methods: Vec<_> = METHODS.iter().filter_map(|method| Some((*method, item.take(method)?))).collect();
    item.finish(context.sink);
    let mut operations = Vec::new();
    for (method, node) in methods {
        operations.extend(operation(file, path, (method, node), shared, context));
    }
    operations.sort_by_key(|operation| operation.span);
    operations
}

fn operation<'n>(
    file: FileId,
    path: &Spanned<String>,
    (method, node): (&str, &'n Node),
    shared: &'n [Node],
    context: &mut Context<'n, '_>,
) -> Option<Operation> {
    let mut reader = Reader::new("an operation", node, context.sink)?;
    let id = reader.need_text("operationId", context.sink);
    let summary = reader.text("summary", context.sink);
    let description = reader.text("description", context.sink);
    let docs_url = reader.take("externalDocs").and_then(|node| external_docs(node, context.sink));
    let paged = reader.text("x-paged", context.sink);
    let own = reader.list("parameters", context.sink);
    let rules = reader.list("x-rules", context.sink).iter();
    let rules = rules.filter_map(|node| rule::read(node, context.sink)).collect();
    let advice = reader.list("x-advice", context.sink).iter();
    let advice = advice.filter_map(|node| rule::advice(node, context.sink)).collect();
    let body = reader.take("requestBody");
    let responses = reader.need("responses", context.sink);
    reader.finish(context.sink);
    let parameters = shared.iter().chain(own).filter_map(|node| parameter(file, node, context)).collect();
    let body = body.and_then(|node| body::read(file, node, context));
    let responses = responses.map_or(&[][..], |node| reader::map(node, "responses", context.sink));
    let responses =
        responses.iter().filter_map(|(status, node)| response(file, status, node, context)).collect();
    Some(Operation {
        file,
        path: path.clone(),
        method: method.to_uppercase(),
        id: id?,
        summary,
        description,
        docs_url,
        parameters,
        body,
        responses,
        rules,
        advice,
        paged,
        span: node.key_span(),
    })
}

/// The URL of `externalDocs`.
fn external_docs(node: &Node, sink: &mut Sink) -> Option<Spanned<String>> {
    let mut docs = Reader::new("`externalDocs`", node, sink)?;
    let url = docs.need_text("url", sink);
    docs.text("description", sink);
    docs.finish(sink);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/?#=&%+:@".contains(c);
    let good = |url: &str| {
        url.strip_prefix("https://").is_some_and(|rest| rest.chars().all(plain))
            && !url.ends_with(['.', ':', '?'])
    };
    if let Some(url) = url.as_ref().filter(|url| !good(&url.value)) {
        let message = format!("`{url}` is not a URL that docs can link to");
        let help = "write `https://…`, using only letters, digits and URL punctuation";
        sink.push(Diagnostic::new(Code::BadValue, url.span, message).help(help));
    }
    url
}

fn parameter<'n>(file: FileId, node: &'n Node, context: &mut Context<'n, '_>) -> Option<Parameter> {
    let (file, node) = reference::follow(file, node, "parameters", context)?;
    let mut reader = Reader::new("a parameter", node, context.sink)?;
    let name = reader.need_text("name", context.sink);
    let location = reader.need_text("in", context.sink);
    let required = reader.boolean("required", context.sink);
    let description = reader.text("description", context.sink);
    let example = reader.take("example").cloned();
    if let Some(examples) = reader.refuse("examples") {
        let message = "unsupported keyword `examples` in a parameter";
        let diagnostic = Diagnostic::new(Code::UnknownKeyword, examples.key_span(), message);
        context.sink.push(
            diagnostic.label("unsupported keywords are never ignored").help("give one value: `example: …`"),
        );
    }
    let schema = reader.need("schema", context.sink);
    reader.finish(context.sink);
    let schema = schema.and_then(|node| schema::read(file, node, context));
    let (name, location) = (name?, location?);
    let required = required.is_some_and(|required| required.value);
    let location = parameter_location(&location, &name, required, node, context.sink)?;
    Some(Parameter { name, location, required, description, schema: schema?, example })
}

/// `in`: where a parameter goes.
fn parameter_location(
    keyword: &Spanned<String>,
    name: &Spanned<String>,
    required: bool,
    parameter: &Node,
    sink: &mut Sink,
) -> Option<Location> {
    match keyword.value.as_str() {
        "path" if required => Some(Location::Path),
        "path" => {
            let message = format!("the path parameter `{name}` must be required");
            let diagnostic = Diagnostic::new(Code::BadValue, keyword.span, message);
            let change = match (parameter.get("required"), parameter.get("in").and_then(|node| node.key)) {
                (Some(no), _) => Change::Bare(no.span, "true".to_owned()),
                (None, key) => Change::Insert(key.unwrap_or(keyword.span), "required: true".to_owned()),
            };
            sink.push(diagnostic.help("add `required: true`").change(change));
            None
        }
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        other => {
            let message = format!("parameters in `{other}` are not supported");
            let diagnostic = Diagnostic::new(Code::Unsupported, keyword.span, message);
            sink.push(diagnostic.help("write `path`, `query` or `header`"));
            None
        }
    }
}

fn response<'n>(
    file: FileId,
    status: &Spanned<String>,
    node: &'n Node,
    context: &mut Context<'n, '_>,
) -> Option<Response> {
    let (file, node) = reference::follow(file, node, "responses", context)?;
    let mut reader = Reader::new("a response", node, context.sink)?;
    reader.need_text("description", context.sink);
    let media_types = reader.take("content");
    reader.finish(context.sink);
    let valid = matches!(status.value.as_bytes(), [b'2' | b'4' | b'5', b'0'..=b'9', b'0'..=b'9']);
    if !valid && status.value != "default" {
        let message = format!("`{status}` is not a supported response");
        let help = "write a success (2xx), an error (4xx, 5xx) or `default`";
        context.sink.push(Diagnostic::new(Code::BadValue, status.span, message).help(help));
    }
    let Some(media_types) = media_types else {
        return Some(Response { status: status.clone(), schema: None, examples: Vec::new() });
    };
    let media = body::media_type(media_types, &[Media::Json], "a response", context.sink);
    let (schema, examples) =
        media.and_then(|(_, node)| body::schema_and_examples(file, node, context)).unzip();
    Some(Response { status: status.clone(), schema, examples: examples.unwrap_or_default() })
}
