//! Reads the documents of both sides into a model.

pub(crate) mod document;
pub(crate) mod operation;
pub(crate) mod schema;
