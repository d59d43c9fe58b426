//! The package that is generated: what its manifest says.

/// The manifest of the generated crate. Names and versions are valid; the rest is free text.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) keywords: Vec<String>,
    pub(crate) categories: Vec<String>,
    /// Hand-written targets, outside of the folder of the crate.
    pub(crate) tests: Vec<Target>,
    pub(crate) benches: Vec<Target>,
    pub(crate) examples: Vec<Target>,
    /// The dependencies of those, by their names in the workspace.
    pub(crate) dev_dependencies: Vec<String>,
}

/// A hand-written target.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    /// Relative to the folder of the crate.
    pub(crate) path: String,
    /// The features that it requires.
    pub(crate) features: Vec<String>,
}
