//! Rules held against each other: contradictions, redundancy, and the values that matter to them.

pub(crate) mod contradiction;
pub(crate) mod evaluate;
pub(crate) mod redundancy;
pub(crate) mod value_partition;
