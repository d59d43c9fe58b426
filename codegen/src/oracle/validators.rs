//! The two validators that are compared.

pub(crate) mod reference;
pub(crate) mod runtime;
