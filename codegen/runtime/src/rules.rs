//! The documented rules of a request as constant data, and the facts about a request that they depend on.
//!
//! A [`RuleSet`](rule_set::RuleSet) holds [`Rule`](rule::Rule)s, each with a condition, and the tests that those conditions
//! refer to. [`Facts`](facts::Facts) record which fields a request has and which tests hold. `validation` evaluates the rules
//! and words what is wrong.

pub(crate) mod assertion;
pub(crate) mod condition;
pub(crate) mod fact_bits;
pub(crate) mod facts;
pub(crate) mod field;
pub(crate) mod field_value;
pub(crate) mod rule;
pub(crate) mod rule_masks;
pub(crate) mod rule_set;
pub(crate) mod test_index;
