//! What is compared: the operations of a side as plain data.

use std::collections::{BTreeMap, BTreeSet};

/// Whose document it is, which decides what its keywords mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// OpenAPI 3.0. A keyword that is not known here becomes a fact, so that it is noticed when Twilio begins to use it.
    Theirs,
    /// The dialect of this project, in which the generator refuses unknown keywords.
    Ours,
}

/// Every operation of a side.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) operations: BTreeMap<OperationName, Operation>,
    /// Schemas under `components`, and those of them that no operation leads to.
    pub(crate) components: usize,
    pub(crate) unreachable: usize,
}

/// An operation by its path and its method, in the order in which they are listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OperationName {
    pub(crate) path: String,
    pub(crate) method: String,
}

/// Everything that is said about an operation, by where it stands: `operation`, `query.PageSize`, `body.Name`,
/// `response.items[].sid`.
pub(crate) type Operation = BTreeMap<String, Item>;

/// One thing that is compared: an operation, a parameter, a field.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    /// The place of what this one is a member of.
    pub(crate) parent: Option<String>,
    /// Aspects such as `type` and `pattern` by their name.
    pub(crate) facts: Facts,
}

pub(crate) type Facts = BTreeMap<String, String>;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ItemKind {
    Operation,
    Parameter,
    Field,
    Property,
    /// A request body or a response as a whole, and the items of an array. Not counted.
    Part,
}

impl OperationName {
    /// `v1` of `/v1/FlexFlows`.
    pub(crate) fn version(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }
}

impl std::fmt::Display for OperationName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl Model {
    /// The versions that there are operations of.
    pub(crate) fn versions(&self) -> BTreeSet<String> {
        self.operations.keys().map(|name| name.version().to_owned()).collect()
    }

    /// Removes the operations of these versions. Returns how many there were.
    pub(crate) fn leave_out(&mut self, versions: &BTreeSet<String>) -> usize {
        let before = self.operations.len();
        self.operations.retain(|name, _| !versions.contains(name.version()));
        before - self.operations.len()
    }
}
