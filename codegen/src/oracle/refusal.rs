//! What the generator refuses: rule sets that it says contradict themselves come in, a request that follows them all the
//! same goes out, if there is one.

use serde_json::{Map, Value};

use super::instance::{repair, well_typed};
use super::judge::Judge;
use super::random::Random;
use super::spec::Spec;
use crate::diagnostic::{Code, Diagnostic};

/// Tries to find what a contradiction says that there is not.
pub(super) fn refute(random: &mut Random, spec: &Spec, found: &Diagnostic) -> Result<(), String> {
    if found.code() != Code::Contradiction {
        return Ok(());
    }
    let judge = Judge::new(spec);
    let named: Vec<&str> = found.message().split('`').skip(1).step_by(2).collect();
    for _ in 0..40 {
        let mut members = well_typed(random, spec);
        force(random, spec, &named, &mut members);
        repair(random, spec, &judge, &mut members);
        if !is_meant(spec, &named, &members) {
            continue;
        }
        let instance = Value::Object(members);
        if judge.approves(&instance) {
            return Err(format!("{instance} follows all rules, but the generator says: {}", found.message()));
        }
    }
    Ok(())
}

/// The value with which a message names a field.
fn value(spec: &Spec, named: &[&str]) -> Option<Value> {
    let kind = spec.field(named.first()?)?.kind;
    kind.known()
        .into_iter()
        .find(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned) == *named[1])
}

fn force(random: &mut Random, spec: &Spec, named: &[&str], members: &mut Map<String, Value>) {
    let Some(field) = named.first().and_then(|name| spec.field(name)) else { return };
    let value = if named.len() > 1 { value(spec, named) } else { None };
    let value = value.unwrap_or_else(|| random.pick(&field.kind.values()).clone());
    members.insert(field.name.to_owned(), value);
}

/// Whether these members are what the message says that there cannot be.
fn is_meant(spec: &Spec, named: &[&str], members: &Map<String, Value>) -> bool {
    match named {
        [] => true,
        [field] => members.contains_key(*field),
        [field, ..] => members.get(*field).is_some_and(|member| Some(member) == value(spec, named).as_ref()),
    }
}
