//! What a slot of a builder's type-level state can hold.
//!
//! These words stand in the compiler's messages: `Given` where a field is set, `Missing` or `NotChosen` where it is not.

pub mod boolean;

/// The field is not set.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

/// No value has been chosen yet, for a field that decides about others.
#[derive(Clone, Copy, Debug)]
pub struct NotChosen;

/// The field is set.
#[derive(Clone, Copy, Debug)]
pub struct Given;
