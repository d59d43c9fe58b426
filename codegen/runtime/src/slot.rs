//! What a slot of a builder's type-level state can hold.
//!
//! Both words stand in the compiler's messages: `Given` where a field is set, `Missing` where it is not.

/// The field is not set.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

/// The field is set.
#[derive(Clone, Copy, Debug)]
pub struct Given;
