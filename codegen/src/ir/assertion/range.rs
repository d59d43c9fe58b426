//! `minimum` and `maximum`

use serde_json::{Map, Value};

use super::instance::Instance;
use super::interval::Interval;
use super::keyword::{AssertionKeyword, Boundaries, Constant, Predicate, Verb};

/// The bounds of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range(Interval<i64>);

impl Range {
    pub(super) fn minimum(value: i64) -> Self {
        Self(Interval::from(value))
    }

    pub(super) fn maximum(value: i64) -> Self {
        Self(Interval::up_to(value))
    }

    pub(super) fn and(&self, other: &Self) -> Option<Self> {
        self.0.and(other.0).map(Self)
    }
}

impl AssertionKeyword for Range {
    fn holds_for(&self, instance: Instance<'_>) -> bool {
        self.0.contains(|bound| instance.compare(bound))
    }

    fn add_boundaries<'k>(&'k self, boundaries: &mut Boundaries<'k>) {
        boundaries.integers.extend(self.0.bounds());
    }

    fn predicate(&self) -> Predicate {
        Predicate { verb: Verb::Be, complement: self.0.words() }
    }

    fn schema(&self) -> Map<String, Value> {
        self.0.schema("minimum", "maximum")
    }

    fn constant(&self) -> Constant<'_> {
        self.0.constant("Range")
    }
}
