//! The operations of the spec, each with one schema for all that it takes.
//!
//! In: the files of the spec. Out: for each operation, the schema of its body with the parameters that stand beside it.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::schema::{SPEC, follow, inline, load};

/// What a path item calls its operations.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// What the value of a header can be (RFC 9110, section 5.5), apart from what its schema says.
pub(crate) const HEADER: &str = "^([!-~]([ -~]*[!-~])?)?$";

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
