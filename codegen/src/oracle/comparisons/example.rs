//! Examples in a spec: the generator refuses one if and only if the reference does.

use serde_json::Value;

use crate::diagnostic::Code;
use crate::oracle::generators::instance::{repair, well_typed};
use crate::oracle::generators::random::Random;
use crate::oracle::spec::{Spec, errors};
use crate::oracle::validators::reference::ReferenceValidator;

/// Compares the two on a random request, given as an example.
pub(super) fn compare(
    spec: &Spec,
    random: &mut Random,
    reference: &ReferenceValidator,
) -> Result<bool, String> {
    let mut members = well_typed(random, spec);
    if random.chance(60) {
        repair(random, spec, reference, &mut members);
    }
    let example = Value::Object(members);
    let with = Spec { example: Some(example.clone()), ..spec.clone() };
    let refused = match with.lower() {
        Ok(_) => false,
        Err(found) if errors(&found).all(|found| found.code() == Code::BadExample) => true,
        Err(found) => return Err(format!("the example {example} leads to {found:?}")),
    };
    if refused == reference.follows_advice(&example) {
        return Err(format!("as an example, {example} is {}", if refused { "refused" } else { "taken" }));
    }
    Ok(true)
}
