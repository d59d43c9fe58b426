//! Rules: the documented requirements on a request, each with its condition and one sentence.
//!
//! Fields and tests are given by their index in the request object.

use crate::ir::assertion::Assertion;
use crate::ir::types::field::Field;

/// A documented requirement.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// An identifier like those of types: `IntegrationFlowSidRequired`.
    pub(crate) name: String,
    pub(crate) effect: Effect,
    pub(crate) when: Formula,
    pub(crate) strength: Strength,
    /// The rule in one sentence; the first line of the compile error.
    pub(crate) sentence: String,
    /// Advice only: the reason, in the words of the spec.
    pub(crate) reason: Option<String>,
    /// The documented phrase that the rule formalises.
    pub(crate) basis: Option<String>,
}

/// Whether a request that breaks a rule is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// The documentation states it: validators reject the request.
    Stated,
    /// Advice, which is sensible and not stated: builders enforce it, validators only report it.
    Advised,
}

/// What a rule requires.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// The field has to be set.
    Required(usize),
    /// The field may not be set.
    Forbidden(usize),
    /// If the field is set, its value has to pass the test.
    Narrowed(usize),
    /// At least `least` and at most `most` of the groups have to be set. A group is set when all its fields are.
    Groups { groups: Vec<Vec<usize>>, least: usize, most: usize },
}

/// A condition on a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Formula {
    Present(usize),
    /// The field of the test is set, and its value passes.
    Holds(usize),
    Not(Box<Formula>),
    All(Vec<Formula>),
    Any(Vec<Formula>),
}

/// A test of the value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Test {
    pub(crate) field: usize,
    /// The property path to a nested value; empty for the value itself.
    pub(crate) path: Vec<String>,
    pub(crate) assertion: Assertion,
    /// For each value that a builder tells apart, whether it passes. `None` where values are free: no builder knows them.
    pub(crate) values: Option<Vec<bool>>,
}

/// What a test says of a field that can be cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clearing {
    /// It is cleared.
    Cleared,
    /// It has a value.
    Kept,
}

impl Test {
    /// What it says of its field, if it asks whether that is cleared.
    pub(crate) fn clearing(&self, fields: &[Field]) -> Option<Clearing> {
        match self.values.as_deref() {
            _ if !fields[self.field].ty.clearable => None,
            Some([false, true]) => Some(Clearing::Cleared),
            Some([true, false]) => Some(Clearing::Kept),
            _ => None,
        }
    }
}

impl Formula {
    /// The condition that always holds.
    pub(crate) fn always() -> Self {
        Self::All(Vec::new())
    }

    pub(crate) fn is_always(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }

    /// The negation, without a double negation.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// The conjunction of two conditions.
    pub(crate) fn and(self, other: Self) -> Self {
        let mut all = Vec::new();
        for part in [self, other] {
            match part {
                Self::All(parts) => all.extend(parts),
                part => all.push(part),
            }
        }
        if all.len() == 1 { all.remove(0) } else { Self::All(all) }
    }

    /// Calls `visit` with every field in the condition, and with the test where it is tested.
    pub(crate) fn visit(&self, tests: &[Test], visit: &mut impl FnMut(usize, Option<usize>)) {
        match self {
            Self::Present(field) => visit(*field, None),
            Self::Holds(test) => visit(tests[*test].field, Some(*test)),
            Self::Not(inner) => inner.visit(tests, visit),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(tests, visit)),
        }
    }

    /// Replaces the index of every test.
    pub(crate) fn renumber(&mut self, new_index: &impl Fn(usize) -> usize) {
        match self {
            Self::Present(_) => {}
            Self::Holds(test) => *test = new_index(*test),
            Self::Not(inner) => inner.renumber(new_index),
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.renumber(new_index)),
        }
    }

    /// The fields in the condition, ascending.
    pub(crate) fn fields(&self, tests: &[Test]) -> Vec<usize> {
        let mut fields = Vec::new();
        self.visit(tests, &mut |field, _| fields.push(field));
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}

impl Effect {
    /// The test that it requires.
    pub(crate) fn test(&self) -> Option<usize> {
        match self {
            Self::Narrowed(test) => Some(*test),
            _ => None,
        }
    }

    /// The field that it requires, rules out, or rules out in part: with a value, or cleared.
    pub(crate) fn of_one_field(&self, tests: &[Test], fields: &[Field]) -> Option<usize> {
        match self {
            Self::Required(field) | Self::Forbidden(field) => Some(*field),
            Self::Narrowed(test) => {
                let test = &tests[*test];
                test.clearing(fields).map(|_| test.field)
            }
            Self::Groups { .. } => None,
        }
    }

    /// The fields that it is about, ascending.
    pub(crate) fn fields(&self, tests: &[Test]) -> Vec<usize> {
        let mut fields = match self {
            Self::Required(field) | Self::Forbidden(field) => vec![*field],
            Self::Narrowed(test) => vec![tests[*test].field],
            Self::Groups { groups, .. } => groups.concat(),
        };
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}

impl Rule {
    /// The fields of its condition and its effect, ascending.
    pub(crate) fn fields(&self, tests: &[Test]) -> Vec<usize> {
        let mut fields = self.when.fields(tests);
        fields.extend(self.effect.fields(tests));
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// Whether it is only about presence and about values that a builder tells apart. Other rules are left to validators.
    pub(crate) fn is_typed(&self, tests: &[Test]) -> bool {
        let mut typed = match &self.effect {
            Effect::Narrowed(test) => tests[*test].values.is_some(),
            _ => true,
        };
        self.when.visit(tests, &mut |_, test| typed &= test.is_none_or(|test| tests[test].values.is_some()));
        typed
    }

    pub(crate) fn is_stated(&self) -> bool {
        self.strength == Strength::Stated
    }
}
