//! Literals that violate a pattern or a length, found by searching the DFA of the pattern.

use std::collections::{BTreeMap, VecDeque};

use crate::ir::{ConstrainedString, Dfa, Length, Matcher, Pattern};

/// Longest literal that is written to show that one is too long.
const MAX_LITERAL: usize = 300;

/// A text that is no SID of a pattern.
pub(crate) fn no_sid(pattern: &Pattern) -> String {
    match &pattern.matcher {
        // Shorter by one than any value of the type.
        Matcher::Segments(_) => "0".repeat(pattern.length.saturating_sub(1)),
        Matcher::Dfa(dfa) => unmatched(dfa).unwrap_or_default(),
    }
}

/// A text that breaks the pattern, where there is one.
pub(crate) fn unmatched_by(string: &ConstrainedString) -> Option<String> {
    unmatched(&string.pattern.as_ref()?.1)
}

/// Texts that match the pattern, where there are such, but are too short or too long by one.
pub(crate) fn of_wrong_length(string: &ConstrainedString) -> Vec<(&'static str, String)> {
    let Some(Length { min, max }) = &string.length else { return Vec::new() };
    let of_length = |count: usize| match &string.pattern {
        _ if count > MAX_LITERAL => None,
        None => Some("0".repeat(count)),
        Some((_, dfa)) => matched(dfa, count),
    };
    let short = min.checked_sub(1).and_then(of_length).map(|text| ("is_too_short", text));
    let long = max.and_then(|max| of_length(max.saturating_add(1))).map(|text| ("is_too_long", text));
    short.into_iter().chain(long).collect()
}

/// A text of `count` characters that the DFA accepts.
fn matched(dfa: &Dfa, count: usize) -> Option<String> {
    let mut texts = BTreeMap::from([(dfa.start, String::new())]);
    for _ in 0..count {
        let mut longer = BTreeMap::new();
        for (state, text) in &texts {
            for c in CANDIDATES.chars() {
                longer.entry(dfa.step(*state, c)).or_insert_with(|| format!("{text}{c}"));
            }
        }
        texts = longer;
    }
    texts.into_iter().find(|(state, _)| dfa.accepts(*state)).map(|(_, text)| text)
}

/// Characters to try, the plainest first.
const CANDIDATES: &str =
    "0aA-_. !\"#$%&'()*+,/:;<=>?@[]^{|}~123456789bcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ\n";

/// A short text that the DFA does not accept: of one character, else the empty one, else of several.
fn unmatched(dfa: &Dfa) -> Option<String> {
    let one = CANDIDATES.chars().find(|c| !dfa.accepts(dfa.step(dfa.start, *c)));
    if let Some(c) = one {
        return Some(c.to_string());
    }
    if !dfa.accepts(dfa.start) {
        return Some(String::new());
    }
    let mut known = vec![false; dfa.rows.len()];
    let mut open = VecDeque::from([(dfa.start, String::new())]);
    while let Some((state, text)) = open.pop_front() {
        if !dfa.accepts(state) {
            return Some(text);
        }
        if text.len() < MAX_LITERAL && !std::mem::replace(&mut known[state], true) {
            open.extend(CANDIDATES.chars().map(|c| (dfa.step(state, c), format!("{text}{c}"))));
        }
    }
    None
}
