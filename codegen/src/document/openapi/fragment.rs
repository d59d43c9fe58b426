//! A file other than the root document: paths, webhooks, components and `info`.

use super::info;
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::context::{Context, ROOT};
use crate::document::json_pointer::escape;
use crate::document::reader::Reader;
use crate::document::yaml::node::{Data, Spanned};
use crate::source::{FileId, Span};

/// Checks that a file has no other keywords, and that the root document refers to each of its paths and webhooks.
pub(crate) fn check(file: FileId, context: &mut Context<'_, '_>) {
    let Some(tree) = context.tree(file) else {
        return;
    };
    let Some(mut reader) = Reader::new("a file of the spec", tree, context.sink) else {
        return;
    };
    let paths = reader.map("paths", context.sink);
    let webhooks = reader.map("webhooks", context.sink);
    let components = reader.take("components");
    let info = reader.take("info");
    reader.finish(context.sink);
    if let Some(info) = info.and_then(|node| info::read(node, context.sink)) {
        context.infos.insert(file, info);
    }
    if let Some(mut components) = components.and_then(|node| Reader::new("`components`", node, context.sink))
    {
        for known in ["schemas", "parameters", "responses"] {
            components.map(known, context.sink);
        }
        components.finish(context.sink);
    }
    for (path, _) in paths {
        if context.root_section("paths").is_none_or(|paths| paths.get(&path.value).is_none()) {
            let diagnostic = not_in_root(path, file, context);
            context.sink.push(diagnostic);
        }
    }
    for (name, _) in webhooks {
        if context.root_section("webhooks").is_none_or(|webhooks| webhooks.get(&name.value).is_none()) {
            let message = format!("the webhook `{name}` is not in the root document");
            let entry =
                format!("{name}: {{$ref: '{}#/webhooks/{}'}}", context.path(file), escape(&name.value));
            let diagnostic = Diagnostic::new(Code::UnusedFile, name.span, message);
            context.sink.push(diagnostic.help(format!("add `{entry}` to `webhooks` in `{ROOT}`")));
        }
    }
}

/// The diagnostic about a path of `file` to which the root document does not refer.
fn not_in_root(path: &Spanned<String>, file: FileId, context: &Context<'_, '_>) -> Diagnostic {
    let message = format!("the path `{path}` is not in the root document");
    let diagnostic = Diagnostic::new(Code::UnusedFile, path.span, message);
    if !path.value.starts_with('/') {
        return diagnostic.help("a path starts with `/`, and its operations and parameters go inside it");
    }
    let entry = format!("{path}: {{$ref: '{}#/paths/{}'}}", context.path(file), escape(&path.value));
    let diagnostic = diagnostic.help(format!("add `{entry}` to `paths` in `{ROOT}`"));
    // Other characters are reported when the path is read.
    let plain = path.value.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.~{}".contains(c));
    match first_root_path(context).filter(|_| plain) {
        Some((paths, first)) => {
            diagnostic.also(paths, "the paths of the root document").change(Change::Insert(first, entry))
        }
        None => diagnostic,
    }
}

/// The spans of `paths` in the root document and of the first path in it.
fn first_root_path(context: &Context<'_, '_>) -> Option<(Span, Span)> {
    let paths = context.root_section("paths")?;
    match &paths.data {
        Data::Map(entries) => Some((paths.key_span(), entries.first()?.0.span)),
        _ => None,
    }
}
