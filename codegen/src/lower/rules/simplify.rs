//! Requirements of one kind that hang on the same single field become one requirement, with one sentence.

use super::assertion::BOOLEANS;
use super::condition::holds;
use super::requirement::{Draft, Requirement};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Assertion, Effect, Field, Formula, Literal, Test};

/// For which states of one field something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Values {
    pub(crate) field: usize,
    pub(crate) absent: bool,
    /// One for each value that a builder can know; none for a field of which only presence matters.
    pub(crate) chosen: Vec<bool>,
    /// Where the field is set to something that is none of those values.
    pub(crate) outside: bool,
}

impl Values {
    /// The states of `field` in which `formula` holds, when it asks about that field only, and about known values.
    pub(crate) fn of(formula: &Formula, tests: &[Test]) -> Option<Self> {
        let [field] = formula.fields(tests)[..] else { return None };
        let mut count = Some(0);
        formula.visit(tests, &mut |_, test| {
            if let Some(test) = test {
                count = count.and(tests[test].values.as_ref().map(Vec::len));
            }
        });
        let value = |value| evaluate(formula, tests, &BoundSite::Value(value));
        Some(Self {
            field,
            absent: evaluate(formula, tests, &BoundSite::Absent),
            chosen: (0..count?).map(value).collect(),
            outside: evaluate(formula, tests, &BoundSite::Outside),
        })
    }

    /// Whether there is no such state, so that no formula could be read as a sentence.
    pub(crate) fn is_empty(&self) -> bool {
        !self.absent && !self.outside && !self.chosen.contains(&true)
    }

    /// Both, in one: states that either names.
    fn union(mut self, other: &Self) -> Self {
        // Where one of the two asks about presence only, all of the other's values behave alike for it.
        let len = self.chosen.len().max(other.chosen.len());
        let spread = |values: &Self| {
            if values.chosen.is_empty() { vec![values.outside; len] } else { values.chosen.clone() }
        };
        let pairs: Vec<_> = spread(&self).into_iter().zip(spread(other)).map(|(a, b)| a || b).collect();
        self.chosen = pairs;
        self.absent |= other.absent;
        self.outside |= other.outside;
        self
    }

    /// The shortest formula for these states.
    pub(crate) fn formula(&self, words: &[Literal], tests: &mut Vec<Test>) -> Formula {
        let one_of = |wanted: bool, tests: &mut Vec<Test>| {
            let values: Vec<bool> = self.chosen.iter().map(|chosen| *chosen == wanted).collect();
            let literals = words.iter().zip(&values).filter(|(_, value)| **value);
            let assertion = Assertion::OneOf(literals.map(|(word, _)| word.clone()).collect());
            holds(Test { field: self.field, path: Vec::new(), assertion, values: Some(values) }, tests)
        };
        let present = Formula::Present(self.field);
        let (none, all) = (!self.chosen.contains(&true), !self.chosen.contains(&false));
        match (self.absent, self.outside) {
            (false, true) if all => present,
            (false, true) => present.and(one_of(false, tests).negated()),
            (false, false) => one_of(true, tests),
            (true, true) if all => Formula::always(),
            (true, true) => one_of(false, tests).negated(),
            (true, false) if none => present.negated(),
            (true, false) => Formula::Any(vec![present.negated(), one_of(true, tests)]),
        }
    }
}

enum BoundSite {
    Absent,
    Value(usize),
    Outside,
}

fn evaluate(formula: &Formula, tests: &[Test], at: &BoundSite) -> bool {
    match formula {
        Formula::Present(_) => !matches!(at, BoundSite::Absent),
        Formula::Holds(test) => match at {
            BoundSite::Absent => false,
            BoundSite::Value(value) => {
                tests[*test].values.as_ref().is_some_and(|values| values.get(*value) == Some(&true))
            }
            BoundSite::Outside => admits_others(&tests[*test].assertion),
        },
        Formula::Not(inner) => !evaluate(inner, tests, at),
        Formula::All(parts) => parts.iter().all(|part| evaluate(part, tests, at)),
        Formula::Any(parts) => parts.iter().any(|part| evaluate(part, tests, at)),
    }
}

/// Whether an assertion about an enum holds for a value that is none of the enum.
fn admits_others(assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Not(inner) => !admits_others(inner),
        Assertion::All(all) => all.iter().all(admits_others),
        _ => false,
    }
}

impl crate::lower::Lower<'_, '_> {
    /// Merges what can be merged, and writes the conditions in their shortest form.
    pub(crate) fn merge(&mut self, draft: &mut Draft<'_>) {
        let mut merged: Vec<(Requirement, Option<Values>)> = Vec::new();
        for requirement in std::mem::take(&mut draft.found) {
            let values = Values::of(&requirement.when, &draft.tests);
            let same = merged.iter_mut().find(|(known, of)| {
                let field = |values: &Option<Values>| values.as_ref().map(|values| values.field);
                known.effect == requirement.effect
                    && known.strength == requirement.strength
                    && !matches!(known.effect, Effect::Groups { .. })
                    && of.is_some()
                    && field(of) == field(&values)
            });
            match (same, values) {
                (Some((known, Some(of))), Some(values)) => {
                    let both = of.clone().union(&values);
                    if both == *of && self.sink.errors() == 0 {
                        let message = "this rule says nothing new";
                        let diagnostic = Diagnostic::new(Code::Redundant, requirement.span, message);
                        let diagnostic = diagnostic.also(known.span, "another rule says so already");
                        self.sink.push(diagnostic.help("remove it, or correct its condition"));
                    }
                    *of = both;
                    known.basis = join(known.basis.take(), requirement.basis);
                    known.reason = join(known.reason.take(), requirement.reason);
                }
                (_, values) => merged.push((requirement, values)),
            }
        }
        for (mut requirement, values) in merged {
            if let Some(values) = values.filter(|values| !values.is_empty()) {
                let words = self.words(&draft.fields[values.field]);
                requirement.when = values.formula(&words, &mut draft.tests);
            }
            draft.found.push(requirement);
        }
    }

    fn words(&self, field: &Field) -> Vec<Literal> {
        self.values_of(field).unwrap_or_else(|| BOOLEANS.map(|(_, value)| Literal::Boolean(value)).to_vec())
    }
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Some(format!("{first}; {second}")),
        (first, second) => first.or(second),
    }
}
