//! Requirements: what a request has to hold, each in one sentence, with the condition under which it does.
//!
//! Fields are named by their index in the operation, tests by theirs in its list of tests.

use super::assertion::Assertion;

/// One requirement.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// An identifier like those of types: `IntegrationFlowSidRequired`.
    pub(crate) name: String,
    pub(crate) effect: Effect,
    pub(crate) when: Formula,
    pub(crate) strength: Strength,
    /// The rule in one sentence; the first line of the compile error.
    pub(crate) sentence: String,
    /// Advice only: why, in the words of the spec.
    pub(crate) reason: Option<String>,
    /// The documented phrase that the rule formalises.
    pub(crate) basis: Option<String>,
}

/// Whether a rule rejects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// The documentation states it: validators reject.
    Stated,
    /// Sensible, but not stated: builders follow it, validators report it.
    Advised,
}

/// What a rule asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// The field has to be set.
    Required(usize),
    /// The field may not be set.
    Forbidden(usize),
    /// The value has to satisfy a test; nothing is asked where the field is not set.
    Narrowed(usize),
    /// So many of these groups are set, each as a whole.
    Groups { groups: Vec<Vec<usize>>, least: usize, most: usize },
}

/// A condition on a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Formula {
    Present(usize),
    /// The field of the test is set, and its value satisfies it.
    Holds(usize),
    Not(Box<Formula>),
    All(Vec<Formula>),
    Any(Vec<Formula>),
}

/// A question about the value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Test {
    pub(crate) field: usize,
    /// Members of a JSON value that lead to the one that is asked about; empty for the value itself.
    pub(crate) path: Vec<String>,
    pub(crate) assertion: Assertion,
    /// One for each value that a builder can tell apart: whether the test holds for it. `None` where the value is free,
    /// which no builder can know.
    pub(crate) values: Option<Vec<bool>>,
}

impl Formula {
    /// The condition of what is required whatever the others are.
    pub(crate) fn always() -> Self {
        Self::All(Vec::new())
    }

    pub(crate) fn is_always(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }

    /// The opposite, without two negations in a row.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Both of two conditions.
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

    /// Calls `visit` with every field that is mentioned, and the test where it is one.
    pub(crate) fn visit(&self, tests: &[Test], visit: &mut impl FnMut(usize, Option<usize>)) {
        match self {
            Self::Present(field) => visit(*field, None),
            Self::Holds(test) => visit(tests[*test].field, Some(*test)),
            Self::Not(inner) => inner.visit(tests, visit),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(tests, visit)),
        }
    }

    /// Gives every test the number that `place` says.
    pub(crate) fn renumber(&mut self, place: &impl Fn(usize) -> usize) {
        match self {
            Self::Present(_) => {}
            Self::Holds(test) => *test = place(*test),
            Self::Not(inner) => inner.renumber(place),
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.renumber(place)),
        }
    }

    /// The fields that are mentioned, ascending.
    pub(crate) fn fields(&self, tests: &[Test]) -> Vec<usize> {
        let mut fields = Vec::new();
        self.visit(tests, &mut |field, _| fields.push(field));
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}

impl Effect {
    /// The test that it asks.
    pub(crate) fn test(&self) -> Option<usize> {
        match self {
            Self::Narrowed(test) => Some(*test),
            _ => None,
        }
    }

    /// The fields it is about, ascending.
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
    /// Every field that it reads, ascending.
    pub(crate) fn fields(&self, tests: &[Test]) -> Vec<usize> {
        let mut fields = self.when.fields(tests);
        fields.extend(self.effect.fields(tests));
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// Whether it is about presence and about values that a builder knows. Any other rule is left to validators.
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
