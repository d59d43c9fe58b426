//! Derives decision tables from the rules that depend on the value of one other field.

use std::collections::BTreeSet;

use crate::ir::{CLEARED, Cell, Column, DecisionTable, Effect, Field, Row, Rule, Space, Strength, Test};
use crate::lower::schemas::types::Types;

pub(crate) fn tables(
    rules: &[Rule],
    tests: &[Test],
    fields: &[Field],
    space: &Space,
    types: &Types,
) -> Vec<DecisionTable> {
    let by_value = rules.iter().filter(|rule| depends_on_value(rule, tests));
    let only_condition = |rule: &Rule| only_condition(rule, tests, fields);
    let discriminators: BTreeSet<usize> = by_value.filter_map(only_condition).collect();
    let table = |discriminator: usize| {
        let of_table: Vec<usize> =
            (0..rules.len()).filter(|at| only_condition(&rules[*at]) == Some(discriminator)).collect();
        let of_columns: BTreeSet<usize> =
            of_table.iter().flat_map(|at| rules[*at].effect.fields(tests)).collect();
        let columns: Vec<Column> =
            of_columns.into_iter().flat_map(|field| columns(field, fields, space)).collect();
        let values = types.known_values(&fields[discriminator]).map_or(0, |values| values.len());
        // No request leaves out a discriminator that is always required.
        let is_required =
            |rule: &Rule| rule.when.is_always() && rule.effect == Effect::Required(discriminator);
        let absent = (!rules.iter().any(is_required)).then_some(None);
        let rows = absent.into_iter().chain((0..values).map(Some)).map(|value| {
            let here: Vec<&Rule> = of_table.iter().map(|at| &rules[*at]).collect();
            let state = value.map_or(0, |value| value + 1);
            let of = |column: &Column| (discriminator, state, *column);
            let cell = |column: &Column| cell(space, &here, of(column), (tests, fields));
            Row { value, cells: columns.iter().map(cell).collect() }
        });
        DecisionTable { discriminator, rows: rows.collect(), rules: of_table, columns }
    };
    discriminators.into_iter().map(table).collect()
}

/// The columns of a field: one about clearing it, if rules tell that from setting it.
fn columns(field: usize, fields: &[Field], space: &Space) -> Vec<Column> {
    let tells_cleared = fields[field].ty.clearable && space.size(field) > CLEARED;
    let both = [false, true].into_iter().filter(|clears| tells_cleared || !clears);
    both.map(|clears| Column { field, clears }).collect()
}

/// The only field that the condition of a rule about another field is about. There is no table of what depends on whether a
/// field is cleared.
fn only_condition(rule: &Rule, tests: &[Test], fields: &[Field]) -> Option<usize> {
    let target = rule.effect.of_one_field(tests, fields).filter(|_| rule.is_typed(tests))?;
    let [field] = rule.when.fields(tests)[..] else { return None };
    (field != target && !fields[field].ty.clearable).then_some(field)
}

/// Whether the condition of a rule is not only about which fields are set.
fn depends_on_value(rule: &Rule, tests: &[Test]) -> bool {
    let mut by_value = false;
    rule.when.visit(tests, &mut |_, test| by_value |= test.is_some());
    by_value
}

fn cell(
    space: &Space,
    rules: &[&Rule],
    (discriminator, state, Column { field, clears }): (usize, usize, Column),
    (tests, fields): (&[Test], &[Field]),
) -> Cell {
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
        let about = |rule: &&&Rule| rule.effect.of_one_field(tests, fields) == Some(field);
        rules.iter().filter(about).any(|rule| rule.strength == strength && space.breaks(rule, &of))
    };
    let given = if clears { CLEARED } else { 1 };
    if !clears && breaks(0, Strength::Stated) {
        Cell::Required
    } else if breaks(given, Strength::Stated) {
        Cell::Forbidden
    } else if breaks(given, Strength::Advised) {
        Cell::Discouraged
    } else if !clears && breaks(0, Strength::Advised) {
        Cell::Recommended
    } else {
        Cell::Optional
    }
}
