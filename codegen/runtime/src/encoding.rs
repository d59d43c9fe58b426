//! How names and values are written into and read from HTTP.

pub(crate) mod form_decode;
pub(crate) mod form_encode;
pub(crate) mod headers;
pub(crate) mod path;
pub(crate) mod percent_encoding;
