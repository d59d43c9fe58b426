//! The schemas of the spec files, for validators that nobody here wrote.
//!
//! In: a reference. Out: what it leads to, in one piece.

use std::path::{Path, PathBuf};

use serde_json::Value;

pub(crate) const SPEC: &str = "../../spec/twilio-flex";

/// A file of the spec.
pub(crate) fn load(file: &Path) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// What a reference leads to, and the file in which it stands.
pub(crate) fn follow(target: &str, file: &Path) -> (PathBuf, Value) {
    let (path, pointer) = target.split_once('#').unwrap();
    let file = if path.is_empty() { file.to_owned() } else { clean(&file.parent().unwrap().join(path)) };
    let pointer = pointer.replace("%7B", "{").replace("%7D", "}");
    let found = load(&file).pointer(&pointer).unwrap().clone();
    (file, found)
}

/// The same path without going down and up again, apart from its start.
fn clean(path: &Path) -> PathBuf {
    let inside = path.strip_prefix(SPEC).unwrap();
    let mut clean = PathBuf::new();
    for part in inside.components() {
        if part.as_os_str() == ".." { assert!(clean.pop()) } else { clean.push(part) }
    }
    Path::new(SPEC).join(clean)
}

/// The same with every `$ref` replaced by what it points at.
pub(crate) fn inline(schema: &Value, file: &Path) -> Value {
    match schema {
        Value::Object(members) => match members.get("$ref").and_then(Value::as_str) {
            Some(target) => {
                let (file, found) = follow(target, file);
                inline(&found, &file)
            }
            None => members.iter().map(|(name, value)| (name.clone(), inline(value, file))).collect(),
        },
        Value::Array(items) => items.iter().map(|item| inline(item, file)).collect(),
        other => other.clone(),
    }
}
