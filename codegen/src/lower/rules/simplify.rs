//! Merges requirements of one kind that depend on the same single field into one, so that it has one sentence.

use super::condition::holds;
use super::draft::{Requirement, RuleDraft};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::ir::{Assertion, Effect, Field, Formula, Literal, Test};
use crate::lower::schemas::types::{BOOLEANS, KnownValue, Types};

/// For which states of one field something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ValueSet {
    pub(crate) field: usize,
    pub(crate) absent: bool,
    /// One for each value that a builder can know; none for a field of which only presence matters.
    pub(crate) chosen: Vec<bool>,
    /// Where the field is set to something that is none of those values.
    pub(crate) outside: bool,
}

impl ValueSet {
    /// The states of `field` in which `formula` holds, when it asks about that field only, and about known values.
    pub(crate) fn of(formula: &Formula, tests: &[Test]) -> Option<Self> {
        let [field] = formula.fields(tests)[..] else { return None };
        let mut count = Some(0);
        formula.visit(tests, &mut |_, test| {
            if let Some(test) = test {
                count = count.and(tests[test].values.as_ref().map(Vec::len));
            }
        });
        let value = |value| evaluate(formula, tests, &State::Value(value));
        Some(Self {
            field,
            absent: evaluate(formula, tests, &State::Absent),
            chosen: (0..count?).map(value).collect(),
            outside: evaluate(formula, tests, &State::Outside),
        })
    }

    /// Whether there is no such state, for which there is no sentence.
    pub(crate) fn is_empty(&self) -> bool {
        !self.absent && !self.outside && !self.chosen.contains(&true)
    }

    /// The states that are in either.
    fn union(mut self, other: &Self) -> Self {
        // If one of the two only depends on presence, it does not distinguish the values of the other.
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
    pub(crate) fn formula(&self, known: &[KnownValue], tests: &mut Vec<Test>) -> Formula {
        let one_of = |wanted: bool, tests: &mut Vec<Test>| {
            let values: Vec<bool> = self.chosen.iter().map(|chosen| *chosen == wanted).collect();
            // A value that is no literal is outside of all literals, and so in the formula without being named.
            let literals = known.iter().zip(&values).filter(|(_, value)| **value);
            let assertion =
                Assertion::OneOf(literals.filter_map(|(word, _)| word.literal().cloned()).collect());
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

/// The state of the field.
enum State {
    Absent,
    Value(usize),
    Outside,
}

fn evaluate(formula: &Formula, tests: &[Test], state: &State) -> bool {
    match formula {
        Formula::Present(_) => !matches!(state, State::Absent),
        Formula::Holds(test) => match state {
            State::Absent => false,
            State::Value(value) => {
                tests[*test].values.as_ref().is_some_and(|values| values.get(*value) == Some(&true))
            }
            State::Outside => holds_outside(&tests[*test].assertion),
        },
        Formula::Not(inner) => !evaluate(inner, tests, state),
        Formula::All(parts) => parts.iter().all(|part| evaluate(part, tests, state)),
        Formula::Any(parts) => parts.iter().any(|part| evaluate(part, tests, state)),
    }
}

/// Whether an assertion about an enum holds for a value that is none of the enum.
fn holds_outside(assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Not(inner) => !holds_outside(inner),
        Assertion::All(all) => all.iter().all(holds_outside),
        _ => false,
    }
}

/// Merges what can be merged, and writes the conditions in their shortest form.
pub(crate) fn simplify(draft: &mut RuleDraft<'_>, types: &Types, sink: &mut Sink) {
    let mut merged: Vec<(Requirement, Option<ValueSet>)> = Vec::new();
    for requirement in std::mem::take(&mut draft.requirements) {
        let values = ValueSet::of(&requirement.when, &draft.tests);
        let same = merged.iter_mut().find(|(known, of)| {
            let field = |values: &Option<ValueSet>| values.as_ref().map(|values| values.field);
            known.effect == requirement.effect
                && known.strength == requirement.strength
                && !matches!(known.effect, Effect::Groups { .. })
                && of.is_some()
                && field(of) == field(&values)
        });
        match (same, values) {
            (Some((known, Some(of))), Some(values)) => {
                let both = of.clone().union(&values);
                if both == *of && sink.errors() == 0 {
                    let message = "this rule is redundant";
                    let diagnostic = Diagnostic::new(Code::Redundant, requirement.span, message);
                    let diagnostic = diagnostic.also(known.span, "already covered by this rule");
                    sink.push(diagnostic.help("remove it, or correct its condition"));
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
            let known = known(&draft.fields[values.field], types);
            requirement.when = values.formula(&known, &mut draft.tests);
        }
        draft.requirements.push(requirement);
    }
}

fn known(field: &Field, types: &Types) -> Vec<KnownValue> {
    let booleans = || BOOLEANS.map(Literal::Boolean).map(KnownValue::Literal).to_vec();
    types.known_values(field).unwrap_or_else(booleans)
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Some(format!("{first}; {second}")),
        (first, second) => first.or(second),
    }
}
