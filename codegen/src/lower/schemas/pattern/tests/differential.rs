//! Compares the matchers with an engine for ECMA-262, on texts derived from each pattern.

use flex_runtime::Automaton as Table;

use super::input_strings::{Dice, texts};
use super::pattern_samples::all;
use super::{Decider, decider};
use crate::ir::Dfa;
use crate::lower::schemas::pattern::ecma262::parser;
use crate::lower::schemas::pattern::error::PatternError;

/// No table is larger than this.
const LARGEST: usize = 8 * 1024;

#[test]
fn matchers_agree_with_an_engine_for_ecma() {
    let mut dice = Dice(42);
    // The two know different versions of Unicode: a character that is new in the other's has properties there only.
    let assigned = decider("^\\p{Assigned}*$").unwrap().unwrap();
    let (mut refused, mut checks, mut matched) = (Vec::new(), 0, 0);
    for pattern in all() {
        let found = match decider(&pattern) {
            Ok(found) => found,
            Err(PatternError::NotRegular(reason)) => {
                refused.push(reason);
                continue;
            }
            Err(PatternError::Unhandled(reason, _)) => panic!("{pattern}: {reason}"),
        };
        let found = found.unwrap_or_else(|| panic!("{pattern} matches nothing"));
        let oracle = regress::Regex::with_flags(&pattern, "u").unwrap();
        let table = found.dfa().map(table);
        for text in texts(&parser::parse(&pattern).unwrap(), 60, &mut dice) {
            if pattern.to_lowercase().contains("\\p{") && !assigned.matches(&text) {
                continue;
            }
            let expected = oracle.find(&text).is_some();
            assert_eq!(found.matches(&text), expected, "{pattern} with {text:?}");
            if let Some(table) = &table {
                assert_eq!(
                    table.matches(text.as_bytes()),
                    expected,
                    "{pattern} with {text:?} in the runtime"
                );
            }
            checks += 1;
            matched += usize::from(expected);
        }
    }
    assert_eq!(refused, ["look-ahead, `(?!…)`"]);
    assert!(checks > 50_000, "only {checks} checks");
    // Neither answer is rare.
    assert!(checks / 8 < matched && matched < checks / 8 * 7, "{matched} of {checks} match");
}

#[test]
fn fixed_patterns_decide_the_same_with_a_table() {
    let mut dice = Dice(7);
    for pattern in all() {
        let Ok(Some(Decider::Fixed(fixed))) = decider(&pattern) else { continue };
        let hir = parser::parse(&pattern).unwrap();
        let dfa = crate::lower::schemas::pattern::dfa::build(&hir).unwrap();
        for text in texts(&hir, 10, &mut dice) {
            assert_eq!(fixed.matches(&text), dfa.matches(&text), "{pattern} with {text:?}");
        }
    }
}

/// The DFA of the runtime, made of the same arguments as in generated code.
fn table(dfa: &Dfa) -> Box<Table<LARGEST>> {
    let ascii: Vec<_> = (0..128).map(|byte| (byte, byte, dfa.ascii[usize::from(byte)])).collect();
    let wide = dfa.rows.len() > 256;
    let rows: Vec<Vec<u8>> = dfa
        .rows
        .iter()
        .map(|row| {
            row.iter().flat_map(|state| state.to_le_bytes().into_iter().take(1 + usize::from(wide))).collect()
        })
        .collect();
    let rows: Vec<&[u8]> = rows.iter().map(Vec::as_slice).collect();
    let [start, accepting] = [dfa.start, dfa.accepting].map(|state| u16::try_from(state).unwrap());
    Box::new(Table::new(&ascii, Vec::leak(dfa.others.clone()), &rows, start, accepting))
}
