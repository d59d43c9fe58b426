//! `$ref` across files: text like `../common/sids.yaml#/components/schemas/FlexFlowSid` to a file and a name.

use std::collections::BTreeSet;

use super::yaml::node::{Node, Spanned};
use super::{Context, reader};
use crate::diagnostic::{Change, Code, Diagnostic, FileId, Span};

/// A `$ref` that is known to lead to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) file: FileId,
    pub(crate) name: String,
    pub(crate) span: Span,
}

/// The places of a spec file that can be referred to.
const PLACES: [(&str, &[&str]); 4] = [
    ("schemas", &["components", "schemas"]),
    ("parameters", &["components", "parameters"]),
    ("responses", &["components", "responses"]),
    ("paths", &["paths"]),
];

impl<'n> Context<'n, '_> {
    /// What the `$ref` value `node` in `from` leads to. `place` is what may stand there: `schemas`, `paths` …
    pub(super) fn resolve(
        &mut self,
        from: FileId,
        node: &Node,
        place: &str,
    ) -> Option<(Reference, &'n Node)> {
        let target = reader::text(node, self.sink)?;
        let (path, pointer) = target.value.split_once('#').unwrap_or((&target.value, ""));
        let file = self.target_file(from, path, &target)?;
        self.reached.insert(file);
        let tree = self.trees.get(file.0)?.as_ref()?;
        let Some(name) = name_in(pointer, place) else {
            let form = PLACES.iter().find(|(name, _)| *name == place).map_or("", |_| place);
            let prefix =
                if form == "paths" { "#/paths/".to_owned() } else { format!("#/components/{form}/") };
            let message = format!("`{target}` does not point at one of the {place}");
            let help = format!(
                "write `file.yaml{prefix}Name` (in a name, `/` is `~1`, `{{` is `%7B`, `}}` is `%7D`)"
            );
            self.sink.push(Diagnostic::new(Code::BadReference, node.span, message).help(help));
            return None;
        };
        let parent = PLACES
            .iter()
            .find(|(name, _)| *name == place)
            .and_then(|(_, keys)| keys.iter().try_fold(tree, |node, key| node.get(key)));
        let Some(found) = parent.and_then(|parent| parent.get(&name)) else {
            self.report_unknown(&target, &name, parent);
            return None;
        };
        Some((Reference { file, name, span: node.span }, found))
    }

    /// `node` itself, or what it refers to in one or more steps when it is `{$ref: …}`.
    pub(super) fn follow(&mut self, file: FileId, node: &'n Node, place: &str) -> Option<(FileId, &'n Node)> {
        let (mut file, mut node) = (file, node);
        let mut seen = BTreeSet::new();
        while let Some(target) = node.get("$ref") {
            let (reference, found) = self.resolve(file, target, place)?;
            self.followed.insert((reference.file, place.to_owned(), reference.name.clone()));
            if !seen.insert((reference.file, reference.name.clone())) {
                let message = format!("this `$ref` to `{}` leads back to itself", reference.name);
                let help = "write the thing itself at one of the places";
                self.sink.push(Diagnostic::new(Code::ReferenceCycle, target.span, message).help(help));
                return None;
            }
            if let super::Data::Map(entries) = &node.data
                && let Some((key, _)) = entries.iter().find(|(key, _)| key.value != "$ref")
            {
                let message = format!("`{key}` beside `$ref` would be ignored here");
                let help = "write it at the place that the `$ref` points at";
                let diagnostic = Diagnostic::new(Code::UnknownKeyword, key.span, message);
                self.sink.push(diagnostic.also(target.span, "the `$ref`").help(help));
            }
            (file, node) = (reference.file, found);
        }
        Some((file, node))
    }

    fn target_file(&mut self, from: FileId, path: &str, target: &Spanned<String>) -> Option<FileId> {
        if path.is_empty() {
            return Some(from);
        }
        let base = self.names.get(from.0).copied().unwrap_or_default();
        let joined = join(base, path);
        if let Some(file) = joined.as_deref().and_then(|joined| self.index.get(joined)) {
            return Some(*file);
        }
        let message = format!("there is no file `{path}`, seen from `{base}`");
        let other = [base, super::CONFIG, super::DIFFERENCES];
        let known = self.index.keys().map(String::as_str).filter(|known| !other.contains(known));
        let diagnostic = Diagnostic::new(Code::MissingFile, target.span, message);
        let stem = |path| {
            let name = str::rsplit(path, '/').next().unwrap_or(path);
            name.rsplit_once('.').map_or(name, |(stem, _)| stem)
        };
        let near = reader::nearest(stem(path), known.clone().map(stem));
        self.sink.push(match known.into_iter().find(|known| Some(stem(known)) == near) {
            Some(near) => {
                let near = relative(base, near);
                let whole = format!("{near}{}", &target.value[path.len()..]);
                self.instead(diagnostic, target, &near, whole)
            }
            None => diagnostic
                .help("paths are relative to the file they stand in and stay inside the spec folder"),
        });
        None
    }

    /// Suggests `whole` in place of the reference `target`, unless it stands in the same list already.
    fn instead(
        &self,
        diagnostic: Diagnostic,
        target: &Spanned<String>,
        near: &str,
        whole: String,
    ) -> Diagnostic {
        if super::beside(self.trees, target.span).contains(&whole.as_str()) {
            return diagnostic.help(reader::there_already(near));
        }
        diagnostic.help(format!("did you mean `{near}`?")).change(Change::Word(target.span, whole))
    }

    fn report_unknown(&mut self, target: &Spanned<String>, name: &str, parent: Option<&Node>) {
        let known = match parent.map(|parent| &parent.data) {
            Some(super::Data::Map(entries)) => entries.iter().map(|(key, _)| key.value.as_str()).collect(),
            _ => Vec::new(),
        };
        let message = format!("`{target}` points at nothing");
        let diagnostic = Diagnostic::new(Code::UnknownReference, target.span, message);
        self.sink.push(match reader::nearest(name, known.iter().copied()) {
            // The key of the root document is the same path; with a reference to another one, the two would differ.
            Some(near) if self.key_of(target).is_some_and(|key| key.value != near) => diagnostic.help(format!(
                "the file has `{near}`: write the same path there, as the key in `{}`, and behind the `$ref`",
                super::ROOT
            )),
            Some(near) => {
                let start = target.value.rsplit_once('/').map_or("", |(start, _)| start);
                let whole = format!("{start}/{}", escape(near));
                self.instead(diagnostic, target, near, whole)
            }
            None => diagnostic.help(format!("add `{name}` there, or correct the name")),
        });
    }
}

/// `../common/sids.yaml` seen from `v1/flex_flow.yaml`; `None` when it leaves the folder.
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

/// The reverse of `join`: `path` as it is written in `base`.
fn relative(base: &str, path: &str) -> String {
    let (mut base, mut path) = (base, path);
    while let (Some((folder, inner)), Some((same, rest))) = (base.split_once('/'), path.split_once('/'))
        && folder == same
    {
        (base, path) = (inner, rest);
    }
    format!("{}{path}", "../".repeat(base.matches('/').count()))
}

/// The last step of a JSON pointer (RFC 6901) that leads to an entry of `place`.
fn name_in(pointer: &str, place: &str) -> Option<String> {
    let (_, keys) = PLACES.iter().find(|(name, _)| *name == place)?;
    let mut steps = pointer.strip_prefix('/')?.split('/');
    if !keys.iter().all(|key| steps.next() == Some(key)) {
        return None;
    }
    let name = steps.next()?;
    steps.next().is_none().then(|| unescape(name))
}

/// A name as a step of a JSON pointer in a URI fragment (RFC 6901, section 6).
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1").replace('{', "%7B").replace('}', "%7D")
}

/// The reverse, for every `%XX` of ASCII that a fragment may hold.
fn unescape(step: &str) -> String {
    let mut decoded = String::new();
    let mut rest = step;
    while let Some((text, tail)) = rest.split_once('%') {
        decoded.push_str(text);
        let byte = tail.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(u8::is_ascii);
        if let Some(byte) = byte {
            decoded.push(char::from(byte));
            rest = &tail[2..];
        } else {
            decoded.push('%');
            rest = tail;
        }
    }
    decoded.push_str(rest);
    decoded.replace("~1", "/").replace("~0", "~")
}
