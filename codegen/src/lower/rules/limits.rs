//! Limits on the number of states that the rules of an object distinguish.

use super::draft::ObjectDraft;
use crate::diagnostic::{Code, Sink};
use crate::ir::{MAX_FREE_TESTS, Rule, Test};
use crate::lower::schemas::types::Types;

/// More states than this are not enumerated: a rule that has them is about too much at once.
const MAX_STATES: usize = 4_096;

/// Whether the rules are within the limits; reported where they are not.
pub(crate) fn check(
    object: &ObjectDraft<'_>,
    rules: &[Rule],
    tests: &[Test],
    types: &Types,
    sink: &mut Sink,
) -> bool {
    let before = sink.errors();
    for (field, wire) in object.wires.iter().enumerate() {
        let free = tests.iter().filter(|test| test.field == field && test.values.is_none()).count();
        if free > MAX_FREE_TESTS {
            let message = format!(
                "the rules have {free} different tests on `{wire}`, but the maximum is {MAX_FREE_TESTS}"
            );
            let help = format!("use the same test in several rules, at most {MAX_FREE_TESTS} different ones");
            sink.report(Code::RuleForm, wire.span, message, help);
        }
    }
    let states =
        |field: &usize| 1 + types.known_values(&object.fields[*field]).map_or(1, |values| values.len());
    for rule in rules.iter().filter(|rule| rule.is_typed(tests)) {
        let reads = rule.fields(tests);
        let product = reads.iter().map(states).try_fold(1_usize, usize::checked_mul);
        if product.is_none_or(|product| product > MAX_STATES)
            && let Some(first) = reads.first()
        {
            let message = format!("a rule has more than {MAX_STATES} cases: {}", rule.sentence);
            let span = object.wires[*first].span;
            sink.report(Code::RuleForm, span, message, "split it into rules about fewer fields");
        }
    }
    sink.errors() == before
}
