//! Checking requests: JSON objects and forms whose content is known only at run time.
//!
//! A [`Checker`](checker::Checker) reads the fields, `evaluate_rules` applies the documented rules, and a
//! [`Report`](report::Report) lists every [`Violation`](violation::Violation).

pub(crate) mod checker;
mod evaluate_rules;
pub(crate) mod member;
pub(crate) mod nested_object;
pub(crate) mod report;
pub(crate) mod violation;
pub(crate) mod violation_kind;
