//! The sentences and names of rules.

pub(crate) mod rule_name;
pub(crate) mod sentence;
