//! Rules that no table shows as cases: each is broken at every call at which the compiler reports it, and each is kept.

use heck::ToSnakeCase;

use super::case::Case;
use super::case_file::{CaseFile, Outcome};
use super::setter_chain::{self, calls, calls_ending_in};
use crate::emit::builder::target::BuilderTarget;
use crate::ir::{BoundSite, RequestObject, Rule};
use crate::solver::States;

/// The cases that do not compile, and those that do.
pub(crate) fn files(target: &BuilderTarget<'_>) -> [Option<CaseFile>; 2] {
    let object = target.object;
    let shown = |at: &usize| object.tables.iter().any(|table| table.rules.contains(at));
    let listed = (0..object.rules.len()).filter(|at| !shown(at)).map(|at| &object.rules[at]);
    // A field that is always required has cases of its own.
    let alone =
        |rule: &Rule| rule.when.is_always() && rule.fields(&object.tests).len() == 1 && rule.is_stated();
    let listed: Vec<&Rule> = listed.filter(|rule| !alone(rule) && rule.is_typed(&object.tests)).collect();
    let fail: Vec<Case> = listed.iter().flat_map(|rule| broken(object, rule)).collect();
    let mut pass: Vec<Case> = listed.iter().filter_map(|rule| kept(object, rule)).collect();
    pass.extend(fail.iter().filter_map(|case| case.despite_advice(object)));
    let name = &target.name.pascal;
    [
        CaseFile::new(
            Outcome::Fail,
            "rules",
            format!("`{name}` violating the rules that no table shows."),
            fail,
        ),
        CaseFile::new(
            Outcome::Pass,
            "rules",
            format!("`{name}` satisfying the rules that no table shows."),
            pass,
        ),
    ]
}

/// Every combination of states of the fields that a rule reads.
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

/// The state of each field; those that are not listed are not set.
fn state_of(states: &[(usize, usize)]) -> impl Fn(usize) -> usize + '_ {
    |field| states.iter().find(|(of, _)| *of == field).map_or(0, |(_, state)| *state)
}

/// A chain for each call at which a violation of the rule is reported, with all other rules kept.
fn broken(object: &RequestObject, rule: &Rule) -> Vec<Case> {
    let name = rule.name.to_snake_case();
    let breaks = |states: &[(usize, usize)]| object.space.breaks(rule, &state_of(states));
    let complete = |wanted: &dyn Fn(&States) -> bool| {
        let broken = states(object, rule).into_iter().filter(|states| breaks(states));
        let mut full = broken.filter_map(|states| {
            setter_chain::complete(object, &states, false, |other| other.name == rule.name)
        });
        full.find(wanted)
    };
    let bounds = object.setter_bounds.iter().filter(|bound| bound.sentence == rule.sentence);
    let mut cases = Vec::new();
    for bound in bounds {
        let ends: Vec<Option<usize>> = match &bound.at {
            BoundSite::Before(field) => vec![Some(*field)],
            BoundSite::After(fields) => fields.iter().copied().map(Some).collect(),
            BoundSite::End => vec![None],
        };
        for end in ends {
            let case = |states: &States| {
                let (calls, at) = match end {
                    Some(field) => (
                        calls_ending_in(object, states, field),
                        format!("_at_{}", object.fields[field].name.snake),
                    ),
                    None => (calls(object, states), "_at_the_end".to_owned()),
                };
                Case::new(object, format!("{name}{at}"), calls)
            };
            let fits = |states: &States| {
                let case = case(states);
                case.end.is_some() == end.is_none()
                    && case.expected.contains(&bound.sentence)
                    && end.is_none_or(|field| case.calls.last().is_some_and(|call| call.field == field))
            };
            cases.extend(complete(&fits).map(|states| case(&states)));
        }
    }
    cases
}

/// A chain to which the rule applies, and which keeps it.
fn kept(object: &RequestObject, rule: &Rule) -> Option<Case> {
    let applies = |states: &Vec<(usize, usize)>| {
        let state = state_of(states);
        object.space.holds(&rule.when, &state) && !object.space.breaks(rule, &state)
    };
    let mut found = states(object, rule).into_iter().filter(applies);
    let states = found.find_map(|states| setter_chain::complete(object, &states, false, |_| false))?;
    let name = format!("{}_is_kept", rule.name.to_snake_case());
    let case = Case::new(object, name, calls(object, &states));
    case.expected.is_empty().then_some(case)
}
