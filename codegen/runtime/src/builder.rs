//! The states of a slot in the type of a builder.
//!
//! Compiler errors show these names: `Given` for a field that is set, `Cleared` for one that is cleared, `Missing` or
//! `NotChosen` for one that is neither.

pub mod boolean;

/// The field is not set.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

/// No value has been chosen yet. For fields on whose value other fields depend.
#[derive(Clone, Copy, Debug)]
pub struct NotChosen;

/// The field is set.
#[derive(Clone, Copy, Debug)]
pub struct Given;

/// The field is cleared. For fields of which rules tell that from a value.
#[derive(Clone, Copy, Debug)]
pub struct Cleared;
