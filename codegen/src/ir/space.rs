//! The states that a request can be in, as far as rules tell them apart, and the search for one that they allow.
//!
//! State 0 of a field is "not set". A field whose values a builder knows has one more state for each of them, any other
//! field one for each combination of the tests on its value.

use super::{Effect, Formula, Rule, Test};

/// Fields with more tests on their free values than this do not exist; the number of states doubles with each.
pub(crate) const MOST_FREE_TESTS: usize = 6;

/// Steps after which a search is given up.
const PATIENCE: usize = 200_000;

/// States of all fields, by index.
pub(crate) type States = Vec<usize>;

/// The fields of a request with their states.
#[derive(Clone, Debug, Default)]
pub(crate) struct Space {
    /// How many states each field has.
    sizes: Vec<usize>,
    /// For each test: its field, and in which states it holds.
    tests: Vec<(usize, Vec<bool>)>,
}

impl Space {
    /// The space of so many fields; `values` says of how many values a field takes one, where a builder knows which.
    pub(crate) fn new(fields: usize, tests: &[Test], values: impl Fn(usize) -> Option<usize>) -> Self {
        let free = |field| tests.iter().filter(move |test| test.field == field && test.values.is_none());
        let size = |field| 1 + values(field).unwrap_or_else(|| 1 << free(field).count());
        let sizes: Vec<usize> = (0..fields).map(size).collect();
        let mut seen = vec![0; fields];
        let held = tests.iter().map(|test| {
            let mut holds = vec![false; sizes[test.field]];
            match &test.values {
                Some(values) => {
                    holds.iter_mut().skip(1).zip(values).for_each(|(holds, value)| *holds = *value);
                }
                None => {
                    let bit = 1 << seen[test.field];
                    seen[test.field] += 1;
                    holds.iter_mut().enumerate().skip(1).for_each(|(state, holds)| {
                        *holds = (state - 1) & bit != 0;
                    });
                }
            }
            (test.field, holds)
        });
        let tests = held.collect();
        Self { sizes, tests }
    }

    pub(crate) fn size(&self, field: usize) -> usize {
        self.sizes[field]
    }

    /// The state of a field that is set and passes just these tests. Where a builder knows the values, the first of them.
    pub(crate) fn state_of(&self, field: usize, passes: impl Fn(usize) -> bool) -> usize {
        let of_field = || self.tests.iter().enumerate().filter(|(_, (of, _))| *of == field);
        let fits = |state: &usize| of_field().all(|(test, (_, holds))| holds[*state] == passes(test));
        (1..self.sizes[field]).find(fits).unwrap_or(1)
    }

    /// Whether a condition holds; `state` tells the state of a field.
    pub(crate) fn holds(&self, formula: &Formula, state: &dyn Fn(usize) -> usize) -> bool {
        match formula {
            Formula::Present(field) => state(*field) != 0,
            Formula::Holds(test) => self.test(*test, state),
            Formula::Not(inner) => !self.holds(inner, state),
            Formula::All(parts) => parts.iter().all(|part| self.holds(part, state)),
            Formula::Any(parts) => parts.iter().any(|part| self.holds(part, state)),
        }
    }

    fn test(&self, test: usize, state: &dyn Fn(usize) -> usize) -> bool {
        let (field, holds) = &self.tests[test];
        holds[state(*field)]
    }

    /// Whether a request in this state breaks a rule.
    pub(crate) fn breaks(&self, rule: &Rule, state: &dyn Fn(usize) -> usize) -> bool {
        let broken = match &rule.effect {
            Effect::Required(field) => state(*field) == 0,
            Effect::Forbidden(field) => state(*field) != 0,
            Effect::Narrowed(test) => state(self.tests[*test].0) != 0 && !self.test(*test, state),
            Effect::Groups { groups, least, most } => {
                let set = groups.iter().filter(|group| group.iter().all(|field| state(*field) != 0));
                !(*least..=*most).contains(&set.count())
            }
        };
        broken && self.holds(&rule.when, state)
    }

    /// A state that breaks none of `rules`, with some states given. Fields that no rule reads keep the first state that
    /// is tried: "not set", or with `full` the first value.
    pub(crate) fn search(
        &self,
        rules: &[&Rule],
        tests: &[Test],
        given: &[(usize, usize)],
        full: bool,
    ) -> Search {
        let reads: Vec<Vec<usize>> = rules.iter().map(|rule| rule.fields(tests)).collect();
        let mut order: Vec<usize> = reads.concat();
        order.extend(given.iter().map(|(field, _)| *field));
        order.sort_unstable();
        order.dedup();
        // A rule can be judged as soon as the last of its fields has a state.
        let last = |reads: &Vec<usize>| order.iter().rposition(|field| reads.contains(field));
        let due: Vec<Option<usize>> = reads.iter().map(last).collect();
        let mut states = vec![0; self.sizes.len()];
        let mut task = Task { space: self, rules, given, full, order: &order, due: &due, steps: 0 };
        if rules.iter().zip(&due).any(|(rule, due)| due.is_none() && self.breaks(rule, &|_| 0)) {
            return Search::None;
        }
        match task.from(0, &mut states) {
            true => Search::Found(states),
            false if task.steps > PATIENCE => Search::GivenUp,
            false => Search::None,
        }
    }
}

/// What a search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Search {
    Found(States),
    /// There is no such state.
    None,
    /// There are too many states to say.
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

struct Task<'t> {
    space: &'t Space,
    rules: &'t [&'t Rule],
    given: &'t [(usize, usize)],
    full: bool,
    /// The fields in the order in which they get a state.
    order: &'t [usize],
    /// For each rule, after which of them it can be judged.
    due: &'t [Option<usize>],
    steps: usize,
}

impl Task<'_> {
    fn from(&mut self, at: usize, states: &mut States) -> bool {
        let Some(field) = self.order.get(at).copied() else { return true };
        let given = self.given.iter().find(|(known, _)| *known == field);
        let size = self.space.size(field);
        let choices = match given {
            Some((_, state)) => *state..*state + 1,
            None => 0..size,
        };
        for choice in choices {
            self.steps += 1;
            if self.steps > PATIENCE {
                return false;
            }
            // With `full`, the values come first and "not set" last.
            states[field] = if self.full && given.is_none() { (choice + 1) % size } else { choice };
            let state = |field: usize| states[field];
            let mut due = self.rules.iter().zip(self.due).filter(|(_, due)| **due == Some(at));
            if due.all(|(rule, _)| !self.space.breaks(rule, &state)) && self.from(at + 1, states) {
                return true;
            }
        }
        states[field] = 0;
        false
    }
}
