//! The package: its metadata and its Cargo features.

pub(crate) mod cargo_features;
pub(crate) mod metadata;
