//! Resources, which are spec files and become modules, and the Cargo features that enable groups of them.

use std::collections::BTreeSet;

/// The features that every generated crate has.
pub(crate) const FEATURES: &[&str] =
    &["default", "native-tls", "reqwest", "rustls", "testing", "tracing", "ureq", "webhook"];

/// The path of a module in the generated crate: `["v1", "flex_flow"]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Module(pub(crate) Vec<String>);

/// A spec file with operations or types.
#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) module: Module,
    /// Without a full stop; empty where the file has none.
    pub(crate) title: String,
    pub(crate) description: String,
    /// The feature that enables it; `None` where it is always enabled.
    pub(crate) feature: Option<String>,
}

/// A Cargo feature that enables a group of resources.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) name: String,
    /// Other features that it needs: it uses their types, or is inside of their modules.
    pub(crate) needs: BTreeSet<String>,
}
