//! How long the texts are that an automaton accepts.

use std::collections::BTreeSet;

use crate::ir::Dfa;

/// The lengths of accepted texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// The shortest, in characters.
    pub(crate) shortest: usize,
    /// The longest, in characters; `None` where there is none.
    pub(crate) longest: Option<usize>,
    /// Whether every accepted text is ASCII.
    pub(crate) ascii: bool,
}

/// How long accepted texts are; `None` where no text is accepted.
pub(crate) fn extent(automaton: &Dfa) -> Option<Extent> {
    let alive = alive(automaton);
    // In each step the states behind texts of one length; what is dead is left out.
    let mut states = BTreeSet::from([automaton.start]);
    states.retain(|state| alive[*state]);
    let mut shortest = None;
    let mut longest = None;
    let mut ascii = true;
    // A text that is longer than there are states goes in a circle.
    for length in 0..=automaton.rows.len() {
        if states.iter().any(|state| automaton.accepts(*state)) {
            shortest = shortest.or(Some(length));
            longest = Some(length);
        }
        ascii &= !states.iter().any(|state| beyond_ascii(automaton, *state, &alive));
        states = states.iter().flat_map(|state| &automaton.rows[*state]).copied().collect();
        states.retain(|state| alive[*state]);
        if states.is_empty() {
            break;
        }
    }
    Some(Extent { shortest: shortest?, longest: longest.filter(|_| states.is_empty()), ascii })
}

/// Whether a character that is not ASCII leads on.
fn beyond_ascii(automaton: &Dfa, state: usize, alive: &[bool]) -> bool {
    automaton.others.iter().any(|(_, class)| alive[automaton.rows[state][usize::from(*class)]])
}

/// Which states lead to one that accepts.
fn alive(automaton: &Dfa) -> Vec<bool> {
    let mut before = vec![Vec::new(); automaton.rows.len()];
    for (state, row) in automaton.rows.iter().enumerate() {
        for next in row {
            before[*next].push(state);
        }
    }
    let mut alive = vec![false; automaton.rows.len()];
    let mut open: Vec<usize> = (automaton.accepting..automaton.rows.len()).collect();
    while let Some(state) = open.pop() {
        if !std::mem::replace(&mut alive[state], true) {
            open.extend(&before[state]);
        }
    }
    alive
}
