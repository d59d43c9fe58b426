//! Matchers for the `pattern` of a string, without a regular expression engine.

pub(crate) mod dfa;
pub mod fixed_length;
