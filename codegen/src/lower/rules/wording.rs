//! The sentences and names of rules.

pub(crate) mod format;
pub(crate) mod predicate;
pub(crate) mod rule_name;
pub(crate) mod sentence;
