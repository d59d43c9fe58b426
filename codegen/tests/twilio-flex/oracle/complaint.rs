//! What a schema complains about: a validator and an instance come in, the places of what is wrong go out.

use std::collections::BTreeSet;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::instances::Shape;

/// JSON pointers to what is wrong, what is missing and what is too much in an instance of this shape.
pub(super) fn complaints(validator: &Validator, shape: &Shape, instance: &Value) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for error in validator.iter_errors(instance) {
        let inside = |name: &str| format!("{}/{}", error.instance_path(), escaped(name));
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                places.insert(inside(property.as_str().unwrap()));
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                places.extend(unexpected.iter().map(|name| inside(name)));
            }
            // A part of an `allOf` that fails evaluates nothing, so that its fields are unexpected as well.
            ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                let unknown = unexpected.iter().filter(|name| shape.member(name).is_none());
                places.extend(unknown.map(|name| inside(name)));
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
