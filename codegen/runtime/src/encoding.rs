//! How requests are encoded in HTTP: forms, queries, paths and headers. The decoding of forms is here as well.

pub(crate) mod form_decode;
pub(crate) mod form_encode;
pub(crate) mod headers;
pub(crate) mod path;
pub(crate) mod percent_encoding;
