//! The parts that messages of several modules share.

pub(crate) mod did_you_mean;
pub(crate) mod sanitized;
