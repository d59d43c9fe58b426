//! A solver for the rules of a request: finds a state of its fields that breaks none of them.
//!
//! It is a constraint solver of the usual kind. The variables are the fields, the domain of a field is its states, and the
//! constraints are the rules; see [`backtracking`].

mod backtracking;
mod effort;

use std::ops::Range;

use self::backtracking::{Backtracking, Constraint};
pub(crate) use self::effort::Effort;
use self::effort::Exhausted;
use crate::ir::{Rule, Space, Test};

/// The evaluations of a rule after which a single search is given up.
const MAX_EVALUATIONS: u32 = 20_000;

/// The states of all fields, by index.
pub(crate) type States = Vec<usize>;

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Search {
    Found(States),
    /// There is no such state.
    None,
    /// The effort was used up before there was a result.
    GivenUp,
}

impl Search {
    pub(crate) fn found(self) -> Option<States> {
        match self {
            Self::Found(states) => Some(states),
            Self::None | Self::GivenUp => None,
        }
    }
}

/// What a state has to satisfy in addition to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Nothing,
    /// The condition of this rule holds.
    Applies(usize),
    /// It breaks this rule.
    Breaks(usize),
}

/// Rules prepared for searches with different subsets of them.
pub(crate) struct Solver<'s> {
    space: &'s Space,
    rules: Vec<&'s Rule>,
    tests: &'s [Test],
    /// By rule, the fields that it reads.
    reads: Vec<Vec<usize>>,
}

impl<'s> Solver<'s> {
    pub(crate) fn new(space: &'s Space, rules: Vec<&'s Rule>, tests: &'s [Test]) -> Self {
        let reads = rules.iter().map(|rule| rule.fields(tests)).collect();
        Self { space, rules, tests, reads }
    }

    /// The first state that breaks none of the rules in `among`, and in which each `given` field has one of its given states.
    /// Fields that no rule reads are not set. With `full`, the values of a field are tried first, and "not set" last.
    pub(crate) fn search(
        &self,
        among: &[usize],
        given: &[(usize, Range<usize>)],
        wanted: Wanted,
        full: bool,
        effort: &Effort,
    ) -> Search {
        let order = self.order(among, given, wanted);
        let mut search = Backtracking::new(self.space, self.constraints(among, wanted), given, effort);
        let found = match search.propagate_given(&order) {
            Ok(true) => search.assign(&order, full, given),
            early => early,
        };
        match found {
            Ok(true) => Search::Found(search.states()),
            Ok(false) => Search::None,
            Err(Exhausted) => Search::GivenUp,
        }
    }

    /// The order in which fields are assigned. What is wanted comes first, because most of the rest follows from it.
    fn order(&self, among: &[usize], given: &[(usize, Range<usize>)], wanted: Wanted) -> Vec<usize> {
        let mut order: Vec<usize> = among.iter().flat_map(|rule| self.reads[*rule].clone()).collect();
        order.extend(given.iter().map(|(field, _)| *field));
        let first = match wanted {
            Wanted::Nothing => Vec::new(),
            Wanted::Applies(rule) => self.rules[rule].when.fields(self.tests),
            Wanted::Breaks(rule) => self.reads[rule].clone(),
        };
        order.extend(&first);
        order.sort_unstable();
        order.dedup();
        order.sort_by_key(|field| !first.contains(field));
        order
    }

    /// What has to hold, each with the fields that it reads.
    fn constraints(&self, among: &[usize], wanted: Wanted) -> Vec<(Constraint<'_>, &[usize])> {
        let reads = |rule: usize| self.reads[rule].as_slice();
        let kept = |rule: &usize| (Constraint::Kept(self.rules[*rule]), reads(*rule));
        let mut constraints: Vec<_> = among.iter().map(kept).collect();
        match wanted {
            Wanted::Nothing => {}
            Wanted::Applies(rule) => constraints.push((Constraint::Applied(self.rules[rule]), reads(rule))),
            Wanted::Breaks(rule) => constraints.push((Constraint::Broken(self.rules[rule]), reads(rule))),
        }
        constraints
    }
}

/// A state that breaks none of `rules`, with the states of some fields given. Fields that no rule reads are not set; with
/// `full`, the values of the others are tried before "not set".
pub(crate) fn search(
    space: &Space,
    rules: &[&Rule],
    tests: &[Test],
    given: &[(usize, usize)],
    full: bool,
) -> Search {
    let solver = Solver::new(space, rules.to_vec(), tests);
    let among: Vec<usize> = (0..rules.len()).collect();
    let given: Vec<_> = given.iter().map(|(field, state)| (*field, *state..*state + 1)).collect();
    solver.search(&among, &given, Wanted::Nothing, full, &Effort::new(MAX_EVALUATIONS))
}
