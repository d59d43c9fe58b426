//! Every kind of difference that `cargo xtask compare` finds, each in a document with one changed value.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use serde_json::{Value, json};

use self::support::parcels::{CREATE, FORM, LIST, PARCEL, Parcels};

/// Puts `value` where it says, null to remove what is there, and expects these lines, without the path they share.
fn differs(pointer: &str, key: &str, value: Value, expected: &[&str]) {
    let mut parcels = Parcels::new();
    parcels.set(pointer, key, value);
    let answer = parcels.run(&[]);
    let lines = answer.stdout.lines().take_while(|line| !line.starts_with(' '));
    let lines: Vec<_> = lines.map(|line| line.replace(" /v1/Parcels ", " ")).collect();
    assert_eq!(lines, expected, "{pointer}/{key}: {}{}", answer.stdout, answer.stderr);
    assert_eq!(answer.code, Some(i32::from(!expected.is_empty())), "{pointer}/{key}");
}

#[test]
fn of_operations() {
    let path = "/paths/~1v1~1Parcels";
    differs("/paths", "/v1/Vans", json!({"get": {}}), &["GET /v1/Vans operation presence: there -> none"]);
    differs(path, "put", json!({}), &["PUT operation presence: there -> none"]);
    differs(path, "get", Value::Null, &["GET operation presence: none -> there"]);
    differs(LIST, "operationId", json!("A"), &["GET operation operationId: A -> ListParcel"]);
    differs(LIST, "deprecated", json!(true), &["GET operation deprecated: true -> none"]);
    differs(LIST, "security", json!([]), &["GET operation security: [] -> [{\"basic\":[]}]"]);
    let servers = &["GET operation servers: https://a.example -> https://parcels.example"];
    differs(LIST, "servers", json!([{"url": "https://a.example"}]), servers);
    differs(
        path,
        "trace-id",
        json!(1),
        &["GET operation trace-id: 1 -> none", "POST operation trace-id: 1 -> none"],
    );
    for (key, value) in [("x-new", json!(1)), ("description", json!("A."))] {
        differs(path, key, value.clone(), &[]);
        differs(LIST, key, value, &[]);
    }
}

#[test]
fn of_parameters() {
    let (size, van) = (format!("{LIST}/parameters/0"), format!("{LIST}/parameters/1"));
    let gone = "GET query.PageSize presence: none -> there";
    differs(&size, "name", json!("Size"), &[gone, "GET query.Size presence: there -> none"]);
    differs(&size, "in", json!("header"), &["GET header.PageSize presence: there -> none", gone]);
    differs(&size, "required", json!(true), &["GET query.PageSize required: yes -> no"]);
    differs(&size, "explode", json!(false), &["GET query.PageSize explode: false -> none"]);
    let schema = format!("{size}/schema");
    differs(&schema, "type", json!("string"), &["GET query.PageSize type: string -> integer"]);
    differs(&schema, "format", json!("int32"), &["GET query.PageSize format: int32 -> int64"]);
    differs(&schema, "minimum", json!(0), &["GET query.PageSize minimum: 0 -> 1"]);
    differs(&schema, "minimum", json!(1.0), &[]);
    differs(&schema, "maximum", Value::Null, &["GET query.PageSize maximum: none -> 1000"]);
    differs(&schema, "exclusiveMinimum", json!(true), &["GET query.PageSize exclusiveMinimum: true -> none"]);
    differs(&schema, "default", json!(50), &["GET query.PageSize default: 50 -> none"]);
    differs(&schema, "example", json!(50), &[]);
    let items = format!("{van}/schema/items");
    differs(&items, "pattern", json!("^X$"), &["GET query.Van[] pattern: ^X$ -> ^VA[0-9]{4}$"]);
    differs(&van, "schema", json!({"type": "string"}), &["GET query.Van type: string -> array"]);
}

#[test]
fn of_bodies() {
    differs(CREATE, "requestBody", Value::Null, &["POST body presence: none -> there"]);
    let body = format!("{CREATE}/requestBody");
    differs(&body, "required", json!(false), &["POST body required: no -> yes"]);
    let json = json!({"application/json": {"schema": {}}});
    let content = "POST body content: application/json -> application/x-www-form-urlencoded";
    differs(&body, "content", json, &[content, "POST body type: any -> object"]);
    differs(FORM, "required", json!([]), &["POST body.Name required: no -> yes"]);
    differs(FORM, "additionalProperties", json!(true), &["POST body additionalProperties: true -> none"]);
    let (fields, name) = (format!("{FORM}/properties"), format!("{FORM}/properties/Name"));
    differs(&fields, "Colour", json!({"type": "string"}), &["POST body.Colour presence: there -> none"]);
    differs(&fields, "Weight", Value::Null, &["POST body.Weight presence: none -> there"]);
    differs(
        &fields,
        "Weight",
        json!({"oneOf": [{}], "type": "number"}),
        &["POST body.Weight oneOf: [{}] -> none"],
    );
    // If one side says any value, that is one difference, and not one for each member.
    differs(&fields, "Extra", json!({}), &["POST body.Extra type: any -> object"]);
    differs(
        &fields,
        "Extra",
        json!({"type": "object"}),
        &["code", "colour", "label"]
            .map(|name| format!("POST body.Extra.{name} presence: none -> there"))
            .each_ref()
            .map(String::as_str),
    );
    differs(&name, "maxLength", json!(9), &["POST body.Name maxLength: 9 -> 20"]);
    differs(&name, "minLength", Value::Null, &["POST body.Name minLength: none -> 1"]);
    differs(&name, "nullable", json!(true), &["POST body.Name nullable: yes -> no"]);
    differs(&name, "title", json!("A"), &[]);
}

#[test]
fn of_answers() {
    let responses = format!("{CREATE}/responses");
    let none = [
        "POST response content: none -> application/json",
        "POST response status: none -> 201",
        "POST response type: none -> object",
    ];
    differs(&responses, "201", Value::Null, &none);
    differs(&responses, "202", json!({}), &["POST response status: 201, 202 -> 201"]);
    differs(&responses, "404", json!({}), &["POST response errors: 404 -> default"]);
    differs(&format!("{responses}/201"), "links", json!({}), &["POST response links: {} -> none"]);
    differs(&format!("{responses}/201"), "headers", json!({}), &[]);
    let on_both = |what: &str| [format!("GET response.parcels[].{what}"), format!("POST response.{what}")];
    for (name, schema, what) in [
        ("sid", json!({"type": "string", "pattern": "^PA[0-9]{4}$"}), "sid nullable: no -> yes"),
        ("sent", json!({"type": "string", "nullable": true}), "sent format: none -> date-time"),
        ("parts", json!({"type": "array", "nullable": true, "items": {}}), "parts[] type: any -> object"),
        ("colour", json!({}), "colour presence: there -> none"),
        ("sid", Value::Null, "sid presence: none -> there"),
    ] {
        differs(PARCEL, name, schema, &on_both(what).each_ref().map(String::as_str));
    }
    let [list, create] = on_both("state enum: lost|open -> closed|open");
    let form = "POST body.State enum: lost|open -> closed|open";
    differs("/components/schemas/parcel_state", "enum", json!(["open", "lost"]), &[&list, form, &create]);
    differs("/components/schemas/parcel_state", "enum", json!(["open", "closed"]), &[]);
}

#[test]
fn of_lists() {
    let page = format!("{LIST}/responses/200/content/application~1json/schema/properties");
    let no_list = "GET response list: none -> parcels";
    let more = json!({"type": "array", "items": {}});
    differs(&page, "more", more, &[no_list, "GET response.more presence: there -> none"]);
    let key = format!("{page}/meta/properties");
    differs(&key, "key", Value::Null, &[no_list, "GET response.meta.key presence: none -> there"]);
    let parcels = Parcels::new();
    parcels.edit("      x-paged: parcels\n", "");
    let answer = parcels.run(&[]);
    assert!(
        answer.stdout.starts_with("GET /v1/Parcels response list: parcels -> none\n"),
        "{}",
        answer.stdout
    );
}

#[test]
fn of_maps() {
    let parcels = Parcels::new();
    parcels.edit("additionalProperties: true", "additionalProperties: {type: string}");
    let answer = parcels.run(&[]);
    let line = "POST /v1/Parcels body.Extra additionalProperties: none -> {\"type\":\"string\"}\n";
    assert!(answer.stdout.starts_with(line), "{}", answer.stdout);
    let extra = format!("{FORM}/properties/Extra");
    let line = "POST body.Extra additionalProperties: {\"type\":\"string\"} -> none";
    differs(&extra, "additionalProperties", json!({"type": "string"}), &[line]);
}

/// Rules and names of fields, which documents like Twilio's cannot express.
#[test]
fn a_rule_of_the_spec_is_none() {
    let parcels = Parcels::new();
    parcels.edit("      oneOf: [{required: [Fragile]}, {required: [Weight]}]\n", "");
    parcels.edit("additionalProperties: false", "additionalProperties: true");
    assert_eq!(parcels.run(&[]).stdout, Parcels::new().run(&[]).stdout);
}
