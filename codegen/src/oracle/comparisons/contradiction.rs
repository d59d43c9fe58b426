//! Reported contradictions: there must be no request that follows all the rules.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::oracle::generators::instance::{repair, well_typed};
use crate::oracle::generators::random::Random;
use crate::oracle::spec::Spec;
use crate::oracle::validators::reference::ReferenceValidator;

/// Tries to find a request that refutes a reported contradiction.
pub(super) fn refute(random: &mut Random, spec: &Spec, found: &Diagnostic) -> Result<(), String> {
    if found.code() != Code::Contradiction {
        return Ok(());
    }
    let reference = ReferenceValidator::new(spec);
    let named: Vec<&str> = found.message().split('`').skip(1).step_by(2).collect();
    for _ in 0..40 {
        let mut members = well_typed(random, spec);
        force(random, spec, &named, &mut members);
        repair(random, spec, &reference, &mut members);
        if !is_counterexample(spec, found.message(), &named, &members) {
            continue;
        }
        let instance = Value::Object(members);
        if reference.follows_advice(&instance) {
            return Err(format!("{instance} follows all rules, but the generator says: {}", found.message()));
        }
    }
    Ok(())
}

/// The value that a message mentions together with its field.
fn value(spec: &Spec, named: &[&str]) -> Option<Value> {
    let kind = spec.field(named.first()?)?.kind;
    kind.known()
        .into_iter()
        .find(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned) == *named[1])
}

/// Sets the field that the message mentions.
fn force(random: &mut Random, spec: &Spec, named: &[&str], members: &mut Map<String, Value>) {
    let Some(field) = named.first().and_then(|name| spec.field(name)) else { return };
    let value = if named.len() > 1 { value(spec, named) } else { None };
    let value = value.unwrap_or_else(|| random.pick(&field.kind.values()).clone());
    members.insert(field.name.to_owned(), value);
}

/// Whether a request with these members contradicts the message.
fn is_counterexample(spec: &Spec, message: &str, named: &[&str], members: &Map<String, Value>) -> bool {
    let is_clearable = |field: &str| spec.field(field).is_some_and(|field| field.kind.is_clearable());
    match named {
        [] => true,
        [field] if is_clearable(field) => {
            let clears = message.starts_with("no request can clear");
            members.get(*field).is_some_and(|value| (value == "") == clears)
        }
        [field] if message.ends_with("not documented") => {
            let known = spec.field(field).map(|field| field.kind.known()).unwrap_or_default();
            members.get(*field).is_some_and(|value| !known.contains(value))
        }
        [field] => members.contains_key(*field),
        [field, ..] => members.get(*field).is_some_and(|member| Some(member) == value(spec, named).as_ref()),
    }
}
