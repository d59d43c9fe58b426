//! Analyses the rules of an object together: contradictions, redundancy, and which values they distinguish.

pub(crate) mod contradiction;
pub(crate) mod redundancy;
pub(crate) mod value_partition;

use super::rules::draft::ObjectDraft;
use crate::ir::{Rule, Space, Test};
use crate::solver::{Effort, Solver};
use crate::source::Span;

/// How often a rule may be evaluated in all searches about the rules of one object.
const MAX_EFFORT: u32 = 500_000;

/// The rules of an object, ready for searches among them.
pub(crate) struct RuleSystem<'s> {
    pub(crate) object: &'s ObjectDraft<'s>,
    pub(crate) rules: &'s [Rule],
    pub(crate) tests: &'s [Test],
    /// The span of each rule.
    pub(crate) spans: &'s [Span],
    pub(crate) space: &'s Space,
    pub(crate) solver: Solver<'s>,
    /// What is left of the effort.
    pub(crate) effort: Effort,
}

impl<'s> RuleSystem<'s> {
    pub(crate) fn new(
        object: &'s ObjectDraft<'s>,
        rules: &'s [Rule],
        tests: &'s [Test],
        spans: &'s [Span],
        space: &'s Space,
    ) -> Self {
        let solver = Solver::new(space, rules.iter().collect(), tests);
        Self { object, rules, tests, spans, space, solver, effort: Effort::new(MAX_EFFORT) }
    }

    /// The rules for which `wanted` holds.
    pub(crate) fn which(&self, wanted: impl Fn(&Rule) -> bool) -> Vec<usize> {
        (0..self.rules.len()).filter(|at| wanted(&self.rules[*at])).collect()
    }
}

/// A minimal set of rules that conflict: none of them can be left out. Earlier rules are left out first.
pub(crate) fn minimal_conflict(among: &[usize], possible: &dyn Fn(&[usize]) -> bool) -> Vec<usize> {
    let (mut conflict, mut rest) = (Vec::new(), among);
    // Those kept so far conflict with the rest. A binary search finds how many of the rest can be left out.
    while possible(&conflict) && !rest.is_empty() {
        let (mut needless, mut needed) = (0, rest.len());
        while needed - needless > 1 {
            let middle = needless + (needed - needless) / 2;
            if possible(&[conflict.as_slice(), &rest[middle..]].concat()) {
                needed = middle;
            } else {
                needless = middle;
            }
        }
        conflict.push(rest[needless]);
        rest = &rest[needless + 1..];
    }
    conflict
}
