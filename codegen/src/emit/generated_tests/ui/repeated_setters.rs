//! Cases in which a setter is called twice.

use super::case::Case;
use super::case_file::{CaseFile, Outcome};
use super::setter_chain::{self, Call};
use crate::emit::builder::target::BuilderTarget;
use crate::ir::Slot;

/// A case for each field with a slot.
pub(crate) fn file(target: &BuilderTarget<'_>) -> Option<CaseFile> {
    let object = target.object;
    let case = |slot: &Slot| {
        let mut calls = setter_chain::calls_before(object, slot.field)?;
        let call = Call::new(slot.field, 1);
        calls.extend([call, call]);
        let name = format!("{}_is_set_twice", object.fields[slot.field].name.snake);
        Some(Case::new(object, name, calls))
    };
    let about = format!("`{}` with a field set twice.", target.name.pascal);
    CaseFile::new(Outcome::Fail, "twice", about, object.slots.iter().filter_map(case).collect())
}
