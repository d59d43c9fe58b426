//! The solver and the bounds of a builder against an enumeration of all states.

use crate::emit::Call;
use crate::emit::{calls, expected_errors};
use crate::ir::{Advice, RequestObject, Rule};
use crate::oracle::generators::random::Random;
use crate::solver;
use crate::solver::Search;

/// Spaces with more states than this are not enumerated.
const MAX_STATES: usize = 1_500;

/// All states, unless there are too many.
fn all_states(object: &RequestObject) -> Option<Vec<Vec<usize>>> {
    let sizes: Vec<usize> = (0..object.fields.len()).map(|field| object.space.size(field)).collect();
    sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size)).filter(|all| *all <= MAX_STATES)?;
    let mut all = vec![Vec::new()];
    for size in sizes {
        let longer = |states: &Vec<usize>| {
            let states = states.clone();
            (0..size).map(move |state| [states.as_slice(), &[state]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    Some(all)
}

/// Compares both; the result is whether the space was small enough to be enumerated.
pub(super) fn compare(random: &mut Random, object: &RequestObject) -> Result<bool, String> {
    let Some(all) = all_states(object) else { return Ok(false) };
    for _ in 0..4 {
        compare_search(random, object, &all)?;
    }
    // A request can be built if and only if it breaks no rule that a builder enforces, of those that its methods ask for.
    for (states, advice) in
        all.iter().flat_map(|states| [Advice::Heeded, Advice::Ignored].map(|a| (states, a)))
    {
        let enforced =
            |rule: &&Rule| rule.is_typed(&object.tests) && (advice == Advice::Heeded || rule.is_stated());
        let mut enforced = object.rules.iter().filter(enforced);
        let broken = enforced.find(|rule| object.space.breaks(rule, &|field| states[field]));
        let seen: Vec<usize> =
            states.iter().enumerate().map(|(field, state)| seen(object, field, *state)).collect();
        let calls = calls(object, &seen).into_iter().map(|call| Call { advice, ..call }).collect::<Vec<_>>();
        if advice == Advice::Heeded && calls.iter().any(|call| call.gives_text(object)) {
            continue;
        }
        let said = expected_errors(object, &calls, Some(advice));
        if broken.is_some() == said.is_empty() {
            let rule = broken.map_or("no rule", |rule| rule.sentence.as_str());
            return Err(format!(
                "state {states:?} breaks {rule}, and with advice {advice:?} the compiler says {said:?}"
            ));
        }
    }
    Ok(true)
}

/// The state of a field as a builder sees it.
fn seen(object: &RequestObject, field: usize, state: usize) -> usize {
    if object.holds_marker(field) || object.tells_cleared(field) { state } else { state.min(1) }
}

/// Compares a search with some of the rules and some states given.
fn compare_search(random: &mut Random, object: &RequestObject, all: &[Vec<usize>]) -> Result<(), String> {
    let share = *random.pick(&[50, 100]);
    let rules: Vec<&Rule> = object.rules.iter().filter(|_| random.chance(share)).collect();
    let mut given = Vec::new();
    for field in 0..object.fields.len() {
        if random.chance(25) {
            given.push((field, random.below(object.space.size(field))));
        }
    }
    let sound = |states: &[usize]| {
        given.iter().all(|(field, state)| states[*field] == *state)
            && rules.iter().all(|rule| !object.space.breaks(rule, &|field| states[field]))
    };
    let exists = all.iter().any(|states| sound(states));
    let found = solver::search(&object.space, &rules, &object.tests, &given, random.chance(50));
    let right = match &found {
        Search::Found(states) => sound(states),
        Search::None => !exists,
        Search::GivenUp => false,
    };
    if right {
        Ok(())
    } else {
        Err(format!("with {given:?} given, the search comes to {found:?}; is there one: {exists}"))
    }
}
