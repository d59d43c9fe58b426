//! Cases in which a field that is always required is missing.

use super::case::Case;
use super::case_file::{CaseFile, Outcome};
use super::setter_chain;
use crate::emit::builder::target::BuilderTarget;
use crate::ir::{Effect, Rule};

/// A case for each field that is always required.
pub(crate) fn file(target: &BuilderTarget<'_>) -> Option<CaseFile> {
    let object = target.object;
    let required = (0..object.fields.len()).filter(|field| object.fields[*field].required);
    let case = |field: usize| {
        let always = |rule: &Rule| rule.effect == Effect::Required(field) && rule.when.is_always();
        let states = setter_chain::complete(object, &[(field, 0)], false, always)?;
        let name = format!("{}_is_missing", object.fields[field].name.snake);
        Some(Case::new(object, name, setter_chain::calls(object, &states)))
    };
    let about = format!("`{}` without a field that is always required.", target.name.pascal);
    CaseFile::new(Outcome::Fail, "required", about, required.filter_map(case).collect())
}
