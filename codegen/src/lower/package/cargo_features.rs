//! Resources and Cargo features: which module is behind which feature of `codegen.yaml`, and which feature needs which
//! other.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Document, Spanned, suggest};
use crate::ir::{FEATURES, Feature, Module, Operation, Resource, uses};
use crate::lower::names::module_path::module_path;
use crate::lower::schemas::types::Types;
use crate::source::FileId;

/// The group of each file, with the name of the group and where it names the file.
type Groups<'d> = BTreeMap<FileId, (&'d Spanned<String>, &'d Spanned<String>)>;

/// The resource that each file with something in it becomes, and the features that they are behind.
pub(crate) fn lower(
    document: &Document,
    types: &Types,
    operations: &[Operation],
    sink: &mut Sink,
) -> (Vec<Resource>, Vec<Feature>) {
    let groups = groups(document, sink);
    let made: BTreeSet<&Module> = types.definitions().iter().map(|ty| &ty.module).collect();
    let made: BTreeSet<Module> =
        made.into_iter().chain(operations.iter().map(|operation| &operation.module)).cloned().collect();
    let mut resources = Vec::new();
    let mut behind: BTreeMap<Module, FileId> = BTreeMap::new();
    for file in (0..document.paths.len()).map(FileId) {
        let (module, _) = module_path(document, file);
        let group = groups.get(&file);
        if !made.contains(&module) {
            report_nothing(group.map(|(_, entry)| *entry), sink);
            continue;
        }
        let first = *behind.entry(module.clone()).or_insert(file);
        check_shared_module([first, file], &groups, document, sink);
        let info = document.infos.get(&file);
        resources.push(Resource {
            module,
            title: info.map_or("", |info| info.title.value.trim().trim_end_matches('.')).to_owned(),
            description: info
                .and_then(|info| info.description.as_ref())
                .map_or_else(String::new, |text| text.value.clone()),
            feature: group.map(|(name, _)| name.value.clone()),
        });
    }
    let needs = needs(document, types, operations, &groups, &behind, sink);
    let features = document.config.features.iter().map(|(name, _)| Feature {
        name: name.value.clone(),
        needs: needs.get(&name.value).cloned().unwrap_or_default(),
    });
    (resources, features.collect())
}

fn groups<'d>(document: &'d Document, sink: &mut Sink) -> Groups<'d> {
    let mut groups = Groups::new();
    for (name, entries) in &document.config.features {
        check_feature_name(name, sink);
        if entries.is_empty() {
            let message = format!("the feature `{name}` has no files");
            sink.report(Code::BadValue, name.span, message, "list its files, or remove it");
        }
        for entry in entries {
            let files = files_of(document, entry);
            if files.is_empty() {
                let message = format!("the spec folder has no `{entry}`");
                let diagnostic = Diagnostic::new(Code::MissingFile, entry.span, message);
                let known = document.paths.iter().map(String::as_str);
                let help = "write a file of the spec folder, or a folder with a `/` at its end";
                let siblings = files_named(document);
                sink.push(suggest(diagnostic, entry, known, &siblings, help));
            }
            for file in files {
                let Some((_, first)) = groups.insert(file, (name, entry)) else { continue };
                let path = &document.paths[file.0];
                let message = format!("`features` lists `{path}` twice");
                let diagnostic = Diagnostic::new(Code::DuplicateItem, entry.span, message)
                    .label("second occurrence")
                    .also(first.span, "first occurrence")
                    .help("list each file once, in one feature");
                sink.push(diagnostic);
            }
        }
    }
    groups
}

/// The paths of the files that some feature has already.
fn files_named(document: &Document) -> Vec<&str> {
    let entries = document.config.features.iter().flat_map(|(_, entries)| entries);
    entries.flat_map(|entry| files_of(document, entry)).map(|file| document.paths[file.0].as_str()).collect()
}

/// The file of that name, or all files of a folder.
fn files_of(document: &Document, entry: &Spanned<String>) -> Vec<FileId> {
    let named = |path: &String| match entry.value.strip_suffix('/') {
        Some(folder) => path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
        None => *path == entry.value,
    };
    let paths = document.paths.iter().enumerate();
    paths.filter(|(_, path)| named(path)).map(|(number, _)| FileId(number)).collect()
}

fn check_feature_name(name: &Spanned<String>, sink: &mut Sink) {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let starts = name.value.starts_with(|c: char| c.is_ascii_lowercase());
    if !starts || !name.value.chars().all(plain) {
        let message = format!("`{name}` is not a valid feature name");
        let help = "use lower-case letters, digits and `-`, and start with a letter";
        sink.report(Code::BadValue, name.span, message, help);
    } else if FEATURES.contains(&name.value.as_str()) {
        let message = format!("the generated manifest already has a feature `{name}`");
        sink.report(Code::NameCollision, name.span, message, "rename the feature");
    }
}

/// A file of which nothing is made has nothing that can be turned off. Where there are other mistakes, they may be
/// why.
fn report_nothing(entry: Option<&Spanned<String>>, sink: &mut Sink) {
    if let Some(entry) = entry.filter(|entry| !entry.value.ends_with('/') && sink.errors() == 0) {
        let message = format!("`{entry}` generates nothing that a feature could turn off");
        sink.report(Code::BadValue, entry.span, message, "remove it from the list");
    }
}

/// Two files that become one module are turned on together.
fn check_shared_module(files: [FileId; 2], groups: &Groups<'_>, document: &Document, sink: &mut Sink) {
    let [first, second] = files.map(|file| groups.get(&file));
    let of = |group: Option<&(&Spanned<String>, _)>| group.map(|(name, _)| name.value.clone());
    if let (false, Some((_, entry))) = (of(first) == of(second), second.or(first)) {
        let [first, second] = files.map(|file| document.paths[file.0].as_str());
        let message = format!("`{first}` and `{second}` become one module, but are in different features");
        sink.report(Code::BadValue, entry.span, message, "put all files of a module into one feature");
    }
}

/// What the groups need of each other. What is always there can need nothing that may be turned off.
fn needs(
    document: &Document,
    types: &Types,
    operations: &[Operation],
    groups: &Groups<'_>,
    behind: &BTreeMap<Module, FileId>,
    sink: &mut Sink,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut edges = BTreeSet::new();
    for (user, id) in uses(types.definitions(), operations) {
        let used = types.get(id);
        edges.insert((user, &used.module, Some(used.name.pascal.as_str())));
    }
    for module in behind.keys() {
        let above = (1..module.0.len()).map(|depth| Module(module.0[..depth].to_vec()));
        let above = above.filter_map(|above| behind.get_key_value(&above));
        edges.extend(above.map(|(above, _)| (module, above, None)));
    }
    let group = |module| behind.get(module).and_then(|file| groups.get(file));
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (module, other, ty) in edges {
        match (group(module), group(other)) {
            (Some((name, _)), Some((needed, _))) if name.value != needed.value => {
                needs.entry(name.value.clone()).or_default().insert(needed.value.clone());
            }
            (None, Some((name, entry))) => {
                let file = behind.get(module).map_or("", |file| document.paths[file.0].as_str());
                let why = match ty {
                    Some(ty) => {
                        format!("`{file}` is not in a feature, but uses `{ty}` of the feature `{name}`")
                    }
                    None => format!(
                        "`{file}` is not in a feature, but its module is inside one of the feature `{name}`"
                    ),
                };
                wrong.push((entry.span, why, format!("add `{file}` to a feature")));
            }
            _ => {}
        }
    }
    for (span, message, help) in wrong {
        sink.report(Code::BadValue, span, message, help);
    }
    needs
}
