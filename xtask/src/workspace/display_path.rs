//! Paths in messages.

use std::path::Path;

use crate::{cli::escape::escape, workspace::root};

/// A path relative to the workspace where that is possible, otherwise as it was given.
pub(crate) fn display_path(path: &Path) -> String {
    let relative = root::find().and_then(|root| path.strip_prefix(root).ok());
    escape(&relative.unwrap_or(path).display().to_string())
}

/// A path from the root of the file system.
pub(crate) fn absolute_path(path: &Path) -> String {
    let absolute = std::path::absolute(path);
    escape(&absolute.as_deref().unwrap_or(path).display().to_string())
}
