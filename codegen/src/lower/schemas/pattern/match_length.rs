//! The lengths of the texts that a DFA accepts.

use std::collections::BTreeSet;

use crate::ir::Dfa;

/// The range of their lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MatchLength {
    /// The shortest, in characters.
    pub(crate) shortest: usize,
    /// The longest, in characters; `None` where there is none.
    pub(crate) longest: Option<usize>,
    /// Whether every accepted text is ASCII.
    pub(crate) ascii: bool,
}

/// How long accepted texts are; `None` where no text is accepted.
pub(crate) fn match_length(dfa: &Dfa) -> Option<MatchLength> {
    let live = live(dfa);
    // In each step the states behind texts of one length; dead states are left out.
    let mut states = BTreeSet::from([dfa.start]);
    states.retain(|state| live[*state]);
    let mut shortest = None;
    let mut longest = None;
    let mut ascii = true;
    // A text that is longer than there are states goes in a circle.
    for length in 0..=dfa.rows.len() {
        if states.iter().any(|state| dfa.accepts(*state)) {
            shortest = shortest.or(Some(length));
            longest = Some(length);
        }
        ascii &= !states.iter().any(|state| beyond_ascii(dfa, *state, &live));
        states = states.iter().flat_map(|state| &dfa.rows[*state]).copied().collect();
        states.retain(|state| live[*state]);
        if states.is_empty() {
            break;
        }
    }
    Some(MatchLength { shortest: shortest?, longest: longest.filter(|_| states.is_empty()), ascii })
}

/// Whether a character that is not ASCII leads on.
fn beyond_ascii(dfa: &Dfa, state: usize, live: &[bool]) -> bool {
    dfa.others.iter().any(|(_, class)| live[dfa.rows[state][usize::from(*class)]])
}

/// Which states lead to one that accepts.
fn live(dfa: &Dfa) -> Vec<bool> {
    let mut before = vec![Vec::new(); dfa.rows.len()];
    for (state, row) in dfa.rows.iter().enumerate() {
        for next in row {
            before[*next].push(state);
        }
    }
    let mut live = vec![false; dfa.rows.len()];
    let mut open: Vec<usize> = (dfa.accepting..dfa.rows.len()).collect();
    while let Some(state) = open.pop() {
        if !std::mem::replace(&mut live[state], true) {
            open.extend(&before[state]);
        }
    }
    live
}
