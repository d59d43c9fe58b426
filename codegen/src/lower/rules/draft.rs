//! A request object and its rules while they are being lowered.

use std::collections::BTreeSet;

use crate::document::Spanned;
use crate::ir::{Effect, Field, Formula, Strength, Test};
use crate::lower::schemas::all_of::FlattenedObject;
use crate::source::Span;

/// An object whose fields are lowered and whose rules are not.
pub(crate) struct ObjectDraft<'o> {
    /// The id of the operation, or the name of the component.
    pub(crate) name: &'o Spanned<String>,
    pub(crate) flat: &'o FlattenedObject<'o>,
    pub(crate) fields: Vec<Field>,
    /// The documented name of each field.
    pub(crate) wires: &'o [Spanned<String>],
    pub(crate) unreadable: &'o UnreadableFields,
}

/// The fields of an object that could not be read. That was reported: it is no mistake to mention them.
#[derive(Debug)]
pub(crate) struct UnreadableFields {
    names: BTreeSet<String>,
    /// Whether there are some whose names are not known.
    has_unknown: bool,
}

impl UnreadableFields {
    /// Those of the fields `described` that have not become one of `wires`, and those of an unreadable part.
    pub(crate) fn new<'n>(
        described: impl Iterator<Item = &'n Spanned<String>>,
        wires: &[Spanned<String>],
        flat: &FlattenedObject<'_>,
    ) -> Self {
        let unread = described.filter(|name| wires.iter().all(|wire| wire.value != name.value));
        Self { names: unread.map(|name| name.value.clone()).collect(), has_unknown: flat.has_unreadable_part }
    }

    /// Whether a field of this name may exist.
    pub(crate) fn may_contain(&self, name: &str) -> bool {
        self.has_unknown || self.names.contains(name)
    }
}

/// A rule before it has a name and a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    pub(crate) effect: Effect,
    pub(crate) when: Formula,
    pub(crate) strength: Strength,
    pub(crate) basis: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) span: Span,
}

impl Requirement {
    /// A field that is required whatever the others are.
    pub(crate) fn always(field: usize, span: Span) -> Self {
        let (when, effect) = (Formula::always(), Effect::Required(field));
        Self { effect, when, strength: Strength::Stated, basis: None, reason: None, span }
    }
}

/// The rules of one object while they are being read.
pub(crate) struct RuleDraft<'f> {
    pub(crate) fields: &'f [Field],
    pub(crate) tests: Vec<Test>,
    pub(crate) requirements: Vec<Requirement>,
}

impl RuleDraft<'_> {
    /// Removes the tests that no rule uses any more.
    pub(crate) fn remove_unused_tests(&mut self) {
        let mut used: Vec<usize> = Vec::new();
        for known in &self.requirements {
            known.when.visit(&self.tests, &mut |_, test| used.extend(test));
            used.extend(known.effect.test());
        }
        used.sort_unstable();
        used.dedup();
        let number = |test: usize| used.binary_search(&test).unwrap_or_default();
        for known in &mut self.requirements {
            known.when.renumber(&number);
            if let Effect::Narrowed(test) = &mut known.effect {
                *test = number(*test);
            }
        }
        self.tests = used.iter().map(|test| self.tests[*test].clone()).collect();
    }
}
