//! The objects of an OpenAPI description, from the root document to the bodies of requests and responses.

pub(crate) mod body;
pub(crate) mod fragment;
pub(crate) mod info;
pub(crate) mod operation;
pub(crate) mod root;
pub(crate) mod webhook;
