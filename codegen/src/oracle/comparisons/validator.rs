//! The validator of a generated crate against the reference.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::oracle::validators::reference::{PossibleFields, ReferenceValidator};
use crate::oracle::validators::runtime::RuntimeValidator;

/// Compares what the two report for an instance.
pub(super) fn compare(
    runtime: &RuntimeValidator,
    reference: &ReferenceValidator,
    instance: &Value,
) -> Result<(), String> {
    let reported = runtime.validate(instance);
    let lists = [
        ("violations", &reported.violations, reference.violations(instance)),
        ("advice", &reported.advice, reference.advice(instance)),
    ];
    for (what, found, expected) in lists {
        if !agree(found, &expected) {
            return Err(format!("{what} of {instance}: {found:?}, but the oracle says {expected:?}"));
        }
    }
    Ok(())
}

/// Whether each expected violation is reported for one of its fields at least, and nothing else is reported.
fn agree(found: &BTreeSet<String>, expected: &[PossibleFields]) -> bool {
    expected.iter().all(|fields| !fields.is_disjoint(found))
        && found.iter().all(|name| expected.iter().any(|fields| fields.contains(name)))
}
