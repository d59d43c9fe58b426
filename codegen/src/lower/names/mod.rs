//! Rust names, and their collisions.

pub(crate) mod identifier;
pub(crate) mod import_conflict;
