//! Resources, which are spec files with a module, and the groups of them that can be turned off.

use std::collections::BTreeSet;

/// Features that every crate has, whatever it describes.
pub(crate) const FEATURES: &[&str] =
    &["default", "native-tls", "reqwest", "rustls", "testing", "tracing", "ureq", "webhook"];

/// A module of the generated crate, as the names that lead to it: `["v1", "flex_flow"]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Module(pub(crate) Vec<String>);

/// A spec file that something was made of.
#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) module: Module,
    /// What it is called, without a full stop; empty where the file does not say.
    pub(crate) title: String,
    pub(crate) description: String,
    /// The feature that turns it on; none for what is always there.
    pub(crate) feature: Option<String>,
}

/// A group of resources that can be turned off.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) name: String,
    /// Other groups, whose types it uses or inside whose modules it stands.
    pub(crate) needs: BTreeSet<String>,
}
