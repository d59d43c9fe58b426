//! Compile-fail and compile-pass cases: one file for each row of a decision table, so that every cell is a case.
//!
//! The sentences that the compiler has to print stand over each case as `error:` lines; `tests/ui.rs` compares them with
//! the blessed output and with `rules.json`, so that a careless bless cannot hide a wrong or missing one.

mod chain;
mod literal;
mod literal_text;
mod row;

use proc_macro2::TokenStream;
use quote::quote;

use self::chain::{Call, Case};
use super::imports::Imports;
use super::{choice, rules, scalar};
use crate::fileset::FileSet;
use crate::ir::{Api, Effect, Operation, Rule, Slot, TypeKind, When};
use crate::render::render;

/// The driver of the cases, a hand-written file that is the same for every crate.
const DRIVER: &str = include_str!("../../../templates/ui.rs");

pub(super) fn emit(api: &Api, files: &mut FileSet) {
    files.insert("tests/ui.rs", format!("{}\n{DRIVER}", crate::render::header()));
    for operation in &api.operations {
        row::emit(api, operation, files);
        always(api, operation, files);
        twice(api, operation, files);
        markers(api, operation, files);
    }
    literal::emit(api, files);
}

/// One case file: docs, imports, the cases, and the `main` that every program has.
fn file(imports: &Imports, about: &str, cases: TokenStream) -> String {
    let docs = super::doc::inner(&[about]);
    let uses = imports.of(&cases);
    render(quote!(#docs #uses #cases fn main() {}))
}

fn path(kind: &str, operation: &Operation, what: &str) -> String {
    format!("tests/{kind}/{}/{}_{what}.rs", operation.module.0.join("/"), operation.name.snake)
}

/// Fields that are required whatever the others are: each left out once.
fn always(api: &Api, operation: &Operation, files: &mut FileSet) {
    let always: Vec<&Rule> = rules::required(operation).filter(|rule| rule.when == When::Always).collect();
    if always.is_empty() {
        return;
    }
    let cases = always.iter().map(|rule| {
        let mut calls = chain::always(operation, Some(rule.field));
        calls.extend(chain::complete(operation, Some(rule.field)));
        let name = format!("{}_is_missing", operation.fields[rule.field].name.snake);
        Case { name, expected: vec![rule.sentence.clone()], calls, build: true }.emit(api, operation)
    });
    let about = format!("`{}` without a field that is always required.", operation.name.pascal);
    files.insert(
        path("compile_fail", operation, "required"),
        file(&chain::imports(api, operation), &about, cases.collect()),
    );
}

/// Every field with a slot set twice.
fn twice(api: &Api, operation: &Operation, files: &mut FileSet) {
    if operation.slots.is_empty() {
        return;
    }
    let cases = operation.slots.iter().map(|slot| {
        let mut calls = chain::opening(operation, slot.field);
        let call = again(api, operation, *slot);
        calls.extend([call, call]);
        let name = format!("{}_is_set_twice", operation.fields[slot.field].name.snake);
        let expected = vec![rules::once_sentence(operation, slot.field)];
        Case { name, expected, calls, build: false }.emit(api, operation)
    });
    let about = format!("`{}` with a field set twice.", operation.name.pascal);
    files.insert(
        path("compile_fail", operation, "twice"),
        file(&chain::imports(api, operation), &about, cases.collect()),
    );
}

/// A value of an enum where the builder takes a marker.
fn markers(api: &Api, operation: &Operation, files: &mut FileSet) {
    let cases = operation.slots.iter().filter(|slot| slot.choice).filter_map(|slot| {
        let ty = scalar::id_of(operation.fields[slot.field].ty.scalar).map(|id| api.ty(id))?;
        let TypeKind::Choice(choice) = &ty.kind else { return None };
        let name = format!("{}_takes_a_marker", operation.fields[slot.field].name.snake);
        let expected = vec![choice::marker_sentence(ty, choice)];
        Some(Case { name, expected, calls: vec![Call::Set(slot.field)], build: false }.emit(api, operation))
    });
    let cases: TokenStream = cases.collect();
    if !cases.is_empty() {
        let about = format!("`{}` with a value in place of a marker.", operation.name.pascal);
        files.insert(
            path("compile_fail", operation, "markers"),
            file(&chain::imports(api, operation), &about, cases),
        );
    }
}

fn again(api: &Api, operation: &Operation, slot: Slot) -> Call {
    let variants = super::table::variants(api, operation, slot.field).len();
    if slot.choice && variants > 0 { Call::Choose(slot.field, 0) } else { Call::Set(slot.field) }
}

/// Whether a rule is about a field that has to be there.
fn is_required(rule: &Rule) -> bool {
    rule.effect == Effect::Required
}
