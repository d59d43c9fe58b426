//! Compares random patterns with an engine for ECMA-262: both accept the same patterns, and both match the same texts.

use super::decider;
use super::input_strings::{Dice, texts};
use crate::lower::schemas::pattern::ecma262::parser;
use crate::lower::schemas::pattern::error::PatternError;

const ATOMS: &[&str] = &[
    "a",
    "b",
    "é",
    "☎",
    "😀",
    " ",
    "-",
    ".",
    "\\d",
    "\\w",
    "\\s",
    "\\S",
    "\\W",
    "\\D",
    "[a-c]",
    "[^a]",
    "[^a-cé]",
    "[\\d_-]",
    "[]",
    "[^]",
    "[&&a]",
    "[[b]",
    "[a-]",
    "\\x61",
    "\\u{2028}",
    "\\p{L}",
    "\\-",
];

const ASSERTIONS: &[&str] = &["^", "$", "\\b", "\\B"];

const COUNTS: &[&str] = &["*", "+", "?", "{2}", "{1,3}", "{0,2}?", "*?", "{2,}"];

#[test]
fn random_patterns_are_decided_as_by_an_engine_for_ecma() {
    let mut dice = Dice(1);
    let assigned = decider("^\\p{Assigned}*$").unwrap().unwrap();
    let (mut refused, mut empty, mut checks) = (0, 0, 0);
    for _ in 0..1_500 {
        let mut pattern = String::new();
        write(&mut pattern, 2, &mut dice);
        let oracle = regress::Regex::with_flags(&pattern, "u");
        let found = match decider(&pattern) {
            Ok(found) => found,
            Err(PatternError::NotRegular(reason)) => {
                assert!(oracle.is_err(), "{pattern}: {reason}");
                refused += 1;
                continue;
            }
            Err(PatternError::Unhandled(reason, _)) => panic!("{pattern}: {reason}"),
        };
        let oracle = oracle.unwrap();
        empty += usize::from(found.is_none());
        let texts = texts(&parser::parse(&pattern).unwrap(), 4, &mut dice);
        // Longer texts take the other engine too long.
        for text in texts.iter().filter(|text| text.chars().count() < 8 && assigned.matches(text)) {
            let matched = found.as_ref().is_some_and(|found| found.matches(text));
            assert_eq!(matched, oracle.find(text).is_some(), "{pattern} with {text:?}");
            checks += 1;
        }
    }
    assert!(
        checks > 20_000 && refused > 20 && empty > 20,
        "{checks} checks, {refused} refused, {empty} empty"
    );
}

/// Adds a few terms. Groups are at most optional: on counted ones the other engine may run forever.
fn write(pattern: &mut String, depth: usize, dice: &mut Dice) {
    for _ in 0..dice.below(4) {
        match dice.below(8) {
            0 => pattern.push_str(ASSERTIONS[dice.below(ASSERTIONS.len())]),
            1 | 2 if depth > 0 => {
                pattern.push_str(["(", "(?:"][dice.below(2)]);
                write(pattern, depth - 1, dice);
                if dice.below(2) == 0 {
                    pattern.push('|');
                    write(pattern, depth - 1, dice);
                }
                pattern.push_str([")", ")?"][dice.below(2)]);
            }
            _ => {
                pattern.push_str(ATOMS[dice.below(ATOMS.len())]);
                if dice.below(3) == 0 {
                    pattern.push_str(COUNTS[dice.below(COUNTS.len())]);
                }
            }
        }
    }
}
