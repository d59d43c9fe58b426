//! The schemas of the spec files, for validators that nobody here wrote.
//!
//! In: the name of a component. Out: its JSON Schema, in one piece.

use std::path::{Path, PathBuf};

use serde_json::Value;

const SPEC: &str = "../../spec/twilio-flex/v1/flex_flow.yaml";

/// A component with every `$ref` replaced by what it points at.
pub(crate) fn schema(name: &str) -> Value {
    let file = PathBuf::from(SPEC);
    inline(&load(&file)["components"]["schemas"][name], &file)
}

fn load(file: &Path) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn inline(schema: &Value, file: &Path) -> Value {
    match schema {
        Value::Object(members) => match members.get("$ref").and_then(Value::as_str) {
            Some(target) => {
                let (path, pointer) = target.split_once('#').unwrap();
                let file = if path.is_empty() { file.to_owned() } else { file.parent().unwrap().join(path) };
                inline(load(&file).pointer(pointer).unwrap(), &file)
            }
            None => members.iter().map(|(name, value)| (name.clone(), inline(value, file))).collect(),
        },
        Value::Array(items) => items.iter().map(|item| inline(item, file)).collect(),
        other => other.clone(),
    }
}
