//! Resources and their groups: in go the files of `codegen.yaml`'s `features`, out come which module is behind which
//! feature, and which feature needs which other.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Config, Spanned, suggest};
use crate::ir::{FEATURES, Feature, Module, Operation, Resource, uses};
use crate::lower::Lower;
use crate::source::FileId;

/// The group of each file, with the name of the group and where it names the file.
type Groups<'d> = BTreeMap<FileId, (&'d Spanned<String>, &'d Spanned<String>)>;

impl<'d> Lower<'d, '_> {
    /// What every file with something in it became, and the groups of them.
    pub(crate) fn resources(&mut self, operations: &[Operation]) -> (Vec<Resource>, Vec<Feature>) {
        let document = self.document;
        let groups = self.feature_groups(&document.config);
        let made: BTreeSet<&Module> = self.types.iter().map(|ty| &ty.module).collect();
        let made: BTreeSet<Module> =
            made.into_iter().chain(operations.iter().map(|operation| &operation.module)).cloned().collect();
        let mut resources = Vec::new();
        let mut behind: BTreeMap<Module, FileId> = BTreeMap::new();
        for file in (0..document.paths.len()).map(FileId) {
            let (module, _) = self.module_of(file);
            let group = groups.get(&file);
            if !made.contains(&module) {
                self.report_nothing(group.map(|(_, entry)| *entry));
                continue;
            }
            let first = *behind.entry(module.clone()).or_insert(file);
            self.check_shared_module([first, file], &groups);
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
        let needs = self.needs(operations, &groups, &behind);
        let features = document.config.features.iter().map(|(name, _)| Feature {
            name: name.value.clone(),
            needs: needs.get(&name.value).cloned().unwrap_or_default(),
        });
        (resources, features.collect())
    }

    fn feature_groups(&mut self, config: &'d Config) -> Groups<'d> {
        let mut groups = Groups::new();
        for (name, entries) in &config.features {
            self.check_feature_name(name);
            if entries.is_empty() {
                let message = format!("the feature `{name}` turns nothing on");
                self.error(Code::BadValue, name.span, message, "list its files, or remove it");
            }
            for entry in entries {
                let files = self.files_of(entry);
                if files.is_empty() {
                    let message = format!("the spec folder has no `{entry}`");
                    let diagnostic = Diagnostic::new(Code::MissingFile, entry.span, message);
                    let known = self.document.paths.iter().map(String::as_str);
                    let help = "name a file of the spec folder, or a folder with a `/` at its end";
                    let beside = self.files_named(config);
                    self.sink.push(suggest(diagnostic, entry, known, &beside, help));
                }
                for file in files {
                    let Some((_, first)) = groups.insert(file, (name, entry)) else { continue };
                    let path = &self.document.paths[file.0];
                    let message = format!("`{path}` stands in `features` twice");
                    let diagnostic = Diagnostic::new(Code::DuplicateItem, entry.span, message)
                        .label("second time")
                        .also(first.span, "first time")
                        .help("a file belongs to one feature, and is named once");
                    self.sink.push(diagnostic);
                }
            }
        }
        groups
    }

    /// The paths of the files that some feature has already.
    fn files_named(&self, config: &Config) -> Vec<&'d str> {
        let entries = config.features.iter().flat_map(|(_, entries)| entries);
        entries
            .flat_map(|entry| self.files_of(entry))
            .map(|file| self.document.paths[file.0].as_str())
            .collect()
    }

    /// The file of that name, or all files of a folder.
    fn files_of(&self, entry: &Spanned<String>) -> Vec<FileId> {
        let named = |path: &String| match entry.value.strip_suffix('/') {
            Some(folder) => path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
            None => *path == entry.value,
        };
        let paths = self.document.paths.iter().enumerate();
        paths.filter(|(_, path)| named(path)).map(|(number, _)| FileId(number)).collect()
    }

    fn check_feature_name(&mut self, name: &Spanned<String>) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let starts = name.value.starts_with(|c: char| c.is_ascii_lowercase());
        if !starts || !name.value.chars().all(plain) {
            let message = format!("`{name}` is not the name of a feature");
            let help = "use lower-case letters, digits and `-`, and start with a letter";
            self.error(Code::BadValue, name.span, message, help);
        } else if FEATURES.contains(&name.value.as_str()) {
            let message = format!("the generated manifest has a feature `{name}` already");
            self.error(Code::NameCollision, name.span, message, "rename the group");
        }
    }

    /// A file of which nothing is made has nothing that can be turned off. Where there are other mistakes, they may be
    /// why.
    fn report_nothing(&mut self, entry: Option<&Spanned<String>>) {
        if let Some(entry) = entry.filter(|entry| !entry.value.ends_with('/') && self.sink.errors() == 0) {
            let message = format!("nothing is generated for `{entry}` that a feature could turn off");
            self.error(Code::BadValue, entry.span, message, "remove it from the list");
        }
    }

    /// Two files that become one module are turned on together.
    fn check_shared_module(&mut self, files: [FileId; 2], groups: &Groups<'_>) {
        let [first, second] = files.map(|file| groups.get(&file));
        let of = |group: Option<&(&Spanned<String>, _)>| group.map(|(name, _)| name.value.clone());
        if let (false, Some((_, entry))) = (of(first) == of(second), second.or(first)) {
            let [first, second] = files.map(|file| self.document.paths[file.0].as_str());
            let message = format!("`{first}` and `{second}` become one module, and are in different groups");
            self.error(Code::BadValue, entry.span, message, "put all files of a module into one group");
        }
    }

    /// What the groups need of each other. What is always there can need nothing that may be turned off.
    fn needs(
        &mut self,
        operations: &[Operation],
        groups: &Groups<'_>,
        behind: &BTreeMap<Module, FileId>,
    ) -> BTreeMap<String, BTreeSet<String>> {
        let mut edges = BTreeSet::new();
        for (user, id) in uses(&self.types, operations) {
            let used = &self.types[id.0];
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
                    let file = behind.get(module).map_or("", |file| self.document.paths[file.0].as_str());
                    let why = match ty {
                        Some(ty) => format!("`{file}`, which is in no feature, uses `{ty}` of `{name}`"),
                        None => format!("`{file}`, which is in no feature, stands in a module of `{name}`"),
                    };
                    wrong.push((entry.span, why, format!("add `{file}` to a feature")));
                }
                _ => {}
            }
        }
        for (span, message, help) in wrong {
            self.error(Code::BadValue, span, message, help);
        }
        needs
    }
}
