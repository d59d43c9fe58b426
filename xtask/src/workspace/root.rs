//! The checkout that the commands work on.

use std::{
    env,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// A file that is there in every checkout, and in no folder around one.
const MARKER: &str = "xtask/Cargo.toml";

/// The root of the workspace, or none outside of any checkout.
///
/// Cargo names the package that it runs, and with it the checkout. What `env!` says is the checkout that was compiled,
/// which is another one where several share a target folder, or where one was copied.
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
