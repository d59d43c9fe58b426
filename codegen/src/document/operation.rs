//! Path items and operations: parameters, bodies, responses and their examples.

use super::body::{Body, Example, Media};
use super::reader::{self, Reader};
use super::rule::{self, Statement};
use super::yaml::node::{Node, Spanned};
use super::{Context, Schema};
use crate::diagnostic::{Change, Code, Diagnostic, FileId, Span};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// One operation, with the parameters of its path item.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The file it stands in, which decides its module.
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
    /// Rules and advice about the whole request: parameters, and the fields of the body beside them.
    pub(crate) rules: Vec<Statement>,
    pub(crate) advice: Vec<Statement>,
    /// The property of the response that holds the items of a page.
    pub(crate) paged: Option<Spanned<String>>,
    /// Its method.
    pub(crate) span: Span,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
}

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

impl<'n> Context<'n, '_> {
    /// The operations of one path item, in the order of the file.
    pub(super) fn path_item(
        &mut self,
        file: FileId,
        path: &Spanned<String>,
        node: &'n Node,
    ) -> Vec<Operation> {
        let Some(mut item) = Reader::new("a path item", node, self.sink) else {
            return Vec::new();
        };
        let shared = item.list("parameters", self.sink);
        let methods: Vec<_> =
            METHODS.iter().filter_map(|method| Some((*method, item.take(method)?))).collect();
        item.finish(self.sink);
        let mut operations = Vec::new();
        for (method, node) in methods {
            operations.extend(self.operation(file, path, method, shared, node));
        }
        operations.sort_by_key(|operation| operation.span);
        operations
    }

    fn operation(
        &mut self,
        file: FileId,
        path: &Spanned<String>,
        method: &str,
        shared: &'n [Node],
        node: &'n Node,
    ) -> Option<Operation> {
        let mut reader = Reader::new("an operation", node, self.sink)?;
        let id = reader.need_text("operationId", self.sink);
        let summary = reader.text("summary", self.sink);
        let description = reader.text("description", self.sink);
        let docs_url = reader.take("externalDocs").and_then(|node| self.external_docs(node));
        let paged = reader.text("x-paged", self.sink);
        let own = reader.list("parameters", self.sink);
        let rules = reader.list("x-rules", self.sink).iter();
        let rules = rules.filter_map(|node| rule::read(node, self.sink)).collect();
        let advice = reader.list("x-advice", self.sink).iter();
        let advice = advice.filter_map(|node| rule::advice(node, self.sink)).collect();
        let body = reader.take("requestBody");
        let responses = reader.need("responses", self.sink);
        reader.finish(self.sink);
        let parameters = shared.iter().chain(own).filter_map(|node| self.parameter(file, node)).collect();
        let body = body.and_then(|node| self.body(file, node));
        let responses = responses.map_or(&[][..], |node| reader::map(node, "responses", self.sink));
        let responses =
            responses.iter().filter_map(|(status, node)| self.response(file, status, node)).collect();
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
            span: node.place(),
        })
    }

    fn external_docs(&mut self, node: &Node) -> Option<Spanned<String>> {
        let mut docs = Reader::new("`externalDocs`", node, self.sink)?;
        let url = docs.need_text("url", self.sink);
        docs.text("description", self.sink);
        docs.finish(self.sink);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/?#=&%+:@".contains(c);
        let good = |url: &str| {
            url.strip_prefix("https://").is_some_and(|rest| rest.chars().all(plain))
                && !url.ends_with(['.', ':', '?'])
        };
        if let Some(url) = url.as_ref().filter(|url| !good(&url.value)) {
            let message = format!("`{url}` is not an address that docs can link to");
            let help = "write `https://…` in letters, digits and the punctuation of URLs";
            self.sink.push(Diagnostic::new(Code::BadValue, url.span, message).help(help));
        }
        url
    }

    fn parameter(&mut self, file: FileId, node: &'n Node) -> Option<Parameter> {
        let (file, node) = self.follow(file, node, "parameters")?;
        let mut reader = Reader::new("a parameter", node, self.sink)?;
        let name = reader.need_text("name", self.sink);
        let location = reader.need_text("in", self.sink);
        let required = reader.boolean("required", self.sink);
        let description = reader.text("description", self.sink);
        let example = reader.take("example").cloned();
        if let Some(examples) = reader.refuse("examples") {
            let message = "a parameter has no keyword `examples` that the generator reads";
            let diagnostic = Diagnostic::new(Code::UnknownKeyword, examples.place(), message);
            self.sink
                .push(diagnostic.label("neither enforced nor ignored").help("give one value: `example: …`"));
        }
        let schema = reader.need("schema", self.sink);
        reader.finish(self.sink);
        let schema = schema.and_then(|node| self.schema(file, node));
        let (name, location) = (name?, location?);
        let required = required.is_some_and(|required| required.value);
        let place = match location.value.as_str() {
            "path" if required => Location::Path,
            "path" => {
                let message = format!("the path parameter `{name}` has to be required");
                let diagnostic = Diagnostic::new(Code::BadValue, location.span, message);
                let change = match (node.get("required"), node.get("in").and_then(|node| node.key)) {
                    (Some(no), _) => Change::Bare(no.span, "true".to_owned()),
                    (None, key) => Change::Insert(key.unwrap_or(location.span), "required: true".to_owned()),
                };
                self.sink.push(diagnostic.help("add `required: true`").change(change));
                return None;
            }
            "query" => Location::Query,
            "header" => Location::Header,
            other => {
                let message = format!("parameters in `{other}` are not handled");
                let diagnostic = Diagnostic::new(Code::Unsupported, location.span, message);
                self.sink.push(diagnostic.help("`in` is `path`, `query` or `header`"));
                return None;
            }
        };
        Some(Parameter { name, location: place, required, description, schema: schema?, example })
    }

    fn response(&mut self, file: FileId, status: &Spanned<String>, node: &'n Node) -> Option<Response> {
        let (file, node) = self.follow(file, node, "responses")?;
        let mut reader = Reader::new("a response", node, self.sink)?;
        reader.need_text("description", self.sink);
        let content = reader.take("content");
        reader.finish(self.sink);
        let valid = matches!(status.value.as_bytes(), [b'2' | b'4' | b'5', b'0'..=b'9', b'0'..=b'9']);
        if !valid && status.value != "default" {
            let message = format!("`{status}` is not a response that is handled");
            let help = "a success (2xx), an error (4xx, 5xx) or `default`";
            self.sink.push(Diagnostic::new(Code::BadValue, status.span, message).help(help));
        }
        let Some(content) = content else {
            return Some(Response { status: status.clone(), schema: None, examples: Vec::new() });
        };
        let media = self.media_type(content, &[Media::Json], "a response");
        let (schema, examples) = media.and_then(|(_, node)| self.media(file, node)).unzip();
        Some(Response { status: status.clone(), schema, examples: examples.unwrap_or_default() })
    }
}
