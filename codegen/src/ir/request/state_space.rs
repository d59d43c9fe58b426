//! The states of a request that its rules distinguish.
//!
//! State 0 of a field is "not set". A field whose values a builder tells apart has one more state for each value. Any other field
//! has one for each combination of test results that some value has.

use super::rule::{Effect, Formula, Rule, Test};

/// The maximum number of tests on the free values of a field: each doubles the number of states.
pub(crate) const MAX_FREE_TESTS: usize = 6;

/// The fields of a request with their states.
#[derive(Clone, Debug, Default)]
pub(crate) struct Space {
    /// The number of states of each field.
    sizes: Vec<usize>,
    /// For each test, its field and whether it holds in each state.
    tests: Vec<(usize, Vec<bool>)>,
}

impl Space {
    /// The space of `fields` fields. `values` gives the number of values that a builder tells apart; `outcomes` gives, for any
    /// other field, the combinations of test results that are possible, with a bit for each test.
    pub(crate) fn new(
        fields: usize,
        tests: &[Test],
        values: impl Fn(usize) -> Option<usize>,
        outcomes: impl Fn(usize, &[&Test]) -> Vec<usize>,
    ) -> Self {
        let free = |field| tests.iter().filter(move |test| test.field == field && test.values.is_none());
        let outcomes = |field| {
            let free: Vec<&Test> = free(field).collect();
            match outcomes(field, &free) {
                unknown if unknown.is_empty() => (0..1 << free.len()).collect(),
                known => known,
            }
        };
        let passed =
            (0..fields).map(|field| if values(field).is_some() { Vec::new() } else { outcomes(field) });
        let passed: Vec<Vec<usize>> = passed.collect();
        let sizes: Vec<usize> =
            (0..fields).map(|field| 1 + values(field).unwrap_or(passed[field].len())).collect();
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
                    let passed = &passed[test.field];
                    holds
                        .iter_mut()
                        .skip(1)
                        .zip(passed)
                        .for_each(|(holds, passed)| *holds = passed & bit != 0);
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

    /// The state of a field that is set and passes exactly these tests; the first one where values are told apart.
    pub(crate) fn state_of(&self, field: usize, passes: impl Fn(usize) -> bool) -> usize {
        let of_field = || self.tests.iter().enumerate().filter(|(_, (of, _))| *of == field);
        let fits = |state: &usize| of_field().all(|(test, (_, holds))| holds[*state] == passes(test));
        (1..self.sizes[field]).find(fits).unwrap_or(1)
    }

    /// Whether a condition holds; `state` gives the state of a field.
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

    /// The number of fields.
    pub(crate) fn fields(&self) -> usize {
        self.sizes.len()
    }
}
