//! The folders of the workspace.

use std::path::{Path, PathBuf};

use crate::{
    error::Error,
    workspace::{
        read_dir::{EntryKind, read_dir},
        root,
    },
};

/// The file that makes a folder of `spec/` a spec.
const CONFIGURATION: &str = "codegen.yaml";

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> Result<&'static Path, Error> {
    root::find().ok_or_else(|| {
        let message = "the current folder is not in a checkout of the project; run `cargo xtask` inside one";
        Error::Failed(message.to_owned())
    })
}

/// The folder of generated packages.
pub(crate) fn generated_folder() -> Result<PathBuf, Error> {
    Ok(root()?.join("generated"))
}

/// The specs, in the order of their names.
pub(crate) fn spec_folders() -> Result<Vec<PathBuf>, Error> {
    let folder = root()?.join("spec");
    let specs: Vec<_> = read_dir(&folder)?
        .into_iter()
        .filter(|entry| entry.kind == EntryKind::Folder && entry.path.join(CONFIGURATION).is_file())
        .map(|entry| entry.path)
        .collect();
    if specs.is_empty() {
        return Err(Error::Failed(format!("no folder below `spec` has a `{CONFIGURATION}`; add one")));
    }
    Ok(specs)
}

/// The names of the folders of `generated/`, in order.
pub(crate) fn package_names() -> Result<Vec<String>, Error> {
    let folder = generated_folder()?;
    // Git keeps no empty folders, so a tree without generated packages has none.
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let folders = read_dir(&folder)?.into_iter().filter(|entry| entry.kind == EntryKind::Folder);
    Ok(folders.map(|entry| entry.name).collect())
}
