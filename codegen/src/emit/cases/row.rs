//! The rows of a decision table as cases: what is missing, what is closed, and what compiles.

use proc_macro2::TokenStream;

use super::chain::{self, Call, Case};
use super::{file, is_required, path};
use crate::emit::table;
use crate::fileset::FileSet;
use crate::ir::{Api, Cell, DecisionTable, Operation, Row, When};

pub(super) fn emit(api: &Api, operation: &Operation, files: &mut FileSet) {
    let imports = chain::imports(api, operation);
    for decision in &operation.tables {
        for row in &decision.rows {
            let value =
                row.value.and_then(|value| table::variant(api, operation, decision.discriminator, value));
            let word = value.map_or("not_set", |variant| variant.name.snake.as_str());
            let name = &operation.fields[decision.discriminator].name;
            let what = format!("{}_{word}", name.snake);
            let state = match value {
                Some(variant) => format!("with `{}` `{}`", name.wire, variant.name.wire),
                None => format!("without `{}`", name.wire),
            };
            let about = format!("`{}` {state}", operation.name.pascal);
            let fail: TokenStream =
                failures(operation, decision, row).map(|case| case.emit(api, operation)).collect();
            if !fail.is_empty() {
                let about = format!("{about}: every field that is missing or cannot be set.");
                files.insert(path("compile_fail", operation, &what), file(&imports, &about, fail));
            }
            let pass: TokenStream =
                successes(operation, decision, row).map(|case| case.emit(api, operation)).collect();
            let about = format!("{about}: what the documentation allows.");
            files.insert(path("compile_pass", operation, &what), file(&imports, &about, pass));
        }
    }
}

/// The columns of a row whose cell is of one kind.
fn columns(decision: &DecisionTable, row: &Row, wanted: impl Fn(Cell) -> bool) -> Vec<usize> {
    let cells = decision.columns.iter().zip(&row.cells);
    cells.filter(|(_, cell)| wanted(**cell)).map(|(field, _)| *field).collect()
}

/// Calls that lead to a row: what is always required, and the value of the discriminator.
fn leading(operation: &Operation, decision: &DecisionTable, row: &Row) -> Vec<Call> {
    let mut calls = chain::always(operation, None);
    calls.extend(chain::complete(operation, Some(decision.discriminator)));
    calls.extend(row.value.map(|value| Call::Choose(decision.discriminator, value)));
    calls
}

fn failures<'a>(
    operation: &'a Operation,
    decision: &'a DecisionTable,
    row: &'a Row,
) -> impl Iterator<Item = Case> + 'a {
    let required = columns(decision, row, |cell| cell == Cell::Required);
    let closed = columns(decision, row, |cell| !cell.is_open());
    let several = (required.len() > 1).then(|| several_missing(operation, decision, row, &required));
    let (all, given) = (required.clone(), required.clone());
    let missing = required.into_iter().map(move |field| {
        let mut calls = leading(operation, decision, row);
        calls.extend(all.iter().filter(|other| **other != field).map(|other| Call::Set(*other)));
        let name = format!("{}_is_missing", operation.fields[field].name.snake);
        Case { name, expected: vec![required_sentence(operation, field)], calls, build: true }
    });
    let closed = closed.into_iter().filter_map(move |field| {
        let gate = operation.gates.iter().find(|gate| gate.field == field)?;
        let mut calls = leading(operation, decision, row);
        if gate.late {
            // Checked at the end of the chain, where nothing else may be wrong.
            calls.extend(given.iter().map(|field| Call::Set(*field)));
        }
        calls.push(Call::Set(field));
        let name = format!("{}_cannot_be_set", operation.fields[field].name.snake);
        Some(Case { name, expected: vec![gate.sentence.clone()], calls, build: gate.late })
    });
    missing.chain(several).chain(closed)
}

/// All but the first required field left out: each of them is reported.
fn several_missing(operation: &Operation, decision: &DecisionTable, row: &Row, required: &[usize]) -> Case {
    let given = usize::from(required.len() > 2);
    let mut calls = leading(operation, decision, row);
    calls.extend(required[..given].iter().map(|field| Call::Set(*field)));
    let expected = required[given..].iter().map(|field| required_sentence(operation, *field)).collect();
    Case { name: "several_are_missing".to_owned(), expected, calls, build: true }
}

fn required_sentence(operation: &Operation, field: usize) -> String {
    let rule = operation
        .rules
        .iter()
        .find(|rule| rule.field == field && is_required(rule) && rule.when != When::Always);
    rule.map_or_else(String::new, |rule| rule.sentence.clone())
}

/// With the required fields only, and with every field that is open.
fn successes<'a>(
    operation: &'a Operation,
    decision: &'a DecisionTable,
    row: &'a Row,
) -> impl Iterator<Item = Case> + 'a {
    let with = |name: &str, wanted: fn(Cell) -> bool, others: bool| {
        let mut calls = leading(operation, decision, row);
        calls.extend(columns(decision, row, wanted).into_iter().map(Call::Set));
        if others {
            let free = (0..operation.fields.len()).filter(|field| is_free(operation, *field));
            calls.extend(free.map(Call::Set));
        }
        Case { name: name.to_owned(), expected: Vec::new(), calls, build: true }
    };
    let least = with("with_what_is_required", |cell| cell == Cell::Required, false);
    let most = with("with_all_that_is_allowed", Cell::is_open, true);
    [least, most].into_iter()
}

/// Whether a field takes part in no rule at all.
fn is_free(operation: &Operation, field: usize) -> bool {
    operation.rules.iter().all(|rule| rule.field != field)
        && operation.tables.iter().all(|table| table.discriminator != field)
}
