//! Where things stand: the workspace's folders go out, and paths come in to be shown as a user would type them.

use std::path::{Path, PathBuf};

use crate::{
    error::Error,
    listing::{self, Kind},
};

/// The file that makes a folder below `spec/` something to generate from.
const CONFIGURATION: &str = "codegen.yaml";

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// The folder of generated packages.
pub(crate) fn generated() -> PathBuf {
    root().join("generated")
}

/// The folders below `spec/` to generate from, in the order of their names.
pub(crate) fn specs() -> Result<Vec<PathBuf>, Error> {
    let folder = root().join("spec");
    let specs: Vec<_> = listing::entries(&folder)?
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
    let folder = generated();
    // Git keeps no empty folders, so a tree without generated packages has none.
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let folders = listing::entries(&folder)?.into_iter().filter(|entry| entry.kind == Kind::Folder);
    Ok(folders.map(|entry| entry.name).collect())
}

/// A path relative to the workspace where that is possible, otherwise as it was given.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.strip_prefix(root()).unwrap_or(path).display().to_string();
    // A name of a file can hold anything, and must not begin a line or steer a terminal.
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}
