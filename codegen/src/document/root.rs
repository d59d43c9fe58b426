//! The root document: version, server, security, and where the paths stand.

use super::reader::{self, Reader};
use super::yaml::node::{Data, Node, Spanned};
use super::{Context, Operation};
use crate::diagnostic::{Change, Code, Diagnostic, FileId, Span};

/// What the root says, with the operations it leads to.
pub(super) struct Root {
    pub(super) description: Option<Spanned<String>>,
    pub(super) server: Spanned<String>,
    pub(super) operations: Vec<Operation>,
}

/// What a file beside the root says about the resource in it.
#[derive(Debug)]
pub(crate) struct Info {
    pub(crate) title: Spanned<String>,
    pub(crate) description: Option<Spanned<String>>,
}

pub(super) fn read<'n>(file: FileId, node: &'n Node, context: &mut Context<'n, '_>) -> Option<Root> {
    let mut reader = Reader::new("the root document", node, context.sink)?;
    let version = reader.need_text("openapi", context.sink);
    let info = reader.need("info", context.sink);
    let servers = reader.need("servers", context.sink);
    let security = reader.list("security", context.sink);
    let components = reader.take("components");
    let paths = reader.need("paths", context.sink);
    reader.finish(context.sink);
    check_version(version, context);
    check_security(security, components, context);
    let info = info.and_then(|node| read_info(node, context));
    let server = servers.and_then(|node| read_server(node, context));
    let paths = paths.map_or(&[][..], |node| reader::map(node, "paths", context.sink));
    let mut operations = Vec::new();
    for (path, node) in paths {
        operations.extend(read_path(file, path, node, context));
    }
    Some(Root { description: info?, server: server?, operations })
}

fn read_path<'n>(
    root: FileId,
    path: &Spanned<String>,
    node: &'n Node,
    context: &mut Context<'n, '_>,
) -> Vec<Operation> {
    let Some(target) = node.get("$ref") else {
        return context.path_item(root, path, node);
    };
    if let Some((reference, _)) = context.resolve(root, target, "paths")
        && reference.name != path.value
    {
        let message = format!("`{path}` leads to the path item of `{}`", reference.name);
        let help = "the key and the end of the `$ref` are the same path (`/` written `~1`)";
        let diagnostic = Diagnostic::new(Code::BadReference, target.span, message);
        context.sink.push(diagnostic.also(path.span, "the key").help(help));
        return Vec::new();
    }
    let Some((file, item)) = context.follow(root, node, "paths") else {
        return Vec::new();
    };
    context.path_item(file, path, item)
}

/// A file beside the root holds nothing but paths and components, and a word about them.
pub(super) fn check_fragment(file: FileId, context: &mut Context<'_, '_>) {
    let Some(Some(tree)) = context.trees.get(file.0) else {
        return;
    };
    let Some(mut reader) = Reader::new("a file of the spec", tree, context.sink) else {
        return;
    };
    let paths = reader.map("paths", context.sink);
    let components = reader.take("components");
    let info = reader.take("info");
    reader.finish(context.sink);
    if let Some(info) = info.and_then(|node| read_resource(node, context)) {
        context.infos.insert(file, info);
    }
    if let Some(mut components) = components.and_then(|node| Reader::new("`components`", node, context.sink))
    {
        for known in ["schemas", "parameters", "responses"] {
            components.map(known, context.sink);
        }
        components.finish(context.sink);
    }
    let own = context.index.iter().find(|(_, known)| **known == file).map_or("", |(path, _)| path.as_str());
    for (path, _) in paths {
        if !context.mentions(path) {
            let message = format!("the path `{path}` is not in the root document");
            let diagnostic = Diagnostic::new(Code::UnusedFile, path.span, message);
            if !path.value.starts_with('/') {
                let help = "a path starts with `/`, and what belongs to one stands inside of it";
                context.sink.push(diagnostic.help(help));
                continue;
            }
            let entry = format!("{path}: {{$ref: '{own}#/paths/{}'}}", super::reference::escape(&path.value));
            let diagnostic = diagnostic.help(format!("add `{entry}` to `paths` of `{}`", super::ROOT));
            // A path with other characters in it is reported once it is read.
            let plain = path.value.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.~{}".contains(c));
            context.sink.push(match context.paths().filter(|_| plain) {
                Some((key, first)) => {
                    diagnostic.also(key, "the paths of the root").change(Change::Insert(first, entry))
                }
                None => diagnostic,
            });
        }
    }
}

impl Context<'_, '_> {
    /// `paths` of the root document.
    fn root_paths(&self) -> Option<&Node> {
        let root = self.index.get(super::ROOT)?;
        self.trees.get(root.0)?.as_ref()?.get("paths")
    }

    /// The path in the root document of which `target` is the reference.
    pub(super) fn key_of(&self, target: &Spanned<String>) -> Option<&Spanned<String>> {
        let Data::Map(entries) = &self.root_paths()?.data else { return None };
        let refers = |node: &Node| node.get("$ref").is_some_and(|reference| reference.span == target.span);
        entries.iter().find(|(_, node)| refers(node)).map(|(path, _)| path)
    }

    /// Whether the root document has this path.
    fn mentions(&self, path: &Spanned<String>) -> bool {
        self.root_paths().is_some_and(|paths| paths.get(&path.value).is_some())
    }

    /// Where the root document says `paths`, and where the first of them stands.
    fn paths(&self) -> Option<(Span, Span)> {
        let paths = self.root_paths()?;
        match &paths.data {
            Data::Map(entries) => Some((paths.place(), entries.first()?.0.span)),
            _ => None,
        }
    }
}

fn check_version(version: Option<Spanned<String>>, context: &mut Context<'_, '_>) {
    if let Some(version) = version.filter(|version| !version.value.starts_with("3.1.")) {
        let message = format!("OpenAPI `{version}` is not read");
        let help =
            "write `openapi: 3.1.0`; conditional requirements need JSON Schema 2020-12, which came with 3.1";
        let diagnostic = Diagnostic::new(Code::Unsupported, version.span, message).help(help);
        context.sink.push(diagnostic.change(Change::Value(version.span, "3.1.0".to_owned())));
    }
}

/// The description, which may be missing; `None` when there is no `info` to speak of.
#[expect(clippy::option_option, reason = "`info` may be unreadable, and its description missing")]
fn read_info(node: &Node, context: &mut Context<'_, '_>) -> Option<Option<Spanned<String>>> {
    let mut info = Reader::new("`info`", node, context.sink)?;
    info.need_text("title", context.sink);
    info.need("version", context.sink);
    let description = info.text("description", context.sink);
    info.take("license");
    info.finish(context.sink);
    Some(description)
}

fn read_resource(node: &Node, context: &mut Context<'_, '_>) -> Option<Info> {
    let mut info = Reader::new("`info` of a file", node, context.sink)?;
    info.need("title", context.sink);
    let title = info.text("title", context.sink);
    let description = info.text("description", context.sink);
    info.finish(context.sink);
    Some(Info { title: title?, description })
}

fn read_server(node: &Node, context: &mut Context<'_, '_>) -> Option<Spanned<String>> {
    let servers = reader::list(node, "servers", context.sink);
    if servers.len() != 1 {
        let message = "exactly one server is handled";
        let help = "name the production server; callers choose another one at run time";
        context.sink.push(Diagnostic::new(Code::Unsupported, node.place(), message).help(help));
    }
    let mut server = Reader::new("a server", servers.first()?, context.sink)?;
    let url = server.need_text("url", context.sink);
    server.text("description", context.sink);
    server.finish(context.sink);
    url
}

/// Clients send HTTP Basic credentials; a spec that asks for anything else is not ours.
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
                let message = format!("`{name}` names no scheme of `securitySchemes`, or asks for scopes");
                let help = "name one of the schemes under `components`, with `[]`";
                context.sink.push(Diagnostic::new(Code::BadReference, name.span, message).help(help));
            }
        }
    }
}
