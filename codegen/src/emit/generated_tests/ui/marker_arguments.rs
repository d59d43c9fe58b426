//! Cases in which a setter is given a value where it takes a marker.

use super::case::Case;
use super::case_file::{CaseFile, Outcome};
use super::setter_chain::{self, Call};
use crate::emit::builder::target::BuilderTarget;
use crate::emit::types::{field_type, marker_types};
use crate::ir::{Api, Slot, TypeKind};

/// A case for each field that takes a marker.
pub(crate) fn file(api: &Api, target: &BuilderTarget<'_>) -> Option<CaseFile> {
    let case = |slot: &Slot| case(api, target, slot.field);
    let slots = target.object.slots.iter().filter(|slot| slot.holds_marker());
    let about = format!("`{}` with a value in place of a marker.", target.name.pascal);
    CaseFile::new(Outcome::Fail, "markers", about, slots.filter_map(case).collect())
}

fn case(api: &Api, target: &BuilderTarget<'_>, field: usize) -> Option<Case> {
    let object = target.object;
    let sentence = match field_type::id_of(object.fields[field].ty.scalar).map(|id| api.ty(id)) {
        Some(ty) => match &ty.kind {
            TypeKind::Enumeration(enumeration) => marker_types::marker_sentence(ty, enumeration),
            _ => return None,
        },
        None => marker_types::BOOLEAN_SENTENCE.to_owned(),
    };
    let mut calls = setter_chain::calls_before(object, field)?;
    calls.push(Call::new(field, 0));
    let name = format!("{}_takes_a_marker", object.fields[field].name.snake);
    Some(Case { name, expected: vec![sentence], calls, end: None })
}
