//! Generators of random rule sets and random requests.

pub(crate) mod condition;
pub(crate) mod instance;
pub(crate) mod random;
pub(crate) mod rule_set;
