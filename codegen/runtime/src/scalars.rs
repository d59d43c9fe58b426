//! The types of single values, and the macros that complete the generated ones.

pub(crate) mod bounded_integer;
pub(crate) mod decimal;
pub(crate) mod enumeration;
pub(crate) mod integer;
pub(crate) mod integer_or_digits;
pub(crate) mod literals;
pub(crate) mod nullable;
pub(crate) mod number;
pub(crate) mod object_or_text;
pub(crate) mod pattern;
pub(crate) mod strings;
#[cfg(test)]
pub(crate) mod test_fixtures;
