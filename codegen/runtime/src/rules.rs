//! The documented rules of a request, as data, and the facts about a request that they look at.

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
