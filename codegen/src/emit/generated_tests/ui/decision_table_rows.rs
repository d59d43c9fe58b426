//! The rows of a decision table as cases: what is missing, what is closed, and what compiles.

use proc_macro2::TokenStream;

use super::case::{self, Call, Case};
use super::{file, path};
use crate::emit::builder::markers;
use crate::emit::builder::target::Subject;
use crate::fileset::FileSet;
use crate::ir::{Api, Cell, DecisionTable, Effect, RequestObject, Row, Rule};
use crate::solver::States;

pub(crate) fn emit(api: &Api, subject: &Subject<'_>, files: &mut FileSet) {
    let object = subject.object;
    let imports = case::imports(api, subject);
    for decision in &object.tables {
        let values = markers::values(api, object, decision.discriminator);
        for row in &decision.rows {
            let value = row.value.and_then(|value| values.get(value));
            let name = &object.fields[decision.discriminator].name;
            let word = value.map_or_else(|| "not_set".to_owned(), |value| super::snake(&value.marker));
            let what = format!("{}_{word}", name.snake);
            let state = match value {
                Some(value) => format!("with `{}` `{}`", name.wire, value.wire),
                None => format!("without `{}`", name.wire),
            };
            let about = format!("`{}` {state}", subject.name.pascal);
            let fail: TokenStream =
                failures(object, decision, row).iter().map(|case| case.emit(api, subject)).collect();
            if !fail.is_empty() {
                let about = format!("{about}: every field that is missing or cannot be set.");
                files.insert(path("compile_fail", subject, &what), file(&imports, &about, fail));
            }
            let pass: TokenStream =
                successes(object, decision, row).iter().map(|case| case.emit(api, subject)).collect();
            if !pass.is_empty() {
                let about = format!("{about}: what the documentation allows.");
                files.insert(path("compile_pass", subject, &what), file(&imports, &about, pass));
            }
        }
    }
}

/// What the compiler says about each cell of a row that a chain does not keep; nothing about one that is optional.
pub(crate) fn errors(object: &RequestObject, decision: &DecisionTable, row: &Row) -> Vec<Option<String>> {
    let error = |(field, cell): (&usize, &Cell)| {
        let case = case(object, decision, row, *field, *cell)?;
        // Other rules may be broken, too: the one that is meant is about the field and the discriminator.
        let about = |sentence: &&String| {
            object.setter_bounds.iter().any(|check| {
                check.sentence == **sentence
                    && check.fields.iter().all(|read| *read == decision.discriminator || read == field)
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

/// Whether a rule is about one field and hangs on the discriminator.
fn is_cell(object: &RequestObject, decision: &DecisionTable, rule: &Rule, field: usize) -> bool {
    matches!(rule.effect, Effect::Required(of) | Effect::Forbidden(of) if of == field)
        && rule.when.fields(&object.tests) == [decision.discriminator]
}

/// A chain that does not keep one cell, and keeps all else if that can be.
fn case(
    object: &RequestObject,
    decision: &DecisionTable,
    row: &Row,
    field: usize,
    cell: Cell,
) -> Option<Case> {
    let wrong = match cell {
        Cell::Required | Cell::Recommended => (field, 0),
        Cell::Forbidden | Cell::Discouraged => (field, 1),
        Cell::Optional => return None,
    };
    let given = [given(decision, row), wrong];
    let states = case::complete(object, &given, false, |rule| is_cell(object, decision, rule, field))
        .unwrap_or_else(|| only(object, &given));
    let what = if wrong.1 == 0 { "is_missing" } else { "cannot_be_set" };
    let name = format!("{}_{what}", object.fields[field].name.snake);
    Some(Case::new(object, name, case::calls_ending_in(object, &states, field)))
}

fn only(object: &RequestObject, given: &[(usize, usize)]) -> States {
    let mut states = vec![0; object.fields.len()];
    for (field, state) in given {
        states[*field] = *state;
    }
    states
}

fn failures(object: &RequestObject, decision: &DecisionTable, row: &Row) -> Vec<Case> {
    let cells = || decision.columns.iter().zip(&row.cells).map(|(field, cell)| (*field, *cell));
    let needed: Vec<usize> = cells().filter(|(_, cell)| cell.is_needed()).map(|(field, _)| field).collect();
    let one = |wanted: fn(Cell) -> bool| {
        cells()
            .filter(move |(_, cell)| wanted(*cell))
            .filter_map(|(field, cell)| case(object, decision, row, field, cell))
            .collect::<Vec<_>>()
    };
    let mut cases = one(Cell::is_needed);
    if needed.len() > 1 {
        cases.push(several_missing(object, decision, row, &needed));
    }
    cases.extend(one(|cell| !cell.is_open()));
    cases
}

/// All but the first required field left out: each of them is reported.
fn several_missing(object: &RequestObject, decision: &DecisionTable, row: &Row, needed: &[usize]) -> Case {
    let missing = &needed[usize::from(needed.len() > 2)..];
    let mut states: Vec<(usize, usize)> = vec![given(decision, row)];
    states.extend(missing.iter().map(|field| (*field, 0)));
    let except = |rule: &Rule| missing.iter().any(|field| is_cell(object, decision, rule, *field));
    let states = case::complete(object, &states, false, except).unwrap_or_else(|| only(object, &states));
    Case::new(object, "several_are_missing".to_owned(), case::calls(object, &states))
}

/// With the required fields only, and with as many as are allowed together.
fn successes(object: &RequestObject, decision: &DecisionTable, row: &Row) -> Vec<Case> {
    let with = |name: &str, full: bool| {
        let states = case::complete(object, &[given(decision, row)], full, |_| false)?;
        let mut calls = case::calls(object, &states);
        if full {
            let free = (0..object.fields.len()).filter(|field| is_free(object, *field));
            calls.extend(free.map(|field| Call { field, state: 1 }));
        }
        let case = Case::new(object, name.to_owned(), calls);
        case.expected.is_empty().then_some(case)
    };
    [with("with_what_is_required", false), with("with_all_that_is_allowed", true)]
        .into_iter()
        .flatten()
        .collect()
}

/// Whether a field takes part in no rule that a builder knows of.
fn is_free(object: &RequestObject, field: usize) -> bool {
    let mut typed = object.rules.iter().filter(|rule| rule.is_typed(&object.tests));
    typed.all(|rule| !rule.fields(&object.tests).contains(&field))
}
