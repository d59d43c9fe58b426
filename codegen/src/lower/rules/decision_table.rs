//! Derives decision tables from the rules that depend on the value of one other field.

use std::collections::BTreeSet;

use crate::ir::{Cell, DecisionTable, Effect, Field, Row, Rule, Space, Strength, Test};
use crate::lower::schemas::types::Types;

pub(crate) fn tables(
    rules: &[Rule],
    tests: &[Test],
    fields: &[Field],
    space: &Space,
    types: &Types,
) -> Vec<DecisionTable> {
    let by_value = rules.iter().filter(|rule| depends_on_value(rule, tests));
    let discriminators: BTreeSet<usize> = by_value.filter_map(|rule| only_condition(rule, tests)).collect();
    let table = |discriminator: usize| {
        let of_table: Vec<usize> =
            (0..rules.len()).filter(|at| only_condition(&rules[*at], tests) == Some(discriminator)).collect();
        let columns: BTreeSet<usize> =
            of_table.iter().flat_map(|at| rules[*at].effect.fields(tests)).collect();
        let columns: Vec<usize> = columns.into_iter().collect();
        let values = types.known_values(&fields[discriminator]).map_or(0, |values| values.len());
        // No request leaves out a discriminator that is always required.
        let is_required =
            |rule: &Rule| rule.when.is_always() && rule.effect == Effect::Required(discriminator);
        let absent = (!rules.iter().any(is_required)).then_some(None);
        let rows = absent.into_iter().chain((0..values).map(Some)).map(|value| {
            let here: Vec<&Rule> = of_table.iter().map(|at| &rules[*at]).collect();
            let state = value.map_or(0, |value| value + 1);
            let cell = |field: &usize| cell(space, &here, discriminator, state, *field);
            Row { value, cells: columns.iter().map(cell).collect() }
        });
        DecisionTable { discriminator, rows: rows.collect(), rules: of_table, columns }
    };
    discriminators.into_iter().map(table).collect()
}

/// The only field that the condition of a rule about another field is about.
fn only_condition(rule: &Rule, tests: &[Test]) -> Option<usize> {
    if !matches!(rule.effect, Effect::Required(_) | Effect::Forbidden(_)) || !rule.is_typed(tests) {
        return None;
    }
    let [field] = rule.when.fields(tests)[..] else { return None };
    Some(field)
}

/// Whether the condition of a rule is not only about which fields are set.
fn depends_on_value(rule: &Rule, tests: &[Test]) -> bool {
    let mut by_value = false;
    rule.when.visit(tests, &mut |_, test| by_value |= test.is_some());
    by_value
}

fn cell(space: &Space, rules: &[&Rule], discriminator: usize, state: usize, field: usize) -> Cell {
    let breaks = |given: usize, strength: Strength| {
        let of = |at: usize| {
            if at == discriminator {
                state
            } else if at == field {
                given
            } else {
                0
            }
        };
        let about = |rule: &&&Rule| matches!(rule.effect, Effect::Required(of) | Effect::Forbidden(of) if of == field);
        rules.iter().filter(about).any(|rule| rule.strength == strength && space.breaks(rule, &of))
    };
    if breaks(0, Strength::Stated) {
        Cell::Required
    } else if breaks(1, Strength::Stated) {
        Cell::Forbidden
    } else if breaks(1, Strength::Advised) {
        Cell::Discouraged
    } else if breaks(0, Strength::Advised) {
        Cell::Recommended
    } else {
        Cell::Optional
    }
}
