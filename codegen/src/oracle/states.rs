//! The state space against brute force: an operation comes in, where search or checks go wrong goes out.

use super::random::Random;
use crate::emit::{calls, expected_errors as said};
use crate::ir::{RequestObject, Rule};
use crate::solver;
use crate::solver::Search;

/// Spaces with more states than this are not enumerated.
const MOST: usize = 1_500;

/// All states, where there are not too many.
fn every(object: &RequestObject) -> Option<Vec<Vec<usize>>> {
    let sizes: Vec<usize> = (0..object.fields.len()).map(|field| object.space.size(field)).collect();
    sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size)).filter(|all| *all <= MOST)?;
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

/// Whether the space was small enough to look at.
pub(super) fn compare(random: &mut Random, object: &RequestObject) -> Result<bool, String> {
    let Some(all) = every(object) else { return Ok(false) };
    for _ in 0..4 {
        searched(random, object, &all)?;
    }
    // Every request that breaks no rule of builders can be built, and no other.
    let typed: Vec<&Rule> = object.rules.iter().filter(|rule| rule.is_typed(&object.tests)).collect();
    for states in &all {
        let broken = typed.iter().find(|rule| object.space.breaks(rule, &|field| states[field]));
        let seen: Vec<usize> =
            states.iter().enumerate().map(|(field, state)| seen(object, field, *state)).collect();
        let said = said(object, &calls(object, &seen), true);
        if broken.is_some() == said.is_empty() {
            let rule = broken.map_or("no rule", |rule| rule.sentence.as_str());
            return Err(format!("state {states:?} breaks {rule}, and the compiler says {said:?}"));
        }
    }
    Ok(true)
}

/// The state of a field as a builder tells it.
fn seen(object: &RequestObject, field: usize, state: usize) -> usize {
    if object.holds_marker(field) { state } else { state.min(1) }
}

/// A search among some rules, with some states given.
fn searched(random: &mut Random, object: &RequestObject, all: &[Vec<usize>]) -> Result<(), String> {
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
