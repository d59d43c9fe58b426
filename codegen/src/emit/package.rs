//! The files of a package that do not belong to one request: manifest, `lib.rs`, modules, README, `rules.json`.

pub(crate) mod cargo_toml;
pub(crate) mod lib_rs;
pub(crate) mod module_files;
pub(crate) mod module_tree;
pub(crate) mod readme;
pub(crate) mod rules_json;
