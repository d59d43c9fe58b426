//! What messages are made of.

pub(crate) mod did_you_mean;
pub(crate) mod sanitized;
