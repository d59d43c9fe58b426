//! The folders of the workspace.

use std::path::{Path, PathBuf};

use crate::{
    error::Error,
    workspace::{
        read_dir::{self, Kind},
        root,
    },
};

/// The file that makes a folder below `spec/` something to generate from.
const CONFIGURATION: &str = "codegen.yaml";

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> Result<&'static Path, Error> {
    root::find().ok_or_else(|| {
        let message = "the current folder is in no checkout of the project; run `cargo xtask` inside of one";
        Error::Failed(message.to_owned())
    })
}

/// The folder of generated packages.
pub(crate) fn generated() -> Result<PathBuf, Error> {
    Ok(root()?.join("generated"))
}

/// The folders below `spec/` to generate from, in the order of their names.
pub(crate) fn specs() -> Result<Vec<PathBuf>, Error> {
    let folder = root()?.join("spec");
    let specs: Vec<_> = read_dir::entries(&folder)?
        .into_iter()
        .filter(|entry| entry.kind == Kind::Folder && entry.path.join(CONFIGURATION).is_file())
        .map(|entry| entry.path)
        .collect();
    if specs.is_empty() {
        return Err(Error::Failed(format!("no folder below `spec` has a `{CONFIGURATION}`; add one")));
    }
    Ok(specs)
}

/// The names of the folders below `generated/`, in order.
pub(crate) fn packages() -> Result<Vec<String>, Error> {
    let folder = generated()?;
    // Git keeps no empty folders, so a tree without generated packages has none.
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let folders = read_dir::entries(&folder)?.into_iter().filter(|entry| entry.kind == Kind::Folder);
    Ok(folders.map(|entry| entry.name).collect())
}
