//! The modules of a package: where each is, what it defines, what it imports, and the paths that it names.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};

use crate::names::{self, Path};

/// All modules. The first one is the root.
#[derive(Default)]
pub(crate) struct ModuleTree {
    pub(crate) modules: Vec<Module>,
    /// The modules that define a macro by example, by its name.
    pub(crate) macros: BTreeMap<String, Vec<usize>>,
}

#[derive(Default)]
pub(crate) struct Module {
    pub(crate) parent: usize,
    pub(crate) file: String,
    pub(crate) children: BTreeMap<String, usize>,
    /// Functions, types, traits, constants.
    pub(crate) items: BTreeSet<String>,
    /// What macros called here may define.
    pub(crate) made_by_macros: BTreeSet<String>,
    /// Imports by the name that they give.
    pub(crate) imports: BTreeMap<String, Vec<Path>>,
    /// Those of them that are re-exports.
    pub(crate) handed_on: BTreeSet<String>,
    /// What stands before `::*`.
    pub(crate) globs: Vec<Path>,
    /// Every path that is named, imports included, re-exports not.
    pub(crate) paths: Vec<Path>,
    /// Macros that are called by a single name.
    pub(crate) macro_calls: BTreeSet<String>,
}

impl ModuleTree {
    /// Follows the `mod` declarations from `root` on. Tests are left out.
    pub(crate) fn read(files: &BTreeMap<String, String>, root: &str) -> Self {
        let mut tree = Self::default();
        tree.add_file(files, root, 0, "");
        tree
    }

    /// The files that are not for tests only.
    pub(crate) fn files(&self) -> BTreeSet<&str> {
        self.modules.iter().map(|module| module.file.as_str()).collect()
    }

    /// Adds the module that a file holds. Files of its children are in `folder`.
    fn add_file(
        &mut self,
        files: &BTreeMap<String, String>,
        file: &str,
        parent: usize,
        folder: &str,
    ) -> usize {
        let syntax = syn::parse_file(&files[file]).unwrap();
        let module = self.modules.len();
        self.modules.push(Module { parent, file: file.to_owned(), ..Module::default() });
        let mut reader = Reader { tree: self, files, module, folder: folder.to_owned() };
        for item in &syntax.items {
            reader.visit_item(item);
        }
        module
    }
}

/// Walks through the items of a module.
struct Reader<'t> {
    tree: &'t mut ModuleTree,
    files: &'t BTreeMap<String, String>,
    module: usize,
    folder: String,
}

impl Reader<'_> {
    fn here(&mut self) -> &mut Module {
        &mut self.tree.modules[self.module]
    }

    fn define(&mut self, name: &syn::Ident) {
        self.here().items.insert(name.to_string());
    }

    fn child_file(&self, item: &syn::ItemMod, name: &str) -> Option<(String, String)> {
        let folder = format!("{}{name}/", self.folder);
        if let Some(path) = names::path_attribute(&item.attrs) {
            let file = &self.tree.modules[self.module].file;
            let beside = file.rsplit_once('/').map(|(folder, _)| folder).unwrap_or_default();
            let file = normal(&format!("{beside}/{path}"))?;
            return self.files.contains_key(&file).then_some((file, folder));
        }
        let candidates = [format!("{}{name}.rs", self.folder), format!("{folder}mod.rs")];
        candidates.into_iter().find(|file| self.files.contains_key(file)).map(|file| (file, folder))
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut found = names::Tokens::default();
        found.scan(tokens);
        self.here().paths.extend(found.paths);
        self.here().macro_calls.extend(found.macro_calls);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if names::is_for_tests(names::attributes(item)) {
            return;
        }
        match item {
            syn::Item::Const(item) => self.define(&item.ident),
            syn::Item::Enum(item) => self.define(&item.ident),
            syn::Item::Fn(item) => self.define(&item.sig.ident),
            syn::Item::Static(item) => self.define(&item.ident),
            syn::Item::Struct(item) => self.define(&item.ident),
            syn::Item::Trait(item) => self.define(&item.ident),
            syn::Item::TraitAlias(item) => self.define(&item.ident),
            syn::Item::Type(item) => self.define(&item.ident),
            syn::Item::Union(item) => self.define(&item.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let tests = matches!(item, syn::ImplItem::Fn(function) if names::is_for_tests(&function.attrs));
        if !tests {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let name = names::plain(&item.ident);
        let child = if let Some((_, items)) = &item.content {
            let child = self.tree.modules.len();
            let file = self.here().file.clone();
            self.tree.modules.push(Module { parent: self.module, file, ..Module::default() });
            let folder = format!("{}{name}/", self.folder);
            let mut reader = Reader { tree: self.tree, files: self.files, module: child, folder };
            for item in items {
                reader.visit_item(item);
            }
            child
        } else {
            let Some((file, folder)) = self.child_file(item, &name) else {
                // A file outside of the package is like an import from elsewhere.
                self.here().imports.entry(name).or_default();
                return;
            };
            self.tree.add_file(self.files, &file, self.module, &folder)
        };
        self.here().children.insert(name, child);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut found = names::Imports::default();
        found.add(&item.tree, &mut Vec::new());
        let here = self.here();
        // What is only handed on is of no use to the file that does it.
        if matches!(item.vis, syn::Visibility::Inherited) {
            here.paths.extend(found.named.iter().map(|(_, path)| path.clone()));
            here.paths.extend(found.globs.iter().cloned());
        } else {
            here.handed_on.extend(found.named.iter().map(|(name, _)| name.clone()));
        }
        for (name, path) in found.named {
            here.imports.entry(name).or_default().push(path);
        }
        here.globs.extend(found.globs);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if let Some(name) = &item.ident {
            self.tree.macros.entry(name.to_string()).or_default().push(self.module);
        } else {
            let made = names::identifiers(item.mac.tokens.clone());
            self.here().made_by_macros.extend(made);
        }
        self.visit_macro(&item.mac);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let path: Path = call.path.segments.iter().map(|segment| names::plain(&segment.ident)).collect();
        match path.as_slice() {
            [name] if names::QUOTES.contains(&name.as_str()) => return,
            [name] => _ = self.here().macro_calls.insert(name.clone()),
            _ => self.here().paths.push(path),
        }
        self.tokens(call.tokens.clone());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let segments = path.segments.iter().map(|segment| names::plain(&segment.ident)).collect();
            self.here().paths.push(segments);
        }
        visit::visit_path(self, path);
    }

    // `pub(super)` names the parent without needing it.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    // Derives and the arguments of attributes name nothing of this package.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

/// `a/./b/../c` as `a/c`. None for what leads out of the package.
fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
