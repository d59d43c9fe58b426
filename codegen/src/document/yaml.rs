//! Reads YAML and JSON into nodes with spans.

pub(crate) mod node;
pub(crate) mod parse;
pub(crate) mod syntax_error;
