//! The package that is generated: what its manifest says.

/// The head of the generated manifest. Names and versions are checked; the rest is free text.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) keywords: Vec<String>,
    pub(crate) categories: Vec<String>,
    /// Hand-written targets that stand elsewhere.
    pub(crate) tests: Vec<Target>,
    pub(crate) benches: Vec<Target>,
    pub(crate) examples: Vec<Target>,
    /// What those need, by the name that the workspace gives it.
    pub(crate) dev_dependencies: Vec<String>,
}

/// A hand-written target.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    /// From the crate's folder.
    pub(crate) path: String,
    /// Features without which it is not built.
    pub(crate) features: Vec<String>,
}
