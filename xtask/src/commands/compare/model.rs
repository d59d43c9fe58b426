//! What is compared, as plain data: either side's document comes in through `operation`, facts by operation and place go out.

use std::collections::{BTreeMap, BTreeSet};

/// Whose document it is, which decides what its keywords mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// OpenAPI 3.0; a keyword that is not known here becomes a fact, so that it is seen when it comes up.
    Theirs,
    /// The dialect of this project, where the generator has refused whatever it does not know.
    Ours,
}

/// Every operation of a side.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) operations: BTreeMap<Name, Operation>,
    /// Schemas under `components`, and those of them that no operation leads to.
    pub(crate) components: usize,
    pub(crate) unreachable: usize,
}

/// An operation by its path and its method, in the order in which they are listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    pub(crate) path: String,
    pub(crate) method: String,
}

/// Everything that is said about an operation, by where it stands: `operation`, `query.PageSize`, `body.Name`,
/// `response.items[].sid`.
pub(crate) type Operation = BTreeMap<String, Item>;

/// One thing that has properties of its own.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) kind: Kind,
    /// The place of what this one is a member of.
    pub(crate) parent: Option<String>,
    /// Aspects such as `type` and `pattern` by their name.
    pub(crate) facts: Facts,
}

pub(crate) type Facts = BTreeMap<String, String>;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Operation,
    Parameter,
    Field,
    Property,
    /// A body or an answer as a whole, and the items of an array: parts of what is counted.
    Part,
}

impl Name {
    /// `v1` of `/v1/FlexFlows`.
    pub(crate) fn version(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl Model {
    /// The versions that there are operations of.
    pub(crate) fn versions(&self) -> BTreeSet<String> {
        self.operations.keys().map(|name| name.version().to_owned()).collect()
    }

    /// Removes the operations of these versions; how many there were is the answer.
    pub(crate) fn leave_out(&mut self, versions: &BTreeSet<String>) -> usize {
        let before = self.operations.len();
        self.operations.retain(|name, _| !versions.contains(name.version()));
        before - self.operations.len()
    }
}
