//! Cases in which a setter is called twice.

use super::case::Case;
use super::case_file::{CaseFile, Outcome};
use super::setter_chain::{self, Call};
use crate::emit::builder::target::BuilderTarget;
use crate::ir::{CLEARED, Slot};

/// A case for each field with a slot; three for one that can be cleared.
pub(crate) fn file(target: &BuilderTarget<'_>) -> Option<CaseFile> {
    let object = target.object;
    let case = |slot: &Slot, states: [usize; 2], what: &str| {
        let mut calls = setter_chain::calls_before(object, slot.field)?;
        calls.extend(states.map(|state| Call::new(slot.field, state)));
        let name = format!("{}_is_{what}", object.fields[slot.field].name.snake);
        Some(Case::new(object, name, calls))
    };
    let cases = |slot: &Slot| {
        let twice = case(slot, [1, 1], "set_twice");
        let cleared = slot.clearable.then(|| {
            [case(slot, [CLEARED, 1], "cleared_and_set"), case(slot, [1, CLEARED], "set_and_cleared")]
        });
        twice.into_iter().chain(cleared.into_iter().flatten().flatten()).collect::<Vec<_>>()
    };
    let about = format!("`{}` with a field set twice.", target.name.pascal);
    CaseFile::new(Outcome::Fail, "twice", about, object.slots.iter().flat_map(cases).collect())
}
