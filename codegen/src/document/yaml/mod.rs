//! YAML and JSON text to nodes that know where they are.

pub(crate) mod node;
pub(crate) mod parse;
pub(crate) mod syntax_error;
