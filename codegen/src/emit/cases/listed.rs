//! Rules that no table shows as cases: each broken at every call at which the compiler finds it, and each kept.

use proc_macro2::TokenStream;

use super::chain::{self, Case};
use super::{file, path};
use crate::fileset::FileSet;
use crate::ir::{Api, At, Operation, Rule, States};

pub(super) fn emit(api: &Api, operation: &Operation, files: &mut FileSet) {
    let shown = |at: &usize| operation.tables.iter().any(|table| table.rules.contains(at));
    let listed = (0..operation.rules.len()).filter(|at| !shown(at)).map(|at| &operation.rules[at]);
    let listed: Vec<&Rule> =
        listed.filter(|rule| !rule.when.is_always() || rule.fields(&operation.tests).len() > 1).collect();
    let listed: Vec<&Rule> = listed.into_iter().filter(|rule| rule.is_typed(&operation.tests)).collect();
    let imports = chain::imports(api, operation);
    let emit = |cases: Vec<Case>| cases.iter().map(|case| case.emit(api, operation)).collect::<TokenStream>();
    let fail = emit(listed.iter().flat_map(|rule| broken(operation, rule)).collect());
    if !fail.is_empty() {
        let about = format!("`{}` against the rules that no table shows.", operation.name.pascal);
        files.insert(path("compile_fail", operation, "rules"), file(&imports, &about, fail));
    }
    let pass = emit(listed.iter().filter_map(|rule| kept(operation, rule)).collect());
    if !pass.is_empty() {
        let about = format!("`{}` along the rules that no table shows.", operation.name.pascal);
        files.insert(path("compile_pass", operation, "rules"), file(&imports, &about, pass));
    }
}

/// The states of the fields that a rule reads.
fn states(operation: &Operation, rule: &Rule) -> Vec<Vec<(usize, usize)>> {
    let mut all = vec![Vec::new()];
    for field in rule.fields(&operation.tests) {
        let longer = |states: &Vec<(usize, usize)>| {
            let states = states.clone();
            (0..operation.space.size(field)).map(move |state| [states.as_slice(), &[(field, state)]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

fn state_of(states: &[(usize, usize)]) -> impl Fn(usize) -> usize + '_ {
    |field| states.iter().find(|(of, _)| *of == field).map_or(0, |(_, state)| *state)
}

/// A chain for each place at which breaking the rule is found, with all other rules kept.
fn broken(operation: &Operation, rule: &Rule) -> Vec<Case> {
    let name = super::snake(&rule.name);
    let breaks = |states: &[(usize, usize)]| operation.space.breaks(rule, &state_of(states));
    let complete = |wanted: &dyn Fn(&States) -> bool| {
        let broken = states(operation, rule).into_iter().filter(|states| breaks(states));
        let mut full = broken
            .filter_map(|states| chain::complete(operation, &states, false, |other| other.name == rule.name));
        full.find(wanted)
    };
    let checks = operation.checks.iter().filter(|check| check.sentence == rule.sentence);
    let mut cases = Vec::new();
    for check in checks {
        let ends: Vec<Option<usize>> = match &check.at {
            At::Before(field) => vec![Some(*field)],
            At::After(fields) => fields.iter().copied().map(Some).collect(),
            At::End => vec![None],
        };
        for end in ends {
            let case = |states: &States| {
                let (calls, at) = match end {
                    Some(field) => (
                        chain::calls_ending_in(operation, states, field),
                        format!("_at_{}", operation.fields[field].name.snake),
                    ),
                    None => (chain::calls(operation, states), "_at_the_end".to_owned()),
                };
                Case::new(operation, format!("{name}{at}"), calls)
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
fn kept(operation: &Operation, rule: &Rule) -> Option<Case> {
    let applies = |states: &Vec<(usize, usize)>| {
        let state = state_of(states);
        operation.space.holds(&rule.when, &state) && !operation.space.breaks(rule, &state)
    };
    let mut found = states(operation, rule).into_iter().filter(applies);
    let states = found.find_map(|states| chain::complete(operation, &states, false, |_| false))?;
    let name = format!("{}_is_kept", super::snake(&rule.name));
    let case = Case::new(operation, name, chain::calls(operation, &states));
    case.expected.is_empty().then_some(case)
}
