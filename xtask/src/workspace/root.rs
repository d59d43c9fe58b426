//! The checkout that the commands work on.

use std::{
    env,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// A file of every checkout, relative to its root.
const MARKER: &str = "xtask/Cargo.toml";

/// The root of the workspace. None outside of any checkout.
///
/// Cargo tells the program which package it runs, and so which checkout. What `env!` says is the checkout that was
/// compiled. That is another one if several share a target folder, or if a target folder was copied.
pub(crate) fn find() -> Option<&'static Path> {
    static ROOT: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        around(&package.or_else(|| env::current_dir().ok())?)
    });
    ROOT.as_deref()
}

fn around(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(MARKER).is_file()).map(Path::to_owned)
}
