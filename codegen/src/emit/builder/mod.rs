//! The typestate builder of a request object, one file for each part that a user of it sees.

pub(crate) mod build_and_send;
pub(crate) mod markers;
pub(crate) mod rule_traits;
pub(crate) mod setters;
pub(crate) mod state;
pub(crate) mod target;
