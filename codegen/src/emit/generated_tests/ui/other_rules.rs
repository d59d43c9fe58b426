//! Rules that no table shows as cases: each broken at every call at which the compiler finds it, and each kept.

use proc_macro2::TokenStream;

use super::case::{self, Case};
use super::{file, path};
use crate::emit::builder::target::Subject;
use crate::fileset::FileSet;
use crate::ir::{Api, BoundSite, RequestObject, Rule};
use crate::solver::States;

pub(crate) fn emit(api: &Api, subject: &Subject<'_>, files: &mut FileSet) {
    let object = subject.object;
    let shown = |at: &usize| object.tables.iter().any(|table| table.rules.contains(at));
    let listed = (0..object.rules.len()).filter(|at| !shown(at)).map(|at| &object.rules[at]);
    // A field that is always required has cases of its own.
    let alone =
        |rule: &Rule| rule.when.is_always() && rule.fields(&object.tests).len() == 1 && rule.is_stated();
    let listed: Vec<&Rule> = listed.filter(|rule| !alone(rule) && rule.is_typed(&object.tests)).collect();
    let imports = case::imports(api, subject);
    let emit = |cases: Vec<Case>| cases.iter().map(|case| case.emit(api, subject)).collect::<TokenStream>();
    let fail = emit(listed.iter().flat_map(|rule| broken(object, rule)).collect());
    if !fail.is_empty() {
        let about = format!("`{}` against the rules that no table shows.", subject.name.pascal);
        files.insert(path("compile_fail", subject, "rules"), file(&imports, &about, fail));
    }
    let pass = emit(listed.iter().filter_map(|rule| kept(object, rule)).collect());
    if !pass.is_empty() {
        let about = format!("`{}` along the rules that no table shows.", subject.name.pascal);
        files.insert(path("compile_pass", subject, "rules"), file(&imports, &about, pass));
    }
}

/// The states of the fields that a rule reads.
fn states(object: &RequestObject, rule: &Rule) -> Vec<Vec<(usize, usize)>> {
    let mut all = vec![Vec::new()];
    for field in rule.fields(&object.tests) {
        let longer = |states: &Vec<(usize, usize)>| {
            let states = states.clone();
            (0..object.space.size(field)).map(move |state| [states.as_slice(), &[(field, state)]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

fn state_of(states: &[(usize, usize)]) -> impl Fn(usize) -> usize + '_ {
    |field| states.iter().find(|(of, _)| *of == field).map_or(0, |(_, state)| *state)
}

/// A chain for each place at which breaking the rule is found, with all other rules kept.
fn broken(object: &RequestObject, rule: &Rule) -> Vec<Case> {
    let name = super::snake(&rule.name);
    let breaks = |states: &[(usize, usize)]| object.space.breaks(rule, &state_of(states));
    let complete = |wanted: &dyn Fn(&States) -> bool| {
        let broken = states(object, rule).into_iter().filter(|states| breaks(states));
        let mut full = broken
            .filter_map(|states| case::complete(object, &states, false, |other| other.name == rule.name));
        full.find(wanted)
    };
    let checks = object.setter_bounds.iter().filter(|check| check.sentence == rule.sentence);
    let mut cases = Vec::new();
    for check in checks {
        let ends: Vec<Option<usize>> = match &check.at {
            BoundSite::Before(field) => vec![Some(*field)],
            BoundSite::After(fields) => fields.iter().copied().map(Some).collect(),
            BoundSite::End => vec![None],
        };
        for end in ends {
            let case = |states: &States| {
                let (calls, at) = match end {
                    Some(field) => (
                        case::calls_ending_in(object, states, field),
                        format!("_at_{}", object.fields[field].name.snake),
                    ),
                    None => (case::calls(object, states), "_at_the_end".to_owned()),
                };
                Case::new(object, format!("{name}{at}"), calls)
            };
            let fits = |states: &States| {
                let case = case(states);
                case.build == end.is_none()
                    && case.expected.contains(&check.sentence)
                    && end.is_none_or(|field| case.calls.last().is_some_and(|call| call.field == field))
            };
            cases.extend(complete(&fits).map(|states| case(&states)));
        }
    }
    cases
}

/// A chain to which the rule applies, and that keeps it.
fn kept(object: &RequestObject, rule: &Rule) -> Option<Case> {
    let applies = |states: &Vec<(usize, usize)>| {
        let state = state_of(states);
        object.space.holds(&rule.when, &state) && !object.space.breaks(rule, &state)
    };
    let mut found = states(object, rule).into_iter().filter(applies);
    let states = found.find_map(|states| case::complete(object, &states, false, |_| false))?;
    let name = format!("{}_is_kept", super::snake(&rule.name));
    let case = Case::new(object, name, case::calls(object, &states));
    case.expected.is_empty().then_some(case)
}
