//! Which file names something of which other file.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    module_tree::{Module, ModuleTree},
    names::Path,
};

/// From a file to a file that it names something of: what that is.
pub(crate) type Arrows = BTreeMap<(String, String), BTreeSet<String>>;

/// The arrows between the files of a package.
pub(crate) fn arrows(tree: &ModuleTree) -> Arrows {
    let mut arrows = Arrows::new();
    for (at, module) in tree.modules.iter().enumerate() {
        let paths = module.paths.iter().filter_map(|path| Some((path.join("::"), tree.file_of(at, path)?)));
        let macros = module.macro_calls.iter();
        let macros = macros.filter_map(|name| Some((format!("{name}!"), tree.file_of_macro(at, name)?)));
        for (name, file) in paths.chain(macros) {
            if file != module.file {
                arrows.entry((module.file.clone(), file.to_owned())).or_default().insert(name);
            }
        }
    }
    arrows
}

/// Chains of re-exports are shorter than this.
const MAX_STEPS: usize = 16;

/// What a path leads to: a module, or something that a module defines.
#[derive(Clone, Copy)]
enum Target {
    Module(usize),
    ItemOf(usize),
}

impl ModuleTree {
    /// The file that defines what `path` means in a module. None for what is not of this package, and for local names.
    fn file_of(&self, module: usize, path: &Path) -> Option<&str> {
        if let [name] = path.as_slice() {
            let known = &self.modules[module];
            // A name that is imported is an arrow already, and a module is nothing without what stands in it. Only what
            // is re-exported, or brought by a `*`, is left to find.
            let imported = known.imports.contains_key(name) && !known.handed_on.contains(name);
            if imported || known.items.contains(name) || known.children.contains_key(name) {
                return None;
            }
        }
        match self.target(module, path, MAX_STEPS)? {
            Target::Module(module) | Target::ItemOf(module) => Some(&self.modules[module].file),
        }
    }

    fn file_of_macro(&self, module: usize, name: &str) -> Option<&str> {
        if self.modules[module].imports.contains_key(name) {
            return None;
        }
        let defined = self.macros.get(name)?;
        // Of several macros of one name, the module's own hides the others.
        let found = defined.iter().find(|defined| **defined == module).or(defined.first())?;
        Some(&self.modules[*found].file)
    }

    fn target(&self, module: usize, path: &[String], steps: usize) -> Option<Target> {
        let steps = steps.checked_sub(1)?;
        let (first, mut rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(0),
            "self" => Target::Module(module),
            "super" => Target::Module(self.modules[module].parent),
            name => self.member(module, name, !rest.is_empty(), steps)?,
        };
        while let (Target::Module(module), Some((name, after))) = (target, rest.split_first()) {
            rest = after;
            target = match name.as_str() {
                "super" => Target::Module(self.modules[module].parent),
                // What no item explains was made by a macro of that module.
                name => match self.member(module, name, !rest.is_empty(), steps) {
                    Some(found) => found,
                    None if self.modules[module].imports.contains_key(name) => return None,
                    None => Target::ItemOf(module),
                },
            };
        }
        Some(target)
    }

    /// What `name` means in a module: a child, an item, an import or, at last, something that a `*` brought.
    fn member(&self, module: usize, name: &str, leads_on: bool, steps: usize) -> Option<Target> {
        let known: &Module = &self.modules[module];
        let child = known.children.get(name).map(|child| Target::Module(*child));
        let item = known.items.contains(name).then_some(Target::ItemOf(module));
        // A function may have the name of a module.
        let own = if leads_on { child.or(item) } else { item.or(child) };
        let imported = || {
            let paths = known.imports.get(name)?;
            paths.iter().find_map(|path| self.target(module, path, steps))
        };
        let by_macro = || known.made_by_macros.contains(name).then_some(Target::ItemOf(module));
        let defined = |name: &str| {
            let is_here = |defined: &&usize| **defined == module;
            self.macros.get(name)?.iter().find(is_here).map(|module| Target::ItemOf(*module))
        };
        let exported = || {
            let from_root = module == 0 && !known.imports.contains_key(name);
            from_root.then(|| self.macros.get(name)?.first().map(|module| Target::ItemOf(*module))).flatten()
        };
        let from_globs = || {
            let steps = steps.checked_sub(1)?;
            known.globs.iter().find_map(|glob| match self.target(module, glob, steps)? {
                Target::Module(other) if other != module => self.member(other, name, leads_on, steps),
                _ => None,
            })
        };
        own.or_else(imported)
            .or_else(|| defined(name))
            .or_else(exported)
            .or_else(by_macro)
            .or_else(from_globs)
    }
}
