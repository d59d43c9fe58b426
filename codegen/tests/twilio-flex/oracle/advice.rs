//! The advice of a schema as a schema of its own: `x-advice` means nothing to a validator that was not told of it.

use serde_json::{Map, Value, json};

/// What the advice asks for: that of the object, of the parts it takes in, and of the objects inside of it. A text should be a
/// documented one.
pub(super) fn advice(schema: &Value) -> Value {
    let mut all: Vec<Value> = schema["x-advice"].as_array().cloned().unwrap_or_default();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        all.push(advice(part));
    }
    let properties: Map<String, Value> = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, property)| (name.clone(), advice(property)))
        .filter(|(_, advice)| *advice != json!({}))
        .collect();
    if !properties.is_empty() {
        all.push(json!({ "properties": properties }));
    }
    if let Some(documented) = schema.get("x-extensible-enum") {
        all.push(json!({ "if": { "type": "string" }, "then": { "enum": documented } }));
    }
    let items = advice_of_items(schema);
    all.extend(items);
    all.retain(|part| *part != json!({}));
    if all.is_empty() { json!({}) } else { json!({ "allOf": all }) }
}

fn advice_of_items(schema: &Value) -> Option<Value> {
    let items = schema.get("items").map(advice).filter(|advice| *advice != json!({}))?;
    Some(json!({ "items": items }))
}
