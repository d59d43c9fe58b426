//! Compile-fail and compile-pass cases: one file for each row of a decision table, so that every cell is a case.
//!
//! The sentences that the compiler has to print stand over each case as `error:` lines; `tests/ui.rs` compares them with
//! the blessed output and with `rules.json`, so that a careless bless cannot hide a wrong or missing one.

pub(crate) mod case;
pub(crate) mod counterexample;
pub(crate) mod decision_table_rows;
pub(crate) mod literals;
pub(crate) mod other_rules;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use self::decision_table_rows::errors;

use self::case::{Call, Case};
use crate::emit::builder::target::Subject;
use crate::emit::support::imports::Imports;
use crate::emit::support::parallel::Job;
use crate::emit::support::pretty_print::render;
use crate::emit::types::{enumeration, field_type};
use crate::fileset::FileSet;
use crate::ir::{Api, BoundSite, Effect, RequestObject, Rule, Slot, TypeKind};

/// The driver of the cases, a hand-written file that is the same for every crate.
const DRIVER: &str = include_str!("../../../../templates/ui.rs");

/// A job for each builder, and one for what they have in common.
pub(crate) fn jobs(api: &Api) -> impl Iterator<Item = Job<'_>> {
    let common = |files: &mut FileSet| {
        files.insert("tests/ui.rs", format!("{}\n{DRIVER}", crate::emit::support::pretty_print::header()));
        literals::emit(api, files);
    };
    let of_subject = move |subject: Subject<'_>, files: &mut FileSet| {
        decision_table_rows::emit(api, &subject, files);
        other_rules::emit(api, &subject, files);
        always(api, &subject, files);
        twice(api, &subject, files);
        markers(api, &subject, files);
    };
    let subjects = Subject::all(api)
        .map(move |subject| Box::new(move |files: &mut FileSet| of_subject(subject, files)) as Job<'_>);
    std::iter::once(Box::new(common) as Job<'_>).chain(subjects)
}

/// One case file: docs, imports, the cases, and the `main` that every program has.
fn file(imports: &Imports, about: &str, cases: TokenStream) -> String {
    let docs = crate::emit::docs::doc_comment::inner(&[about]);
    let uses = imports.of(&cases);
    render(quote!(#docs #uses #cases fn main() {}))
}

fn path(kind: &str, subject: &Subject<'_>, what: &str) -> String {
    format!("tests/{kind}/{}/{}_{what}.rs", subject.module.0.join("/"), subject.name.snake)
}

/// Fields that are required whatever the others are: each left out once.
fn always(api: &Api, subject: &Subject<'_>, files: &mut FileSet) {
    let object = subject.object;
    let required = (0..object.fields.len()).filter(|field| object.fields[*field].required);
    let case = |field: usize| {
        let always = |rule: &Rule| rule.effect == Effect::Required(field) && rule.when.is_always();
        let states = case::complete(object, &[(field, 0)], false, always)?;
        let name = format!("{}_is_missing", object.fields[field].name.snake);
        Some(Case::new(object, name, case::calls(object, &states)).emit(api, subject))
    };
    let cases: TokenStream = required.filter_map(case).collect();
    if !cases.is_empty() {
        let about = format!("`{}` without a field that is always required.", subject.name.pascal);
        let text = file(&case::imports(api, subject), &about, cases);
        files.insert(path("compile_fail", subject, "required"), text);
    }
}

/// Every field with a slot set twice.
fn twice(api: &Api, subject: &Subject<'_>, files: &mut FileSet) {
    let object = subject.object;
    let case = |slot: &Slot| {
        let mut calls = opening(object, slot.field)?;
        let call = Call { field: slot.field, state: 1 };
        calls.extend([call, call]);
        let name = format!("{}_is_set_twice", object.fields[slot.field].name.snake);
        Some(Case::new(object, name, calls).emit(api, subject))
    };
    let cases: TokenStream = object.slots.iter().filter_map(case).collect();
    if !cases.is_empty() {
        let about = format!("`{}` with a field set twice.", subject.name.pascal);
        let text = file(&case::imports(api, subject), &about, cases);
        files.insert(path("compile_fail", subject, "twice"), text);
    }
}

/// The calls without which a field cannot be set.
fn opening(object: &RequestObject, field: usize) -> Option<Vec<Call>> {
    let mut needed = vec![field];
    let mut at = 0;
    while let Some(next) = needed.get(at).copied() {
        let gates = object.setter_bounds.iter().filter(|check| check.at == BoundSite::Before(next));
        let more: Vec<usize> = gates.flat_map(|check| check.fields.clone()).collect();
        needed.extend(more.into_iter().filter(|field| !needed.contains(field)).collect::<Vec<_>>());
        at += 1;
    }
    let states = case::complete(object, &[(field, 1)], false, |_| false)?;
    let calls = case::calls(object, &states).into_iter();
    Some(calls.filter(|call| call.field != field && needed.contains(&call.field)).collect())
}

/// A value of an enum where the builder takes a marker.
fn markers(api: &Api, subject: &Subject<'_>, files: &mut FileSet) {
    let object = subject.object;
    let case = |slot: &Slot| {
        let field = slot.field;
        let sentence = match field_type::id_of(object.fields[field].ty.scalar).map(|id| api.ty(id)) {
            Some(ty) => match &ty.kind {
                TypeKind::Enumeration(choice) => enumeration::marker_sentence(ty, choice),
                _ => return None,
            },
            None => enumeration::BOOLEAN_SENTENCE.to_owned(),
        };
        let mut calls = opening(object, field)?;
        // No value has this state: the setter is called with a value of the enum.
        calls.push(Call { field, state: 0 });
        let name = format!("{}_takes_a_marker", object.fields[field].name.snake);
        Some(Case { name, expected: vec![sentence], calls, build: false }.emit(api, subject))
    };
    let cases: TokenStream =
        object.slots.iter().filter(|slot| slot.holds_marker()).filter_map(case).collect();
    if !cases.is_empty() {
        let about = format!("`{}` with a value in place of a marker.", subject.name.pascal);
        let text = file(&case::imports(api, subject), &about, cases);
        files.insert(path("compile_fail", subject, "markers"), text);
    }
}

/// A Rust name as a part of the name of a function or file.
fn snake(name: &str) -> String {
    heck::ToSnakeCase::to_snake_case(name)
}
