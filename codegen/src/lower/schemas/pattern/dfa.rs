//! Compiles a regular expression to the minimal DFA that decides whether a text contains a match.

use std::collections::BTreeMap;

use regex_automata::dfa::dense::{self, DFA};
use regex_automata::dfa::{Automaton as _, StartKind};
use regex_automata::nfa::thompson::{Compiler, Config, NFA, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, Look, Repetition};

use super::alphabet::Alphabet;
use super::error::PatternError;
use crate::ir::Dfa;

/// Size of the tables of a DFA, which also bounds how much text they are in the crate.
const MAX_TABLE_BYTES: usize = 16 * 1024;

/// States of a DFA.
const MAX_STATES: usize = 1_000;

/// States before minimization.
const MAX_RAW_STATES: usize = 4_000;

/// Size of the NFA, and of the bookkeeping that determinization needs.
const MAX_WORK_BYTES: usize = 4 * 1024 * 1024;

const TOO_LARGE: &str = "use smaller counts, or fewer of them; limit the length with `minLength` and `maxLength`, and list \
                         a few strings with `enum`";

/// The DFA that accepts the texts which contain a match of `hir`.
pub(crate) fn build(hir: &Hir) -> Result<Dfa, PatternError> {
    let too_large = |what: &str| {
        let reason = format!(
            "its matcher has {what}, but the maximum is {MAX_STATES} states in {MAX_TABLE_BYTES} bytes"
        );
        PatternError::unhandled(reason, TOO_LARGE)
    };
    let Some(alphabet) = Alphabet::of(hir) else {
        return too_large("too many kinds of characters");
    };
    let config = Config::new()
        .utf8(false)
        .which_captures(WhichCaptures::None)
        .nfa_size_limit(Some(MAX_WORK_BYTES / 4));
    let anywhere = anywhere(alphabet.translate(hir));
    let Ok(nfa) = Compiler::new().configure(config).build_from_hir(&anywhere) else {
        return too_large("far too many states");
    };
    let Some(dfa) = determinize(&nfa) else {
        return too_large(&format!("more than {MAX_RAW_STATES} states"));
    };
    let Ok(start) = dfa.start_state(&start::Config::new().anchored(Anchored::Yes)) else {
        return PatternError::not_regular("it has no start state");
    };
    let compacted = compact(&dfa, start, &alphabet);
    let (states, bytes) = (compacted.rows.len(), bytes(&compacted));
    if states > MAX_STATES || bytes > MAX_TABLE_BYTES {
        return too_large(&format!("{states} states in {bytes} bytes"));
    }
    Ok(compacted)
}

/// The size of the tables in the crate.
fn bytes(dfa: &Dfa) -> usize {
    let classes = dfa.rows.first().map_or(0, Vec::len);
    dfa.rows.len() * classes * size_of::<u16>() + dfa.others.len() * size_of::<(char, u8)>()
}

/// A pattern matches anywhere, unless it has anchors: anything, a match, anything, the end.
fn anywhere(hir: Hir) -> Hir {
    let anything = || {
        let class = Class::Bytes(ClassBytes::new([ClassBytesRange::new(0, u8::MAX)]));
        Hir::repetition(Repetition { min: 0, max: None, greedy: true, sub: Box::new(Hir::class(class)) })
    };
    Hir::concat(vec![anything(), hir, anything(), Hir::look(Look::End)])
}

/// `None` where it becomes too large.
fn determinize(nfa: &NFA) -> Option<DFA<Vec<u32>>> {
    let classes = nfa.byte_classes().alphabet_len().next_power_of_two();
    let config = dense::Config::new()
        .match_kind(MatchKind::All)
        .start_kind(StartKind::Anchored)
        .accelerate(false)
        .minimize(true)
        .dfa_size_limit(Some(MAX_RAW_STATES * classes * size_of::<u32>()))
        .determinize_size_limit(Some(MAX_WORK_BYTES));
    dense::Builder::new().configure(config).build_from_nfa(nfa).ok()
}

/// The states that `start` leads to, with accepting ones last, and equivalent symbols as one class.
fn compact(dfa: &DFA<Vec<u32>>, start: StateID, alphabet: &Alphabet) -> Dfa {
    let symbols: Vec<u8> = alphabet.symbols().into_iter().collect();
    let mut states = vec![start];
    let mut numbers = BTreeMap::from([(start, 0)]);
    let mut rows: Vec<Vec<usize>> = Vec::new();
    while let Some(&state) = states.get(rows.len()) {
        let row = symbols.iter().map(|symbol| {
            let next = dfa.next_state(state, *symbol);
            *numbers.entry(next).or_insert_with(|| {
                states.push(next);
                states.len() - 1
            })
        });
        rows.push(row.collect());
    }
    let accepts = |at: &usize| dfa.is_match_state(dfa.next_eoi_state(states[*at]));
    // The dead state is number 0, whether anything leads to it or not.
    let mut order: Vec<usize> = (0..states.len()).filter(|at| !dfa.is_dead_state(states[*at])).collect();
    order.sort_by_key(accepts);
    let accepting = 1 + order.iter().filter(|at| !accepts(at)).count();
    let mut renumbered = vec![0; states.len()];
    for (number, at) in order.iter().enumerate() {
        renumbered[*at] = number + 1;
    }
    let (class_of, columns) = columns(&rows, &symbols);
    let row = |at: &usize| columns.iter().map(|column| renumbered[rows[*at][*column]]).collect();
    let dead = vec![0; columns.len()];
    let rows = std::iter::once(dead).chain(order.iter().map(row)).collect();
    let (ascii, others) = classes(alphabet, &class_of);
    Dfa { ascii, others, rows, start: renumbered[0], accepting }
}

/// The class of each symbol, and for each class the index of one of its symbols.
fn columns(rows: &[Vec<usize>], symbols: &[u8]) -> (BTreeMap<u8, u8>, Vec<usize>) {
    let mut known: BTreeMap<Vec<usize>, u8> = BTreeMap::new();
    let mut columns = Vec::new();
    let classes = symbols.iter().enumerate().map(|(at, symbol)| {
        let column = rows.iter().map(|row| row[at]).collect();
        let class = *known.entry(column).or_insert_with(|| {
            columns.push(at);
            // There are no more classes than symbols, which are bytes.
            u8::try_from(columns.len() - 1).unwrap_or(u8::MAX)
        });
        (*symbol, class)
    });
    (classes.collect(), columns)
}

/// The class of each ASCII character, and runs of classes from U+0080 on.
fn classes(alphabet: &Alphabet, class_of: &BTreeMap<u8, u8>) -> (Vec<u8>, Vec<(char, u8)>) {
    let mut ascii = Vec::new();
    let mut others: Vec<(char, u8)> = Vec::new();
    for (at, (start, symbol)) in alphabet.runs.iter().enumerate() {
        let class = class_of.get(symbol).copied().unwrap_or_default();
        let end = alphabet.runs.get(at + 1).map_or(u32::MAX, |(next, _)| *next);
        ascii.extend((*start..end.min(0x80)).map(|_| class));
        // A run that starts with a surrogate starts with the first character behind them.
        let first = if (0xd800..0xe000).contains(start) { 0xe000 } else { *start };
        if let Some(first) = char::from_u32(first).filter(|c| !c.is_ascii()) {
            if others.last().is_some_and(|(last, _)| *last == first) {
                others.pop();
            }
            if others.last().is_none_or(|(_, known)| *known != class) {
                others.push((first, class));
            }
        }
    }
    (ascii, others)
}
