//! Rust names for documented names, and their collisions.

pub(crate) mod collision;
pub(crate) mod identifier;
pub(crate) mod import_conflict;
pub(crate) mod module_path;
