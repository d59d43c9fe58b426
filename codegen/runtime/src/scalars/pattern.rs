//! Matchers for the `pattern` of a string.

pub(crate) mod dfa;
pub mod fixed_length;
