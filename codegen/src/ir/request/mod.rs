//! What a request holds: the fields of a body, of a query or of an object inside, and the rules that tie them together.

pub(crate) mod decision_table;
pub(crate) mod rule;
pub(crate) mod setter_bound;
pub(crate) mod state_space;

use self::decision_table::DecisionTable;
use self::rule::{Rule, Test};
use self::setter_bound::{SetterBound, Slot};
use self::state_space::Space;
use super::example::Example;
use super::types::field::{Field, ParameterLocation};

/// An object that a caller fills in: a builder is made for it.
#[derive(Clone, Debug)]
pub(crate) struct RequestObject {
    pub(crate) fields: Vec<Field>,
    /// Whether there may be members that are not described.
    pub(crate) open: bool,
    /// The questions about values that rules ask.
    pub(crate) tests: Vec<Test>,
    /// By the first field that they are about.
    pub(crate) rules: Vec<Rule>,
    /// The states that the rules tell apart.
    pub(crate) space: Space,
    /// What is shown of the rules in tables.
    pub(crate) tables: Vec<DecisionTable>,
    /// What a builder asks for.
    pub(crate) setter_bounds: Vec<SetterBound>,
    /// By field.
    pub(crate) slots: Vec<Slot>,
    pub(crate) examples: Vec<Example>,
}

impl RequestObject {
    /// Whether there is anything to set.
    pub(crate) fn has_fields(&self) -> bool {
        self.open || !self.fields.is_empty()
    }

    /// Whether some rule is about values that no builder knows, so that the end of the chain checks it at run time.
    pub(crate) fn is_checked_late(&self) -> bool {
        self.rules.iter().any(|rule| rule.is_stated() && !rule.is_typed(&self.tests))
    }

    /// The fields that go where the [place](super::Place) says, or `location` that.
    pub(crate) fn fields_at(&self, location: Option<ParameterLocation>) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.location == location)
    }

    /// The slot of a field.
    pub(crate) fn slot(&self, field: usize) -> Option<Slot> {
        self.slots.iter().copied().find(|slot| slot.field == field)
    }

    /// Whether the setter of a field takes the marker of a value.
    pub(crate) fn holds_marker(&self, field: usize) -> bool {
        self.slot(field).is_some_and(Slot::holds_marker)
    }
}
