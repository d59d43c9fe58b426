//! Every response example of the spec with every property of it changed in turn: the response is read, everything else of it
//! is as it was, and what could not be read is told.
//!
//! What a property takes is read from the spec, not from the generator.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::all_responses::{self, Response};
use crate::schema::{SPEC, follow, inline, load};

/// A response of the spec: its operation, its schema and an example.
struct Example {
    module: String,
    operation_id: String,
    name: String,
    schema: Value,
    json: Value,
}

/// All response examples of the spec.
fn examples() -> Vec<Example> {
    let root = Path::new(SPEC).join("openapi.yaml");
    let mut found = Vec::new();
    for target in load(&root)["paths"].as_object().unwrap().values() {
        let (file, item) = follow(target["$ref"].as_str().unwrap(), &root);
        for method in ["get", "post", "put", "patch", "delete"] {
            add_examples(&item[method], &file, &mut found);
        }
    }
    found
}

fn add_examples(operation: &Value, file: &Path, found: &mut Vec<Example>) {
    let Some(responses) = operation["responses"].as_object() else { return };
    let module = file.strip_prefix(SPEC).unwrap().with_extension("");
    let module = module.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("::");
    for response in
        responses.iter().filter(|(status, _)| status.starts_with('2')).map(|(_, response)| response)
    {
        let response = &inline(response, file)["content"]["application/json"];
        for (name, example) in response["examples"].as_object().unwrap_or(&Map::new()) {
            found.push(Example {
                module: module.clone(),
                operation_id: operation["operationId"].as_str().unwrap().to_owned(),
                name: name.clone(),
                schema: response["schema"].clone(),
                json: example["value"].clone(),
            });
        }
    }
}

/// A change of one value of an example.
struct Change<'a> {
    /// Where it is, as a JSON pointer and as responses tell it.
    pointer: String,
    path: String,
    /// The schema of the value.
    schema: &'a Value,
    /// Whether the object of which it is a member promises it.
    required: bool,
    is_item: bool,
    /// The new value; `None` removes it.
    value: Option<Value>,
}

/// Passes every change of every value in `value`, which is at `pointer`, to `each`.
fn changes<'a>(schema: &'a Value, value: &Value, at: (&str, &str), each: &mut dyn FnMut(Change<'a>)) {
    let (pointer, path) = at;
    let schema = not_null(schema);
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let Some(of_member) = schema["properties"].get(name) else { continue };
                let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                let required = schema["required"].as_array().is_some_and(|all| all.contains(&json!(name)));
                each_value(of_member, member, (&pointer, &path), required, false, each);
                changes(of_member, member, (&pointer, &path), each);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let (pointer, path) = (format!("{pointer}/{index}"), format!("{path}[{index}]"));
                each_value(&schema["items"], item, (&pointer, &path), false, true, each);
                changes(&schema["items"], item, (&pointer, &path), each);
            }
        }
        _ => {}
    }
}

/// Passes every other value for one place to `each`.
fn each_value<'a>(
    schema: &'a Value,
    old: &Value,
    (pointer, path): (&str, &str),
    required: bool,
    is_item: bool,
    each: &mut dyn FnMut(Change<'a>),
) {
    let values = [
        json!(null),
        json!(true),
        json!(7),
        json!(7.5),
        json!("undocumented ☎"),
        json!([]),
        json!([null, "a"]),
        json!({}),
        json!({"a": [1]}),
    ];
    let removed = (!is_item).then_some(None);
    for value in values.into_iter().filter(|value| value != old).map(Some).chain(removed) {
        let (pointer, path) = (pointer.to_owned(), path.to_owned());
        each(Change { pointer, path, schema, required, is_item, value });
    }
}

/// The schema of a value that is not null.
fn not_null(schema: &Value) -> &Value {
    let alternatives = schema["anyOf"].as_array();
    alternatives.and_then(|all| all.iter().find(|each| each["type"] != "null")).unwrap_or(schema)
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(all) => all.iter().map(|each| each.as_str().unwrap()).collect(),
        _ => Vec::new(),
    }
}

/// Whether a value has the type of a schema, which may be none.
fn has_type(schema: &Value, value: &Value) -> bool {
    let types = types(not_null(schema));
    let of_value = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    types.is_empty() || types.contains(&of_value) || (of_value == "integer" && types.contains(&"number"))
}

fn is_nullable(schema: &Value) -> bool {
    let alternatives = schema["anyOf"].as_array();
    types(schema).contains(&"null")
        || alternatives.is_some_and(|all| all.iter().any(|each| each["type"] == "null"))
        || types(not_null(schema)).is_empty()
}

/// The places in `value`, which has the type of the schema, that cannot be read; and what is read of it.
fn readable(schema: &Value, value: &Value, path: &str, unread: &mut Vec<String>) -> Value {
    let schema = not_null(schema);
    match value {
        Value::Array(items) if schema["items"].is_object() => {
            let mut kept = Vec::new();
            for (index, item) in items.iter().enumerate() {
                if has_type(&schema["items"], item) && (!item.is_null() || is_nullable(&schema["items"])) {
                    kept.push(item.clone());
                } else {
                    unread.push(format!("{path}[{index}]"));
                }
            }
            kept.into()
        }
        Value::Object(members) => {
            for name in schema["required"].as_array().into_iter().flatten().map(|name| name.as_str().unwrap())
            {
                if !members.contains_key(name) {
                    unread.push(format!("{path}.{name}"));
                }
            }
            value.clone()
        }
        other => other.clone(),
    }
}

/// What is read of the changed example, and what is told.
fn expected(example: &Value, change: &Change<'_>) -> (Value, Vec<String>) {
    let mut read = example.clone();
    let mut unread = Vec::new();
    let (parent, last) = change.pointer.rsplit_once('/').unwrap();
    let new = change.value.as_ref().filter(|value| !value.is_null());
    let new = match new {
        Some(value) if has_type(change.schema, value) => {
            Some(readable(change.schema, value, &change.path, &mut unread))
        }
        Some(_) => {
            unread.push(change.path.clone());
            None
        }
        None => {
            let promised = change.is_item || change.required;
            if promised && !(is_nullable(change.schema)) {
                unread.push(change.path.clone());
            }
            (change.is_item && is_nullable(change.schema)).then_some(Value::Null)
        }
    };
    match read.pointer_mut(parent).unwrap() {
        Value::Object(members) => {
            let name = last.replace("~1", "/").replace("~0", "~");
            match new {
                Some(value) => drop(members.insert(name, value)),
                None => drop(members.remove(&name)),
            }
        }
        Value::Array(items) => {
            let index: usize = last.parse().unwrap();
            match new {
                Some(value) => items[index] = value,
                None => drop(items.remove(index)),
            }
        }
        _ => unreachable!("only members and items change"),
    }
    (read, unread)
}

/// The changed example.
fn changed(example: &Value, change: &Change<'_>) -> Value {
    let mut json = example.clone();
    match &change.value {
        Some(value) => *json.pointer_mut(&change.pointer).unwrap() = value.clone(),
        None => {
            let (parent, name) = change.pointer.rsplit_once('/').unwrap();
            json.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
        }
    }
    json
}

/// A null, an empty list and an empty object that a response has in place of a missing one are nothing.
fn without_nothing(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), without_nothing(value)));
            members
                .filter(|(_, value)| {
                    !matches!(value, Value::Null) && *value != json!([]) && *value != json!({})
                })
                .collect()
        }
        Value::Array(items) => items.iter().map(without_nothing).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_property_that_is_not_as_described_costs_nothing_else() {
    let (examples, mut count, mut told) = (examples(), 0, 0);
    for Example { module, operation_id, name, schema, json } in &examples {
        let find = |response: &&Response| response.module == module && response.operation_id == operation_id;
        let response = all_responses::ALL.iter().find(find).unwrap();
        changes(schema, json, ("", ""), &mut |change| {
            let body = changed(json, &change).to_string();
            let case = format!("{module}::{operation_id} {name}: {} in {body}", change.path);
            let (read, unread) =
                (response.read)(body.as_bytes()).unwrap_or_else(|error| panic!("{case}: {error}"));
            let (expected, expected_unread) = expected(json, &change);
            assert_eq!(without_nothing(&read), without_nothing(&expected), "{case}");
            let paths: Vec<_> = unread.iter().map(|unread| unread.path().to_owned()).collect();
            assert_eq!(paths, expected_unread, "{case}");
            count += 1;
            told += usize::from(!paths.is_empty());
        });
    }
    println!(
        "mutations: {count} of {} examples, all read; {told} of them tell what could not be read",
        examples.len()
    );
    assert!(examples.len() > 70 && count > 9_000 && told > count / 2, "{} {count} {told}", examples.len());
}
