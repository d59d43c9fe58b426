//! Paths as a user would type them.

use std::path::Path;

use crate::workspace::root::root;

/// A path relative to the workspace where that is possible, otherwise as it was given.
pub(crate) fn display_path(path: &Path) -> String {
    let text = path.strip_prefix(root()).unwrap_or(path).display().to_string();
    // A name of a file can hold anything, and must not begin a line or steer a terminal.
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}
