//! The rows of a decision table as cases: a field is missing, a field cannot be set, a chain compiles.

use heck::ToSnakeCase;

use super::case::Case;
use super::case_file::{CaseFile, Outcome};
use super::setter_chain::{self, Call};
use crate::emit::builder::markers;
use crate::emit::builder::target::BuilderTarget;
use crate::ir::{Api, CLEARED, Cell, Column, DecisionTable, RequestObject, Row, Rule};
use crate::solver::States;

/// For each row of each table, the cases that do not compile and those that do.
pub(crate) fn files(api: &Api, target: &BuilderTarget<'_>) -> Vec<CaseFile> {
    let object = target.object;
    let mut files = Vec::new();
    for decision in &object.tables {
        let values = markers::values(api, object, decision.discriminator);
        for row in &decision.rows {
            let value = row.value.and_then(|value| values.get(value));
            let discriminator = &object.fields[decision.discriminator].name;
            let word = value.map_or_else(|| "not_set".to_owned(), |value| value.marker.to_snake_case());
            let name = format!("{}_{word}", discriminator.snake);
            let state = match value {
                Some(markers::Value { wire: Some(wire), .. }) => {
                    format!("with `{}` `{wire}`", discriminator.wire)
                }
                Some(_) => format!("with another `{}`", discriminator.wire),
                None => format!("without `{}`", discriminator.wire),
            };
            let about = format!("`{}` {state}", target.name.pascal);
            let fail_about = format!("{about}: every field that is missing or cannot be set.");
            let pass_about = format!("{about}: what the documentation allows.");
            let fail = failures(object, decision, row);
            let mut pass = successes(object, decision, row);
            pass.extend(fail.iter().filter_map(|case| case.despite_advice(object)));
            files.extend(CaseFile::new(Outcome::Fail, name.as_str(), fail_about, fail));
            files.extend(CaseFile::new(Outcome::Pass, name, pass_about, pass));
        }
    }
    files
}

/// The error that the compiler reports when a chain violates a cell of the row; `None` for an optional field.
pub(crate) fn errors(object: &RequestObject, decision: &DecisionTable, row: &Row) -> Vec<Option<String>> {
    let error = |(column, cell): (&Column, &Cell)| {
        let case = case(object, decision, row, *column, *cell)?;
        // Other rules may be broken as well. The bound of the cell reads the field and the discriminator.
        let about = |sentence: &&String| {
            object.setter_bounds.iter().any(|bound| {
                bound.sentence == **sentence
                    && bound
                        .fields
                        .iter()
                        .all(|read| *read == decision.discriminator || *read == column.field)
            })
        };
        case.expected.iter().find(about).cloned()
    };
    decision.columns.iter().zip(&row.cells).map(error).collect()
}

/// The state of the discriminator in a row.
fn given(decision: &DecisionTable, row: &Row) -> (usize, usize) {
    (decision.discriminator, row.value.map_or(0, |value| value + 1))
}

/// Whether a rule is about one field and depends on the discriminator alone.
fn is_cell(object: &RequestObject, decision: &DecisionTable, rule: &Rule, field: usize) -> bool {
    rule.effect.of_one_field(&object.tests, &object.fields) == Some(field)
        && rule.when.fields(&object.tests) == [decision.discriminator]
}

/// A chain that violates one cell, and satisfies all other rules if possible.
fn case(
    object: &RequestObject,
    decision: &DecisionTable,
    row: &Row,
    Column { field, clears }: Column,
    cell: Cell,
) -> Option<Case> {
    let wrong = match cell {
        Cell::Required | Cell::Recommended => (field, 0),
        Cell::Forbidden | Cell::Discouraged => (field, if clears { CLEARED } else { 1 }),
        Cell::Optional => return None,
    };
    let given = [given(decision, row), wrong];
    let states = setter_chain::complete(object, &given, false, |rule| is_cell(object, decision, rule, field))
        .unwrap_or_else(|| only(object, &given));
    let what = match wrong.1 {
        0 => "is_missing",
        _ if clears => "cannot_be_cleared",
        _ => "cannot_be_set",
    };
    let name = format!("{}_{what}", object.fields[field].name.snake);
    Some(Case::new(object, name, setter_chain::calls_ending_in(object, &states, field)))
}

/// States in which nothing is set but what is given.
fn only(object: &RequestObject, given: &[(usize, usize)]) -> States {
    let mut states = vec![0; object.fields.len()];
    for (field, state) in given {
        states[*field] = *state;
    }
    states
}

/// The cases that violate a cell.
fn failures(object: &RequestObject, decision: &DecisionTable, row: &Row) -> Vec<Case> {
    let cells = || decision.columns.iter().zip(&row.cells).map(|(column, cell)| (*column, *cell));
    let needed = cells().filter(|(_, cell)| cell.is_needed());
    let needed: Vec<usize> = needed.map(|(column, _)| column.field).collect();
    let one = |wanted: fn(Cell) -> bool| {
        cells()
            .filter(move |(_, cell)| wanted(*cell))
            .filter_map(|(column, cell)| case(object, decision, row, column, cell))
            .collect::<Vec<_>>()
    };
    let mut cases = one(Cell::is_needed);
    if needed.len() > 1 {
        cases.push(several_missing(object, decision, row, &needed));
    }
    cases.extend(one(|cell| !cell.is_open()));
    cases
}

/// Several required fields are left out, each of which is reported.
fn several_missing(object: &RequestObject, decision: &DecisionTable, row: &Row, needed: &[usize]) -> Case {
    let missing = &needed[usize::from(needed.len() > 2)..];
    let mut states: Vec<(usize, usize)> = vec![given(decision, row)];
    states.extend(missing.iter().map(|field| (*field, 0)));
    let except = |rule: &Rule| missing.iter().any(|field| is_cell(object, decision, rule, *field));
    let states =
        setter_chain::complete(object, &states, false, except).unwrap_or_else(|| only(object, &states));
    Case::new(object, "several_are_missing".to_owned(), setter_chain::calls(object, &states))
}

/// With the required fields only, and with as many as are allowed together.
fn successes(object: &RequestObject, decision: &DecisionTable, row: &Row) -> Vec<Case> {
    let with = |name: &str, full: bool| {
        let states = setter_chain::complete(object, &[given(decision, row)], full, |_| false)?;
        let mut calls = setter_chain::calls(object, &states);
        if full {
            let free = (0..object.fields.len()).filter(|field| is_free(object, *field));
            calls.extend(free.map(|field| Call::new(field, 1)));
        }
        let case = Case::new(object, name.to_owned(), calls);
        case.expected.is_empty().then_some(case)
    };
    [
        with("with_what_is_required", false),
        with("with_all_that_is_allowed", true),
        with_all_cleared(object, decision, row),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// With every field cleared that may be; `None` if there is none.
fn with_all_cleared(object: &RequestObject, decision: &DecisionTable, row: &Row) -> Option<Case> {
    let cells = decision.columns.iter().zip(&row.cells);
    let clearable = cells.filter(|(column, cell)| column.clears && cell.is_open());
    let mut states: Vec<_> = clearable.map(|(column, _)| (column.field, CLEARED)).collect();
    if states.is_empty() {
        return None;
    }
    states.push(given(decision, row));
    let states = setter_chain::complete(object, &states, false, |_| false)?;
    let name = "with_all_that_can_be_cleared".to_owned();
    let case = Case::new(object, name, setter_chain::calls(object, &states));
    case.expected.is_empty().then_some(case)
}

/// Whether no rule that the compiler checks is about a field.
fn is_free(object: &RequestObject, field: usize) -> bool {
    let mut typed = object.rules.iter().filter(|rule| rule.is_typed(&object.tests));
    typed.all(|rule| !rule.fields(&object.tests).contains(&field))
}
