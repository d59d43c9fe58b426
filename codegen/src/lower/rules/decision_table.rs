//! Decision tables, read off the rules that hang on the value of one other field.

use std::collections::BTreeSet;

use crate::ir::Space;
use crate::ir::{Cell, DecisionTable, Effect, Field, Row, Rule, Strength, Test};
use crate::lower::Lower;

impl Lower<'_, '_> {
    pub(crate) fn tables(
        &self,
        rules: &[Rule],
        tests: &[Test],
        fields: &[Field],
        space: &Space,
    ) -> Vec<DecisionTable> {
        let decides = |rule: &Rule| decider(rule, tests);
        let discriminators: BTreeSet<usize> = rules.iter().filter_map(decides).collect();
        let table = |discriminator: usize| {
            let of_table: Vec<usize> =
                (0..rules.len()).filter(|at| decides(&rules[*at]) == Some(discriminator)).collect();
            let columns: BTreeSet<usize> =
                of_table.iter().flat_map(|at| rules[*at].effect.fields(tests)).collect();
            let columns: Vec<usize> = columns.into_iter().collect();
            let values = self.values_of(&fields[discriminator]).map_or(0, |values| values.len());
            // No builder makes a request without a discriminator that is always asked for.
            let asked = |rule: &Rule| rule.when.is_always() && rule.effect == Effect::Required(discriminator);
            let absent = (!rules.iter().any(asked)).then_some(None);
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
}

/// The field whose value a rule about one other field hangs on.
fn decider(rule: &Rule, tests: &[Test]) -> Option<usize> {
    if !matches!(rule.effect, Effect::Required(_) | Effect::Forbidden(_)) || !rule.is_typed(tests) {
        return None;
    }
    let [field] = rule.when.fields(tests)[..] else { return None };
    let mut by_value = false;
    rule.when.visit(tests, &mut |_, test| by_value |= test.is_some());
    by_value.then_some(field)
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
