//! The schemas of the spec files, for validators that nobody here wrote.
//!
//! In: the name of a component, or nothing. Out: its JSON Schema in one piece, or that of every request.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

const SPEC: &str = "../../spec/twilio-flex";

/// The parts of the description that a schema stands in, and what makes a request of them.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// What the value of a header can be (RFC 9110, section 5.5), apart from what its schema says.
pub(crate) const HEADER: &str = "^([!-~]([ -~]*[!-~])?)?$";

/// A component of `v1/flex_flow.yaml` with every `$ref` replaced by what it points at.
pub(crate) fn schema(name: &str) -> Value {
    let file = Path::new(SPEC).join("v1/flex_flow.yaml");
    inline(&load(&file)["components"]["schemas"][name], &file)
}

/// An operation, and what its fields have to be as one object.
pub(crate) struct Described {
    pub(crate) module: String,
    pub(crate) operation_id: String,
    /// Without fields, an object without properties.
    pub(crate) schema: Value,
    /// What the body of the request is called in HTTP, if it has one.
    pub(crate) media_type: Option<String>,
}

impl Described {
    pub(crate) fn has_fields(&self) -> bool {
        let described = |schema: &Value| schema["properties"].as_object().is_some_and(|all| !all.is_empty());
        let parts = self.schema["allOf"].as_array();
        described(&self.schema)
            || self.media_type.is_some()
            || parts.is_some_and(|parts| parts.iter().any(described))
    }
}

/// Every operation, in the order of the description.
pub(crate) fn operations() -> Vec<Described> {
    let root = Path::new(SPEC).join("openapi.yaml");
    let mut found = Vec::new();
    for target in load(&root)["paths"].as_object().unwrap().values() {
        let (file, item) = follow(target["$ref"].as_str().unwrap(), &root);
        for method in METHODS.iter().filter_map(|method| item.get(method)) {
            found.push(described(&item, method, &file));
        }
    }
    found
}

fn described(item: &Value, operation: &Value, file: &Path) -> Described {
    let module = file.strip_prefix(SPEC).unwrap().with_extension("");
    let module = module.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("::");
    let content = operation["requestBody"]["content"].as_object().and_then(|content| content.iter().next());
    let body = content.map(|(_, media)| inline(&media["schema"], file));
    let mut schema = body.unwrap_or_else(|| json!({ "type": "object", "additionalProperties": false }));
    let mut properties = Map::new();
    let mut required = Vec::new();
    for parameter in [item, operation].iter().filter_map(|place| place["parameters"].as_array()).flatten() {
        let parameter = inline(parameter, file);
        if parameter["in"] != "path" {
            let name = parameter["name"].as_str().unwrap().to_owned();
            if parameter["required"] == true {
                required.push(json!(name));
            }
            let mut schema = parameter["schema"].clone();
            if parameter["in"] == "header" {
                schema["pattern"] = json!(HEADER);
            }
            properties.insert(name, schema);
        }
    }
    if !properties.is_empty() {
        add(&mut schema, properties, required);
    }
    for (of_operation, of_schema) in [("x-rules", "allOf"), ("x-advice", "x-advice")] {
        if let Some(rules) = operation[of_operation].as_array() {
            let all = schema.as_object_mut().unwrap().entry(of_schema).or_insert(json!([]));
            all.as_array_mut().unwrap().extend(rules.iter().cloned());
        }
    }
    Described {
        module,
        operation_id: operation["operationId"].as_str().unwrap().to_owned(),
        schema,
        media_type: content.map(|(name, _)| name.clone()),
    }
}

/// Adds parameters to what a body is: they are fields of the same request.
fn add(schema: &mut Value, properties: Map<String, Value>, required: Vec<Value>) {
    let body = schema.as_object_mut().unwrap();
    body.entry("properties").or_insert(json!({})).as_object_mut().unwrap().extend(properties);
    body.entry("required").or_insert(json!([])).as_array_mut().unwrap().extend(required);
}

fn load(file: &Path) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// What a reference leads to, and the file in which it stands.
fn follow(target: &str, file: &Path) -> (PathBuf, Value) {
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

fn inline(schema: &Value, file: &Path) -> Value {
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
