//! Checking a request against its description and its rules.

pub(crate) mod checker;
mod evaluate_rules;
pub(crate) mod member;
pub(crate) mod nested_object;
pub(crate) mod report;
pub(crate) mod violation;
pub(crate) mod violation_kind;
