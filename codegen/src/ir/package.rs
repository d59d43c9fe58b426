//! The package that is generated: what its manifest says.

/// The manifest of the generated crate. Names and versions are valid; the rest is free text.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) keywords: Vec<String>,
    pub(crate) categories: Vec<String>,
    pub(crate) targets: Option<Targets>,
}

/// Hand-written targets, which are a package of their own. Each has a name, and a path relative to the folder of that package.
#[derive(Debug)]
pub(crate) struct Targets {
    pub(crate) tests: Vec<(String, String)>,
    pub(crate) benches: Vec<(String, String)>,
    pub(crate) examples: Vec<(String, String)>,
    /// Features of the crate that they require, in addition to the default ones.
    pub(crate) features: Vec<String>,
    /// Names of dependencies of the workspace.
    pub(crate) dev_dependencies: Vec<String>,
}
