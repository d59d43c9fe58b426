//! The layout of the source as a test: imports run one way, in no circle, and no folder is crowded.
//!
//! An arrow `a.rs -> b.rs` means that `a.rs` names something that `b.rs` defines. `LAYOUT_ROOT=<checkout> cargo test -p
//! xtask --test layout` reads another checkout than this one.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod architecture;
mod arrows;
mod made_up;
mod module_tree;
mod names;
mod rules;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use self::{arrows::arrows, module_tree::ModuleTree, rules::Layer};

/// More entries than this in one folder cannot be taken in at a glance.
const MAX_ENTRIES: usize = 12;

/// A package whose layout is checked.
struct Package {
    /// The folder of its source, from the root of the workspace.
    folder: &'static str,
    /// The file that declares the first modules.
    root: &'static str,
    /// Its folders from top to bottom. A folder that is not listed may use, and be used by, any.
    layers: &'static [Layer],
}

const RUNTIME: Package = Package {
    folder: "codegen/runtime/src",
    root: "lib.rs",
    layers: &[
        Layer { name: "client", may_use: &["request", "response", "validation", "rules", "scalars"] },
        Layer { name: "request", may_use: &["response", "validation", "rules", "scalars"] },
        Layer { name: "response", may_use: &["validation", "rules", "scalars"] },
        Layer { name: "validation", may_use: &["rules", "scalars"] },
        Layer { name: "rules", may_use: &["scalars"] },
        Layer { name: "scalars", may_use: &[] },
    ],
};

const GENERATOR: Package = Package {
    folder: "codegen/src",
    root: "lib.rs",
    layers: &[
        // Cases that do not compile are found by the solver.
        Layer { name: "emit", may_use: &["ir", "solver"] },
        Layer { name: "lower", may_use: &["document", "ir", "solver", "diagnostic", "source"] },
        Layer { name: "document", may_use: &["diagnostic", "source"] },
        Layer { name: "solver", may_use: &["ir"] },
        Layer { name: "ir", may_use: &[] },
        Layer { name: "diagnostic", may_use: &["source"] },
        Layer { name: "source", may_use: &[] },
    ],
};

const XTASK: Package = Package {
    folder: "xtask/src",
    root: "main.rs",
    layers: &[
        Layer { name: "commands", may_use: &["cli", "workspace", "error"] },
        Layer { name: "workspace", may_use: &["cli", "error"] },
        // Errors show paths relative to the workspace.
        Layer { name: "error", may_use: &["workspace"] },
        Layer { name: "cli", may_use: &[] },
    ],
};

#[test]
fn the_runtime_keeps_its_layout() {
    RUNTIME.check();
}

#[test]
fn the_generator_keeps_its_layout() {
    GENERATOR.check();
}

#[test]
fn xtask_keeps_its_layout() {
    XTASK.check();
}

#[test]
fn the_architecture_page_names_files_that_exist() {
    let offences = architecture::offences(&workspace());
    assert!(
        offences.is_empty(),
        "{} offences in {}\n{}",
        offences.len(),
        architecture::PAGE,
        offences.join("\n")
    );
}

impl Package {
    fn check(&self) {
        let folder = workspace().join(self.folder);
        let files = read(&folder);
        assert!(files.contains_key(self.root), "there is no {} in {}", self.root, folder.display());
        let tree = ModuleTree::read(&files, self.root);
        let (files, arrows) = (tree.files(), arrows(&tree));
        let offences = [
            rules::circles(&arrows),
            rules::crowded_folders(&files, MAX_ENTRIES),
            rules::arrows_against_the_order(&files, &arrows, self.layers),
        ]
        .concat();
        assert!(
            offences.is_empty(),
            "{} offences in {}\n{}",
            offences.len(),
            self.folder,
            offences.join("\n")
        );
    }
}

fn workspace() -> PathBuf {
    match env::var_os("LAYOUT_ROOT") {
        Some(root) => root.into(),
        None => Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap()).parent().unwrap().to_owned(),
    }
}

/// The Rust files below `folder` by their path from there.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}
