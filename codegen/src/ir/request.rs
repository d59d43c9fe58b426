//! Request objects: the fields of a request or of a nested object, and their rules.

pub(crate) mod decision_table;
pub(crate) mod rule;
pub(crate) mod setter_bound;
pub(crate) mod state_space;

use self::decision_table::DecisionTable;
use self::rule::{Rule, Test};
use self::setter_bound::{Advice, BoundSite, SetterBound, Slot};
use self::state_space::Space;
use super::example::Example;
use super::types::field::{Field, ParameterLocation};

/// The fields of a request, or a nested object in one. Each has a builder.
#[derive(Clone, Debug)]
pub(crate) struct RequestObject {
    pub(crate) fields: Vec<Field>,
    /// Whether members without a schema are allowed.
    pub(crate) open: bool,
    /// The tests of values in its rules.
    pub(crate) tests: Vec<Test>,
    /// Sorted by the first field that they are about.
    pub(crate) rules: Vec<Rule>,
    /// The states that its rules distinguish.
    pub(crate) space: Space,
    /// The decision tables of its rules.
    pub(crate) tables: Vec<DecisionTable>,
    /// What its builder asks of the compiler.
    pub(crate) setter_bounds: Vec<SetterBound>,
    /// Sorted by field.
    pub(crate) slots: Vec<Slot>,
    pub(crate) examples: Vec<Example>,
}

impl RequestObject {
    /// Whether a caller can set anything.
    pub(crate) fn has_fields(&self) -> bool {
        self.open || !self.fields.is_empty()
    }

    /// Whether some rule is about values that no builder tells apart, so that it has to be checked at run time.
    pub(crate) fn is_checked_late(&self) -> bool {
        self.rules.iter().any(|rule| self.checks_late(rule))
    }

    /// Whether a rule has to be checked at run time: it is about values that no builder tells apart, or about one of an
    /// enum that can be given as any text.
    pub(crate) fn checks_late(&self, rule: &Rule) -> bool {
        let mut is_about_text = false;
        let mut look = |test: usize| {
            let slot = self.slot(self.tests[test].field);
            is_about_text |= slot.is_some_and(|slot| slot.undocumented().is_some());
        };
        rule.when.visit(&self.tests, &mut |_, test| test.into_iter().for_each(&mut look));
        rule.effect.test().into_iter().for_each(&mut look);
        rule.is_stated() && (is_about_text || !rule.is_typed(&self.tests))
    }

    /// Whether advice is against some ends of a chain.
    pub(crate) fn has_advised_end(&self) -> bool {
        self.setter_bounds.iter().any(|bound| !bound.applies(Advice::Ignored) && bound.at == BoundSite::End)
    }

    /// The fields with this location; `None` for those that go where the [encoding](super::Encoding) says.
    pub(crate) fn fields_at(&self, location: Option<ParameterLocation>) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.location == location)
    }

    /// Whether a caller can send other JSON in place of described members.
    pub(crate) fn is_overridable(&self) -> bool {
        self.open && self.fields_at(None).next().is_some()
    }

    /// The slot of a field.
    pub(crate) fn slot(&self, field: usize) -> Option<Slot> {
        self.slots.iter().copied().find(|slot| slot.field == field)
    }

    /// Whether a builder tells a cleared field from one with a value.
    pub(crate) fn tells_cleared(&self, field: usize) -> bool {
        self.slot(field).is_some_and(Slot::tells_cleared)
    }

    /// Whether the setter of a field takes a marker.
    pub(crate) fn holds_marker(&self, field: usize) -> bool {
        self.slot(field).is_some_and(Slot::holds_marker)
    }
}
