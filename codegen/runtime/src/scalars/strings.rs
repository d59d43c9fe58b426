//! Types whose JSON form is a string.

pub(crate) mod clearable;
pub(crate) mod constrained;
pub(crate) mod conversions;
pub(crate) mod sid;
pub(crate) mod unconstrained;
pub(crate) mod uri;
pub(crate) mod wire;
