//! Where in a chain of setters the compiler can enforce a rule.

pub(crate) mod error_label;
pub(crate) mod setter_bounds;
