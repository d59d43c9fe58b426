//! Examples of the spec, checked against their schemas and rules.

pub(crate) mod request;
pub(crate) mod type_check;
