//! Undocumented responses: JSON of a response type, with an unknown value for every enum in it.

use serde_json::{Map, Value, json};

use crate::ir::{Api, Enumeration, Field, Scalar, TypeId, TypeKind};

/// JSON of the type with its required fields and every enum; `None` if it has no enum.
pub(crate) fn unknown(api: &Api, id: TypeId) -> Option<Value> {
    let sample = named(api, id);
    sample.has_enum.then_some(sample.value)
}

struct Sample {
    value: Value,
    has_enum: bool,
}

fn plain(value: impl Into<Value>) -> Sample {
    Sample { value: value.into(), has_enum: false }
}

fn named(api: &Api, id: TypeId) -> Sample {
    match &api.ty(id).kind {
        TypeKind::Enumeration(enumeration) => {
            Sample { value: undocumented(enumeration).into(), has_enum: true }
        }
        TypeKind::ResponseObject(fields) => object(api, &fields.fields),
        // In no response.
        TypeKind::RequestObject(_) | TypeKind::Event(_) => plain(json!({})),
        TypeKind::BoundedInteger(_) => plain(1),
        TypeKind::Sid(_) | TypeKind::ConstrainedString(_) | TypeKind::String { .. } => plain("text"),
    }
}

/// A value that the enum does not have.
fn undocumented(enumeration: &Enumeration) -> String {
    let mut value = "undocumented".to_owned();
    while enumeration.variants.iter().any(|variant| variant.name.wire == value) {
        value.push('!');
    }
    value
}

fn object(api: &Api, fields: &[Field]) -> Sample {
    let mut members = Map::new();
    let mut has_enum = false;
    for field in fields {
        let sample = value(api, field);
        if field.required || sample.has_enum {
            members.insert(field.name.wire.clone(), sample.value);
        }
        has_enum |= sample.has_enum;
    }
    Sample { value: members.into(), has_enum }
}

fn value(api: &Api, field: &Field) -> Sample {
    let sample = match field.ty.scalar {
        Scalar::Named(id) => named(api, id),
        Scalar::String | Scalar::Secret => plain("text"),
        Scalar::Integer | Scalar::IntegerOrDigits => plain(1),
        Scalar::Number => plain(0.5),
        Scalar::Boolean => plain(true),
        Scalar::Uri => plain("https://example.com/"),
        Scalar::Timestamp => plain("2026-01-15T09:30:00Z"),
        Scalar::Object | Scalar::StringMap | Scalar::Any | Scalar::ObjectOrText => plain(json!({})),
    };
    if field.ty.list { Sample { value: json!([sample.value]), ..sample } } else { sample }
}
