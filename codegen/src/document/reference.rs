//! Resolves `$ref` across files: `../common/sids.yaml#/components/schemas/FlexFlowSid` to a file and a name.

use std::collections::BTreeSet;

use super::context::{self, CONFIG, Context, DIFFERENCES, ROOT};
use super::did_you_mean::{nearest, there_already};
use super::json_pointer::{escape, unescape};
use super::reader;
use super::yaml::node::{Data, Node, Spanned};
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::source::{FileId, Span};

/// A `$ref` that is known to lead to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) file: FileId,
    pub(crate) name: String,
    pub(crate) span: Span,
}

/// The sections of a file whose entries a `$ref` can lead to, each with the keys on the way to it.
const SECTIONS: [(&str, &[&str]); 5] = [
    ("schemas", &["components", "schemas"]),
    ("parameters", &["components", "parameters"]),
    ("responses", &["components", "responses"]),
    ("paths", &["paths"]),
    ("webhooks", &["webhooks"]),
];

/// What the `$ref` value `node` in the file `from` leads to, which has to be in `section`: `schemas`, `paths` …
pub(super) fn resolve<'n>(
    from: FileId,
    node: &Node,
    section: &str,
    context: &mut Context<'n, '_>,
) -> Option<(Reference, &'n Node)> {
    let target = reader::text(node, context.sink)?;
    let (path, pointer) = target.value.split_once('#').unwrap_or((&target.value, ""));
    let file = target_file(from, path, &target, context)?;
    context.reached.insert(file);
    let tree = context.tree(file)?;
    let Some(name) = name_in(pointer, section) else {
        context.sink.push(wrong_section(&target, section));
        return None;
    };
    let keys = SECTIONS.iter().find(|(name, _)| *name == section).map(|(_, keys)| *keys);
    let parent = keys.and_then(|keys| keys.iter().try_fold(tree, |node, key| node.get(key)));
    let Some(found) = parent.and_then(|parent| parent.get(&name)) else {
        report_unknown(&target, &name, parent, context);
        return None;
    };
    Some((Reference { file, name, span: node.span }, found))
}

/// `node` itself, or what it refers to in one or more steps when it is `{$ref: …}`.
pub(super) fn follow<'n>(
    file: FileId,
    node: &'n Node,
    section: &str,
    context: &mut Context<'n, '_>,
) -> Option<(FileId, &'n Node)> {
    let (mut file, mut node) = (file, node);
    let mut seen = BTreeSet::new();
    while let Some(target) = node.get("$ref") {
        let (reference, found) = resolve(file, target, section, context)?;
        context.referenced.insert((reference.file, section.to_owned(), reference.name.clone()));
        if !seen.insert((reference.file, reference.name.clone())) {
            let message = format!("this `$ref` to `{}` leads back to itself", reference.name);
            let help = "write out the definition in one of the places";
            context.sink.push(Diagnostic::new(Code::ReferenceCycle, target.span, message).help(help));
            return None;
        }
        if let Data::Map(entries) = &node.data
            && let Some((key, _)) = entries.iter().find(|(key, _)| key.value != "$ref")
        {
            let message = format!("`{key}` next to `$ref` would be ignored");
            let help = "write it where the `$ref` points";
            let diagnostic = Diagnostic::new(Code::UnknownKeyword, key.span, message);
            context.sink.push(diagnostic.also(target.span, "the `$ref`").help(help));
        }
        (file, node) = (reference.file, found);
    }
    Some((file, node))
}

/// The diagnostic about a `$ref` that does not lead into `section`.
fn wrong_section(target: &Spanned<String>, section: &str) -> Diagnostic {
    let keys = SECTIONS.iter().find(|(name, _)| *name == section).map(|(_, keys)| keys.join("/"));
    let prefix = format!("#/{}/", keys.unwrap_or_default());
    let message = format!("`{target}` does not point to one of the {section}");
    let help = format!(
        "write `file.yaml{prefix}Name` (in a name, write `/` as `~1`, `{{` as `%7B` and `}}` as `%7D`)"
    );
    Diagnostic::new(Code::BadReference, target.span, message).help(help)
}

/// The file that the part of `target` before the `#` names.
fn target_file(
    from: FileId,
    path: &str,
    target: &Spanned<String>,
    context: &mut Context<'_, '_>,
) -> Option<FileId> {
    if path.is_empty() {
        return Some(from);
    }
    let base = context.path(from);
    let joined = join(base, path);
    if let Some(file) = joined.as_deref().and_then(|joined| context.index.get(joined)) {
        return Some(*file);
    }
    let message = format!("there is no file `{path}` relative to `{base}`");
    let other = [base, CONFIG, DIFFERENCES];
    let known = context.paths.iter().copied().filter(|known| !other.contains(known));
    let diagnostic = Diagnostic::new(Code::MissingFile, target.span, message);
    let stem = |path| {
        let name = str::rsplit(path, '/').next().unwrap_or(path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    };
    let near = nearest(stem(path), known.clone().map(stem));
    let near = known.into_iter().find(|known| Some(stem(known)) == near);
    let diagnostic = match near {
        Some(near) => {
            let near = relative(base, near);
            let whole = format!("{near}{}", &target.value[path.len()..]);
            suggest_target(diagnostic, target, &near, whole, context)
        }
        None => diagnostic
            .help("paths are relative to the file that contains them, and must stay inside the spec folder"),
    };
    context.sink.push(diagnostic);
    None
}

/// Suggests `whole` in place of the reference `target`, unless a sibling refers to it already.
fn suggest_target(
    diagnostic: Diagnostic,
    target: &Spanned<String>,
    near: &str,
    whole: String,
    context: &Context<'_, '_>,
) -> Diagnostic {
    if context::siblings(context.trees, target.span).contains(&whole.as_str()) {
        return diagnostic.help(there_already(near));
    }
    diagnostic.help(format!("did you mean `{near}`?")).change(Change::Word(target.span, whole))
}

fn report_unknown(
    target: &Spanned<String>,
    name: &str,
    parent: Option<&Node>,
    context: &mut Context<'_, '_>,
) {
    let known = match parent.map(|parent| &parent.data) {
        Some(Data::Map(entries)) => entries.iter().map(|(key, _)| key.value.as_str()).collect(),
        _ => Vec::new(),
    };
    let message = format!("`{target}` points to nothing");
    let diagnostic = Diagnostic::new(Code::UnknownReference, target.span, message);
    let diagnostic = match nearest(name, known.iter().copied()) {
        // The key in the root document is the same path: a `$ref` to another one would differ from it.
        Some(near) if context.root_path_of(target).is_some_and(|key| key.value != near) => {
            diagnostic.help(format!(
                "the file has `{near}`: write the same path there, in the key of `{ROOT}` and in the `$ref`",
            ))
        }
        Some(near) => {
            let start = target.value.rsplit_once('/').map_or("", |(start, _)| start);
            let whole = format!("{start}/{}", escape(near));
            suggest_target(diagnostic, target, near, whole, context)
        }
        None => diagnostic.help(format!("add `{name}` there, or correct the name")),
    };
    context.sink.push(diagnostic);
}

/// `../common/sids.yaml` seen from `v1/flex_flow.yaml`; `None` where that is outside of the folder.
fn join(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The inverse of `join`: `path` as it is written in the file `base`.
fn relative(base: &str, path: &str) -> String {
    let (mut base, mut path) = (base, path);
    while let (Some((folder, inner)), Some((same, rest))) = (base.split_once('/'), path.split_once('/'))
        && folder == same
    {
        (base, path) = (inner, rest);
    }
    format!("{}{path}", "../".repeat(base.matches('/').count()))
}

/// The last reference token of a JSON pointer that leads to an entry of `section`.
fn name_in(pointer: &str, section: &str) -> Option<String> {
    let (_, keys) = SECTIONS.iter().find(|(name, _)| *name == section)?;
    let mut tokens = pointer.strip_prefix('/')?.split('/');
    if !keys.iter().all(|key| tokens.next() == Some(key)) {
        return None;
    }
    let name = tokens.next()?;
    tokens.next().is_none().then(|| unescape(name))
}
