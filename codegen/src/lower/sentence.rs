//! The sentences of rules, written once: compile errors, validators, docs and rules.json all print these.

use super::rule::Values;
use crate::ir::Name;

/// `` `Integration.FlowSid` is required when `IntegrationType` is `studio` ``
pub(super) fn required(field: &Name, discriminator: &Name, wires: &[&str], values: &Values) -> String {
    let (field, discriminator) = (&field.wire, &discriminator.wire);
    let (of, negated) = (alternatives(wires, &values.chosen), alternatives(wires, &negated(&values.chosen)));
    match (values.absent, of, negated) {
        (false, Some(of), _) => format!("`{field}` is required when `{discriminator}` is {of}"),
        (true, _, Some(others)) => format!("`{field}` is required unless `{discriminator}` is {others}"),
        (_, _, None) | (false, None, _) => format!("`{field}` is required"),
    }
}

/// `` `Integration.Priority` can only be set when `IntegrationType` is `task` ``
pub(super) fn ruled_out(field: &Name, discriminator: &Name, wires: &[&str], values: &Values) -> String {
    let (field, discriminator) = (&field.wire, &discriminator.wire);
    let open = alternatives(wires, &negated(&values.chosen));
    let closed = alternatives(wires, &values.chosen);
    match (values.absent, open, closed) {
        (true, Some(open), _) => format!("`{field}` can only be set when `{discriminator}` is {open}"),
        (true, None, _) => format!("`{field}` cannot be set"),
        (false, _, Some(closed)) => format!("`{field}` cannot be set when `{discriminator}` is {closed}"),
        (false, _, None) => format!("`{field}` cannot be set when `{discriminator}` is set otherwise"),
    }
}

fn negated(flags: &[bool]) -> Vec<bool> {
    flags.iter().map(|flag| !flag).collect()
}

/// The chosen words, as `` `a`, `b` or `c` ``; `None` when there are none.
fn alternatives(words: &[&str], chosen: &[bool]) -> Option<String> {
    let words: Vec<String> = words
        .iter()
        .zip(chosen)
        .filter(|(_, chosen)| **chosen)
        .map(|(word, _)| format!("`{word}`"))
        .collect();
    match words.as_slice() {
        [] => None,
        [word] => Some(word.clone()),
        [words @ .., last] => Some(format!("{} or {last}", words.join(", "))),
    }
}
