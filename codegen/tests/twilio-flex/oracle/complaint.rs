//! What a schema complains about: a validator and an instance come in, the places of what is wrong go out.

use std::collections::BTreeSet;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

/// JSON pointers to what is wrong, what is missing and what is too much.
pub(super) fn complaints(validator: &Validator, instance: &Value) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for error in validator.iter_errors(instance) {
        let inside = |name: &str| format!("{}/{}", error.instance_path(), escaped(name));
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                places.insert(inside(property.as_str().unwrap()));
            }
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                places.extend(unexpected.iter().map(|name| inside(name)));
            }
            _ => {
                places.insert(error.instance_path().to_string());
            }
        }
    }
    places
}

/// A name as a segment of a JSON pointer (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The segments of a JSON pointer.
pub(super) fn segments(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect()
}
