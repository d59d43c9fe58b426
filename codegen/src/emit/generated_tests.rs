//! The tests of a generated crate.

pub(crate) mod examples;
pub(crate) mod ui;
