//! The root document: version, server, security, the paths of all operations, and webhooks.

use super::info;
use super::operation::{self, Operation};
use super::webhook::{self, Webhook};
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::context::Context;
use crate::document::reader::{self, Reader};
use crate::document::reference;
use crate::document::yaml::node::{Data, Node, Spanned};
use crate::source::FileId;

/// The root document, with the operations that its paths lead to.
pub(crate) struct Root {
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) server: Spanned<String>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) webhooks: Vec<Webhook>,
}

pub(crate) fn read<'n>(file: FileId, node: &'n Node, context: &mut Context<'n, '_>) -> Option<Root> {
    let mut reader = Reader::new("the root document", node, context.sink)?;
    let version = reader.need_text("openapi", context.sink);
    let info = reader.need("info", context.sink);
    let servers = reader.need("servers", context.sink);
    let security = reader.list("security", context.sink);
    let components = reader.take("components");
    let paths = reader.need("paths", context.sink);
    let hooks = reader.map("webhooks", context.sink);
    reader.finish(context.sink);
    check_version(version, context);
    check_security(security, components, context);
    let info = info.and_then(|node| info::read_root(node, context.sink));
    let server = servers.and_then(|node| read_server(node, context));
    let paths = paths.map_or(&[][..], |node| reader::map(node, "paths", context.sink));
    let mut operations = Vec::new();
    for (path, node) in paths {
        if let Some((file, item)) = follow(file, path, node, &PATHS, context) {
            operations.extend(operation::path_item(file, path, item, context));
        }
    }
    let mut webhooks = Vec::new();
    for (name, node) in hooks {
        if let Some((file, item)) = follow(file, name, node, &WEBHOOKS, context) {
            webhooks.extend(webhook::read(file, item, context));
        }
    }
    Some(Root { description: info?, server: server?, operations, webhooks })
}

/// A section of the root document whose entries refer to entries of the same key in other files.
struct Section {
    name: &'static str,
    entry: &'static str,
    key: &'static str,
}

const PATHS: Section = Section { name: "paths", entry: "path item", key: "path" };
const WEBHOOKS: Section = Section { name: "webhooks", entry: "webhook", key: "name" };

/// What an entry of a section refers to, or the entry itself if it refers to nothing.
fn follow<'n>(
    root: FileId,
    key: &Spanned<String>,
    node: &'n Node,
    section: &Section,
    context: &mut Context<'n, '_>,
) -> Option<(FileId, &'n Node)> {
    let target = node.get("$ref");
    if let Some(target) = target
        && let Some((reference, _)) = reference::resolve(root, target, section.name, context)
        && reference.name != key.value
    {
        let Section { entry, key: kind, .. } = section;
        let message = format!("`{key}` refers to the {entry} of `{}`", reference.name);
        let help =
            format!("the key and the end of the `$ref` must be the same {kind}, with `/` written as `~1`");
        let diagnostic = Diagnostic::new(Code::BadReference, target.span, message);
        context.sink.push(diagnostic.also(key.span, "the key").help(help));
        return None;
    }
    reference::follow(root, node, section.name, context)
}

fn check_version(version: Option<Spanned<String>>, context: &mut Context<'_, '_>) {
    if let Some(version) = version.filter(|version| !version.value.starts_with("3.1.")) {
        let message = format!("OpenAPI `{version}` is not supported");
        let help =
            "write `openapi: 3.1.0`; conditional requirements need JSON Schema 2020-12, which came with 3.1";
        let diagnostic = Diagnostic::new(Code::Unsupported, version.span, message).help(help);
        context.sink.push(diagnostic.change(Change::Value(version.span, "3.1.0".to_owned())));
    }
}

fn read_server(node: &Node, context: &mut Context<'_, '_>) -> Option<Spanned<String>> {
    let servers = reader::list(node, "servers", context.sink);
    if servers.len() != 1 {
        let message = "exactly one server is supported";
        let help = "write the production server; callers can choose another one at run time";
        context.sink.push(Diagnostic::new(Code::Unsupported, node.key_span(), message).help(help));
    }
    let mut server = Reader::new("a server", servers.first()?, context.sink)?;
    let url = server.need_text("url", context.sink);
    server.text("description", context.sink);
    server.finish(context.sink);
    url
}

/// Checks that every security scheme is HTTP Basic, which is what the client sends.
fn check_security(security: &[Node], components: Option<&Node>, context: &mut Context<'_, '_>) {
    let mut schemes = &[][..];
    if let Some(mut components) = components.and_then(|node| Reader::new("`components`", node, context.sink))
    {
        schemes = components.map("securitySchemes", context.sink);
        for elsewhere in ["schemas", "parameters", "responses"] {
            components.map(elsewhere, context.sink);
        }
        components.finish(context.sink);
    }
    for (name, node) in schemes {
        let Some(mut scheme) = Reader::new("a security scheme", node, context.sink) else {
            continue;
        };
        let ty = scheme.need_text("type", context.sink);
        let kind = scheme.need_text("scheme", context.sink);
        scheme.text("description", context.sink);
        scheme.finish(context.sink);
        let wrong = if ty.as_ref().is_some_and(|ty| ty.value == "http") { &kind } else { &ty };
        let span = wrong.as_ref().map_or(name.span, |wrong| wrong.span);
        let basic = ty.is_some_and(|ty| ty.value == "http") && kind.is_some_and(|kind| kind.value == "basic");
        if !basic {
            let message = format!("the security scheme `{name}` is not HTTP Basic");
            let help = "write `type: http` and `scheme: basic`";
            context.sink.push(Diagnostic::new(Code::Unsupported, span, message).help(help));
        }
    }
    for node in security {
        for (name, scopes) in reader::map(node, "security", context.sink) {
            let known = schemes.iter().any(|(scheme, _)| scheme.value == name.value);
            if !known || !matches!(&scopes.data, Data::List(scopes) if scopes.is_empty()) {
                let message = format!("`{name}` is not in `securitySchemes`, or asks for scopes");
                let help = "write one of the schemes in `components`, with `[]`";
                context.sink.push(Diagnostic::new(Code::BadReference, name.span, message).help(help));
            }
        }
    }
}
