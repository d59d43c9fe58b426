//! Documents and reasons that `cargo xtask compare` cannot use: each is an error that names the place, and none a panic.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::fmt::Write;
use std::fs;

use serde_json::{Value, json};

use self::support::parcels::Parcels;

/// Runs and expects an error with this in it.
fn refused(parcels: &Parcels, part: &str) {
    let answer = parcels.run(&[]);
    assert_eq!(answer.code, Some(1), "{part}: {}{}", answer.stdout, answer.stderr);
    assert_eq!(answer.stdout, "", "{part}");
    assert!(
        answer.stderr.starts_with("error: ") && answer.stderr.contains(part),
        "{part}: {}",
        answer.stderr
    );
    assert!(answer.stderr.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", answer.stderr);
}

#[test]
fn a_file_that_is_no_document_is_refused_with_its_place() {
    let parcels = Parcels::new();
    let file = parcels.folder().join("v1.json");
    for (text, part) in [
        ("", "v1.json` is not JSON: EOF while parsing a value at line 1 column 0"),
        ("openapi: 3.0.1", "v1.json` is not JSON: expected value at line 1 column 1"),
        (
            "{\"openapi\": \"3.0.1\",\n \"paths\": [}",
            "at line 2 column 12; give a file of the folder spec/json",
        ),
        ("[]", "v1.json#` is not an OpenAPI document"),
        ("{}", "v1.json#` is not an OpenAPI document: it has no `openapi`"),
        ("{\"openapi\": 3}", "v1.json#/openapi` is not a string"),
        ("{\"openapi\": \"3.1.0\"}", "v1.json#` is OpenAPI 3.1.0, not 3.0.x"),
        ("{\"openapi\": \"3\\u001b[31m\"}", "is OpenAPI 3\\u{1b}[31m, not 3.0.x"),
        ("{\"openapi\": \"3.0.1\"}", "v1.json#` has no `paths`"),
        ("{\"openapi\": \"3.0.1\", \"paths\": []}", "v1.json#/paths` is not an object"),
    ] {
        fs::write(&file, text).unwrap();
        refused(&parcels, part);
    }
    fs::write(&file, "[".repeat(100_000)).unwrap();
    refused(&parcels, "recursion limit exceeded at line 1");
    fs::File::create(&file).unwrap().set_len(17 * 1024 * 1024).unwrap();
    refused(&parcels, "is longer than 16 MiB");
    fs::remove_file(&file).unwrap();
    refused(&parcels, "cannot open");
}

#[test]
fn a_part_that_is_not_what_it_should_be_is_named() {
    let list = "/paths/~1v1~1Parcels/get";
    let first = format!("{list}/parameters/0");
    for (pointer, key, value, part) in [
        ("/paths", "/v1/Parcels", json!(1), "#/paths/~1v1~1Parcels` is not an object"),
        ("/paths/~1v1~1Parcels", "get", json!([]), "#/paths/~1v1~1Parcels/get` is not an object"),
        (list, "parameters", json!({}), "get/parameters` is not a list"),
        (list, "operationId", json!(7), "get/operationId` is not a string"),
        (list, "servers", json!([{}]), "get/servers` has a server without a `url`"),
        (list, "responses", json!(7), "get/responses` is not an object"),
        (list, "requestBody", json!({"content": []}), "get/requestBody/content` is not an object"),
        (&first, "name", Value::Null, "get/parameters/0` has no `name`"),
        (&first, "in", Value::Null, "get/parameters/0` has no `in`"),
        (&first, "required", json!("yes"), "parameters/0/required` is neither true nor false"),
        (&first, "name", json!("a".repeat(2_000)), "has a name that is too long"),
        (&first, "schema", json!(true), "parameters/0/schema` is not an object"),
        (
            &first,
            "schema",
            json!({"type": 7}),
            "schema/type` is neither the name of a type nor a list of them",
        ),
        (&first, "schema", json!({"enum": 7}), "schema/enum` is not a list"),
        (&first, "schema", json!({"$ref": 7}), "schema/$ref` is not a string"),
        (
            &first,
            "schema",
            json!({"$ref": "#/components/schemas/a"}),
            "points to nothing: `#/components/schemas/a`",
        ),
        (&first, "schema", json!({"$ref": "../other.json#/a"}), "points to nothing: `../other.json#/a`"),
        (&first, "schema", json!({"$ref": "/etc/passwd"}), "points to nothing: `/etc/passwd`"),
        (&first, "schema", json!({"$ref": "#/%"}), "points to nothing: `#/%`"),
        (&first, "schema", json!({"$ref": "#/components/schemas"}), ""),
        (
            &first,
            "schema",
            json!({"allOf": [{"properties": {"a": {}}}, {"properties": {"a": {}}}]}),
            "is the second definition of `query.PageSize.a`",
        ),
        (&first, "$ref", json!(format!("#{first}")), "follows references without end"),
        ("/components/schemas", "parcel", json!({"$ref": "#/components/schemas/parcel"}), ""),
        ("/components/schemas", "parcel", json!({"allOf": [{"$ref": "#/components/schemas/parcel"}]}), ""),
    ] {
        let mut parcels = Parcels::new();
        parcels.set(pointer, key, value);
        if part.is_empty() {
            let answer = parcels.run(&[]);
            assert_eq!(answer.code, Some(1), "{pointer}/{key}: {}", answer.stderr);
            assert!(answer.stderr.contains("without a reason"), "{pointer}/{key}: {}", answer.stderr);
        } else {
            refused(&parcels, part);
        }
    }
}

/// Small documents that unfold into large or endless ones.
#[test]
fn what_unfolds_without_end_is_refused() {
    let mut doubled = json!({"a0": {"type": "string"}});
    let mut chained = json!({"a0": {"type": "string"}});
    let mut taken_in = json!({"a0": {"type": "string"}});
    for n in 1..80 {
        let part = json!({"$ref": format!("#/components/schemas/a{}", n - 1)});
        doubled[format!("a{n}")] = json!({"properties": {"l": part, "r": part}});
        chained[format!("a{n}")] = json!({"properties": {"l": part}});
        taken_in[format!("a{n}")] = json!({"allOf": [{"allOf": [part]}, part]});
    }
    for (schemas, name) in [(&doubled, "a30"), (&chained, "a79"), (&taken_in, "a79")] {
        let mut parcels = Parcels::new();
        parcels.set("/components", "schemas", schemas.clone());
        let root = json!({"$ref": format!("#/components/schemas/{name}")});
        parcels.set(
            "/paths",
            "/v1/Parcels",
            json!({"post": {"requestBody": {"content": {"a": {"schema": root}}}}}),
        );
        refused(&parcels, "is part of a document that expands without end");
    }
}

#[test]
fn reasons_are_refused_with_their_place() {
    let parcels = Parcels::new();
    for (text, part) in [
        ("- because: [\n", "invalid type: sequence, expected a string at line 1 column 12; it is a list of"),
        ("because: A.\n", "differences.yaml`: invalid type: map, expected a sequence"),
        ("- because: A.\n", "missing field `covers`"),
        ("- covers: [a]\n", "missing field `because`"),
        ("- because: A.\n  covers: [a]\n  until: 7\n", "unknown field `until`"),
        ("- because: ''\n  covers: ['a: b -> c']\n", "reason 1 has an empty `because` or `covers`"),
        ("- because: A.\n  covers: []\n", "reason 1 has an empty `because` or `covers`"),
        (
            "- because: A.\n  covers: ['a: b']\n",
            "reason 1: `a: b` is not a difference; write it as the command prints it",
        ),
        ("- because: A.\n  covers: ['a: b -> c', 'a: b -> c']\n", "reason 1: `a: b -> c` is listed twice"),
    ] {
        fs::write(parcels.differences(), text).unwrap();
        refused(&parcels, part);
    }
    fs::write(parcels.differences(), "[]\n").unwrap();
    assert_eq!(
        parcels.run(&[]).stdout.lines().next().unwrap_or_default(),
        "GET /v1/Parcels response errors: none -> default"
    );
    fs::remove_file(parcels.differences()).unwrap();
    assert!(parcels.run(&[]).stderr.starts_with("error: 4 differences without a reason"));
}

#[test]
fn a_spec_that_cannot_be_read_is_refused() {
    let parcels = Parcels::new();
    parcels.edit("v1/parcel.yaml#", "v1/parcels.yaml#");
    refused(&parcels, "spec/v1/parcels.yaml` is not there");
    parcels.edit("v1/parcels.yaml#", "v1/parcel.yaml#");
    parcels.edit("#/components/schemas/State'", "#/components/schemas/Status'");
    refused(&parcels, "points to nothing: `#/components/schemas/Status`");
    parcels.edit("openapi: 3.1.0", "openapi: 3.0.0");
    refused(&parcels, "openapi.yaml#` is OpenAPI 3.0.0, not 3.1.x");
    parcels.edit("openapi: 3.0.0", "openapi: [");
    refused(&parcels, "spec/openapi.yaml` cannot be read: ");
}

/// Names and values can contain anything, and stay on their line.
#[test]
fn text_of_a_document_does_not_control_a_terminal() {
    let mut parcels = Parcels::new();
    let hostile = "a\u{1b}[31m\nPOST x\u{202e}";
    parcels.set("/paths", &format!("/v1/{hostile}"), json!({"get": {}}));
    parcels.set("/components/schemas/parcel_state", "enum", json!([hostile, 1, null, {}]));
    let answer = parcels.run(&["--deliberate"]);
    let mut shown = String::new();
    write!(shown, "{}", hostile.escape_default()).unwrap();
    assert!(
        answer.stdout.contains(&format!("GET /v1/{shown} operation presence: there -> none\n")),
        "{}",
        answer.stdout
    );
    assert!(
        answer.stdout.contains(&format!("response.state enum: 1|{shown}|{{}} -> closed|open\n")),
        "{}",
        answer.stdout
    );
}
