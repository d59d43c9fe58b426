//! How requests are encoded in HTTP: forms, queries, paths and headers. The decoding of forms is here as well, and that of
//! unusual JSON.

pub(crate) mod form_decode;
pub(crate) mod form_encode;
pub(crate) mod headers;
pub(crate) mod path;
pub(crate) mod percent_encoding;
pub(crate) mod strange_json;
