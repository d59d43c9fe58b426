//! The workspace that the commands work on: its folders, its files, and Cargo.

pub(crate) mod cargo;
pub(crate) mod display_path;
pub(crate) mod layout;
pub(crate) mod read_dir;
pub(crate) mod read_generated;
pub(crate) mod read_spec;
pub(crate) mod root;
