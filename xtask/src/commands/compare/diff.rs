//! The differences between two models.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::cli::escape::escape;
use crate::commands::compare::model::{Item, ItemKind, Model, Operation, OperationName};

/// One aspect of one thing that the two sides describe differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) operation: OperationName,
    pub(crate) place: String,
    pub(crate) aspect: String,
    pub(crate) theirs: Option<String>,
    pub(crate) ours: Option<String>,
}

/// The result of comparing two models.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub(crate) differences: Vec<Difference>,
    pub(crate) counts: Counts,
}

/// How much was compared, and how much of it is equal.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) all: BTreeMap<ItemKind, usize>,
    pub(crate) equal: usize,
}

/// The aspect of being there at all.
const PRESENCE: &str = "presence";

impl fmt::Display for Difference {
    /// A line as `differences.yaml` has it. The same difference is always the same line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        let Self { operation, place, aspect, theirs, ours } = self;
        let line = format!("{operation} {place} {aspect}: {} -> {}", side(theirs), side(ours));
        f.write_str(&escape(&line))
    }
}

impl Comparison {
    /// Compares all operations.
    pub(crate) fn of(theirs: &Model, ours: &Model) -> Self {
        let mut comparison = Self::default();
        let nothing = Operation::new();
        for (name, operation) in &theirs.operations {
            comparison.operation(name, operation, ours.operations.get(name).unwrap_or(&nothing));
        }
        for (name, operation) in &ours.operations {
            if !theirs.operations.contains_key(name) {
                comparison.operation(name, &nothing, operation);
            }
        }
        comparison
            .differences
            .sort_by(|a, b| (&a.operation, &a.place, &a.aspect).cmp(&(&b.operation, &b.place, &b.aspect)));
        comparison
    }

    fn operation(&mut self, name: &OperationName, theirs: &Operation, ours: &Operation) {
        let known = theirs.is_empty() == ours.is_empty();
        for (place, item) in theirs {
            if known || item.kind == ItemKind::Operation {
                self.item(name, place, (Some(item), ours.get(place)), (theirs, ours));
            }
        }
        for (place, item) in ours {
            if !theirs.contains_key(place) && (known || item.kind == ItemKind::Operation) {
                self.item(name, place, (None, Some(item)), (ours, theirs));
            }
        }
    }

    /// Compares what is at `place`. The first of `operations` has it; the other one may not.
    fn item(
        &mut self,
        name: &OperationName,
        place: &str,
        sides: (Option<&Item>, Option<&Item>),
        operations: (&Operation, &Operation),
    ) {
        let before = self.differences.len();
        let mut differ = |aspect: &str, theirs: Option<&String>, ours: Option<&String>| {
            let (operation, place) = (name.clone(), place.to_owned());
            let (theirs, ours) = (theirs.cloned(), ours.cloned());
            self.differences.push(Difference { operation, place, aspect: aspect.to_owned(), theirs, ours });
        };
        let there = &"there".to_owned();
        let kind = match sides {
            (Some(theirs), Some(ours)) => {
                let aspects: BTreeSet<_> = theirs.facts.keys().chain(ours.facts.keys()).collect();
                for aspect in aspects {
                    let (theirs, ours) = (theirs.facts.get(aspect), ours.facts.get(aspect));
                    let silent = aspect == "nullable" && (theirs.is_none() || ours.is_none());
                    if theirs != ours && !silent {
                        differ(aspect, theirs, ours);
                    }
                }
                theirs.kind
            }
            (Some(item), None) | (None, Some(item)) => {
                if is_part_of_a_difference(item, operations) {
                    return;
                }
                let theirs = sides.0.map(|_| there);
                differ(PRESENCE, theirs, sides.1.map(|_| there));
                item.kind
            }
            (None, None) => return,
        };
        *self.counts.all.entry(kind).or_default() += 1;
        if kind != ItemKind::Part && self.differences.len() == before {
            self.counts.equal += 1;
        }
    }
}

/// Whether the other side lacks what this is a member of, or has another type there, such as any. That is one difference
/// already; the members are not further ones.
fn is_part_of_a_difference(item: &Item, (with, without): (&Operation, &Operation)) -> bool {
    let Some(parent) = &item.parent else { return false };
    let of_type = |operation: &Operation| operation.get(parent)?.facts.get("type").cloned();
    of_type(with) != of_type(without)
}
