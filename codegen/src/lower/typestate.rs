//! Which bounds a builder needs so that the compiler enforces the rules, and on which of its methods.

mod error_label;
pub(crate) mod setter_bounds;
pub(crate) mod slots;
mod state_view;
