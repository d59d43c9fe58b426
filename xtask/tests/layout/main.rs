//! The layout of the source as a test: imports run one way, in no circle, and no folder is crowded.
//!
//! An arrow `a.rs -> b.rs` means that `a.rs` names something that `b.rs` defines. `LAYOUT_ROOT=<checkout> cargo test -p
//! xtask --test layout` reads another checkout than this one.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

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

use self::{arrows::arrows, module_tree::ModuleTree, rules::Room};

/// More entries than this in one folder cannot be taken in at a glance.
const MAX_ENTRIES: usize = 12;

/// A package whose layout is checked.
struct Package {
    /// The folder of its source, from the root of the workspace.
    folder: &'static str,
    /// The file that declares the first modules.
    root: &'static str,
    /// Its folders (or files without `.rs`), and the rooms that each may name things of. A room that is not listed may
    /// name anything, and be named by all.
    rooms: &'static [Room],
}

const RUNTIME: Package = Package {
    folder: "codegen/runtime/src",
    root: "lib.rs",
    rooms: &[
        Room { name: "client", may_name: &["request", "response", "validation", "rules", "scalars"] },
        Room { name: "request", may_name: &["response", "validation", "rules", "scalars"] },
        Room { name: "response", may_name: &["request", "validation", "rules", "scalars"] },
        Room { name: "validation", may_name: &["rules", "scalars"] },
        Room { name: "rules", may_name: &["scalars"] },
        Room { name: "scalars", may_name: &[] },
    ],
};

const GENERATOR: Package = Package {
    folder: "codegen/src",
    root: "lib.rs",
    rooms: &[
        Room { name: "emit", may_name: &["ir", "solver", "diagnostic", "source"] },
        Room { name: "lower", may_name: &["document", "ir", "solver", "diagnostic", "source"] },
        Room { name: "document", may_name: &["diagnostic", "source"] },
        Room { name: "solver", may_name: &["ir"] },
        Room { name: "ir", may_name: &["source"] },
        Room { name: "diagnostic", may_name: &["source"] },
        Room { name: "source", may_name: &[] },
    ],
};

const XTASK: Package = Package {
    folder: "xtask/src",
    root: "main.rs",
    rooms: &[
        Room { name: "commands", may_name: &["cli", "workspace", "error"] },
        Room { name: "workspace", may_name: &["cli", "error"] },
        Room { name: "error", may_name: &["cli", "workspace"] },
        Room { name: "cli", may_name: &[] },
    ],
};

#[test]
#[ignore = "the files are about to move"]
fn the_runtime_keeps_its_layout() {
    RUNTIME.check();
}

#[test]
#[ignore = "the files are about to move"]
fn the_generator_keeps_its_layout() {
    GENERATOR.check();
}

#[test]
#[ignore = "the files are about to move"]
fn xtask_keeps_its_layout() {
    XTASK.check();
}

impl Package {
    fn check(&self) {
        let folder = workspace().join(self.folder);
        let files = read(&folder);
        assert!(files.contains_key(self.root), "there is no {} in {}", self.root, folder.display());
        let tree = ModuleTree::read(&files, self.root);
        let arrows = arrows(&tree);
        let offences = [
            rules::circles(&arrows),
            rules::crowded_folders(&tree.files(), MAX_ENTRIES),
            rules::arrows_against_the_order(&arrows, self.rooms),
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
