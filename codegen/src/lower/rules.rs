//! Lowers the rules of an object: from statements to rules with names and sentences, and what follows from them for
//! builders and for readers.

mod assertion;
mod condition;
mod decision_table;
pub(crate) mod discriminators;
pub(crate) mod draft;
mod limits;
mod nested_property;
mod reader;
mod requirement;
pub(crate) mod resolve_field;
pub(crate) mod simplify;
pub(crate) mod wording;

use self::draft::ObjectDraft;
use self::simplify::simplify;
use self::wording::rule_name::{name_all, sort};
use super::analysis::{RuleSystem, contradiction, redundancy, value_partition};
use super::schemas::types::Types;
use super::typestate::setter_bounds::setter_bounds;
use super::typestate::slots::slots;
use crate::diagnostic::Sink;
use crate::document::Document;
use crate::ir::{DecisionTable, Field, Rule, SetterBound, Slot, Space, Test};
use crate::source::Span;

/// The rules of an object and what follows from them. After an error, what depends on it is empty.
#[derive(Debug, Default)]
pub(crate) struct LoweredRules {
    pub(crate) tests: Vec<Test>,
    pub(crate) rules: Vec<Rule>,
    /// The span of each rule.
    pub(crate) spans: Vec<Span>,
    pub(crate) space: Space,
    pub(crate) tables: Vec<DecisionTable>,
    pub(crate) setter_bounds: Vec<SetterBound>,
    pub(crate) slots: Vec<Slot>,
}

pub(crate) fn lower(
    object: &ObjectDraft<'_>,
    types: &Types,
    document: &Document,
    sink: &mut Sink,
) -> LoweredRules {
    let mut draft = requirement::read(object, types, document, sink);
    simplify(&mut draft, types, sink);
    draft.remove_unused_tests();
    let spans = sort(&mut draft);
    let rules = name_all(&draft);
    let (fields, tests) = (draft.fields, draft.tests);
    if !limits::check(object, &rules, &tests, types, sink) {
        return LoweredRules::default();
    }
    let space = state_space(fields, &tests, types);
    let before = sink.errors();
    let system = RuleSystem::new(object, &rules, &tests, &spans, &space);
    contradiction::check(&system, types, sink);
    if sink.errors() > before {
        return LoweredRules { tests, rules, spans, ..LoweredRules::default() };
    }
    // An error elsewhere may be the reason why a rule has no effect.
    if sink.errors() == 0 {
        redundancy::check(&system, sink);
    }
    let slots = slots(fields, &rules, &tests, types);
    let setter_bounds = setter_bounds(fields, &rules, &tests, &slots, &space, types);
    let tables = decision_table::tables(&rules, &tests, fields, &space, types);
    // A slot that no bound reads is not needed.
    let is_read = |slot: &Slot| setter_bounds.iter().any(|bound| bound.fields.contains(&slot.field));
    let slots = slots.into_iter().filter(is_read).collect();
    LoweredRules { tests, rules, spans, space, tables, setter_bounds, slots }
}

/// The states that the tests distinguish.
fn state_space(fields: &[Field], tests: &[Test], types: &Types) -> Space {
    let is_tested = |field: usize| tests.iter().any(|test| test.field == field);
    let values = |field: usize| {
        types.known_values(&fields[field]).filter(|_| is_tested(field)).map(|values| values.len())
    };
    let outcomes = |field: usize, tests: &[&Test]| value_partition::outcomes(&fields[field], tests, types);
    Space::new(fields.len(), tests, values, outcomes)
}
