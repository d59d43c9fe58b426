//! `cargo xtask compare` as a user runs it, on a made-up document and a spec, one of which is changed.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::fs;

use serde_json::{Value, json};

use self::support::parcels::{FORM, LIST, Parcels};

#[test]
fn what_is_the_same_in_other_words_is_equal() {
    let answer = Parcels::new().run(&[]);
    assert_eq!(answer.code, Some(0), "{}{}", answer.stdout, answer.stderr);
    let expected = "    4 deliberate: The document describes no errors.\n\
                    not compared: 1 of 4 component schemas of Twilio's, which no operation uses\n\
                    4 operations, 5 parameters, 8 body fields, 14 response properties compared: 31 equal, 4 deliberate \
                    differences, 0 others\n";
    assert_eq!(answer.stdout, expected);
}

#[test]
fn a_reason_makes_a_difference_deliberate_until_it_covers_nothing() {
    let mut parcels = Parcels::new();
    parcels.set(FORM, "required", json!([]));
    let answer = parcels.run(&[]);
    let file = parcels.differences();
    let complaint = "1 difference without a reason: change the description, or give the reason in";
    assert!(
        answer.stderr.starts_with(&format!("error: {complaint} `{}`", file.display())),
        "{}",
        answer.stderr
    );

    let before = fs::read_to_string(&file).unwrap();
    let reason = "- because: A parcel without a name is lost.\n  covers:\n    - 'POST * body.Name required: no -> yes'\n";
    fs::write(&file, format!("{before}{reason}")).unwrap();
    let answer = parcels.run(&["--deliberate"]);
    assert_eq!(answer.code, Some(0), "{}{}", answer.stdout, answer.stderr);
    let lines = "# A parcel without a name is lost.\nPOST /v1/Parcels body.Name required: no -> yes\n";
    assert!(answer.stdout.contains(lines), "{}", answer.stdout);
    assert!(answer.stdout.ends_with("30 equal, 5 deliberate differences, 0 others\n"), "{}", answer.stdout);

    parcels.set(FORM, "required", json!(["Name"]));
    let answer = parcels.run(&[]);
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.stdout.contains("differences.yaml:7: covers nothing: POST * body.Name required: no -> yes\n"),
        "{}",
        answer.stdout
    );
    assert!(answer.stderr.starts_with("error: 1 line of `"), "{}", answer.stderr);
}

#[test]
fn a_version_without_a_file_is_left_out_and_said_to_be() {
    let parcels = Parcels::new();
    parcels.edit("/v1/Parcels/{Sid}:", "/v2/Parcels/{Sid}:");
    parcels.edit("v1~1Parcels~1%7BSid%7D", "v2~1Parcels~1%7BSid%7D");
    let mut document = Parcels::document();
    document["paths"].as_object_mut().unwrap().remove("/v1/Parcels/{Sid}");
    parcels.write(&document);
    let covers = "- because: B.\n  covers: ['DELETE /v2/Parcels/{Sid} response status: 204 -> 200']\n";
    let file = parcels.differences();
    fs::write(&file, format!("{}{covers}", fs::read_to_string(&file).unwrap())).unwrap();
    let answer = parcels.run(&[]);
    assert_eq!(answer.code, Some(0), "{}{}", answer.stdout, answer.stderr);
    let said = "not compared: 2 operations of v2, for which no file was given\n2 operations, ";
    assert!(answer.stdout.contains(said), "{}", answer.stdout);
}

#[test]
fn several_documents_are_one() {
    let parcels = Parcels::new();
    let mut document = Parcels::document();
    let second = document["paths"].as_object_mut().unwrap().remove("/v1/Parcels/{Sid}").unwrap();
    parcels.write(&document);
    let other = parcels.folder().join("other.json");
    let components = document["components"].clone();
    let rest = json!({"openapi": "3.0.0", "servers": document["servers"], "security": document["security"],
        "components": components, "paths": {"/v1/Parcels/{Sid}": second}});
    fs::write(&other, rest.to_string()).unwrap();
    let answer = parcels.run(&[other.to_str().unwrap()]);
    assert!(answer.stdout.contains("4 operations, "), "{}{}", answer.stdout, answer.stderr);
    assert_eq!(answer.code, Some(0));

    fs::write(&other, document.to_string()).unwrap();
    let answer = parcels.run(&[other.to_str().unwrap()]);
    assert!(
        answer
            .stderr
            .contains("other.json#/paths/~1v1~1Parcels/get` is the second description of `GET /v1/Parcels`"),
        "{}",
        answer.stderr
    );
}

#[test]
fn a_program_gets_an_object_on_each_line() {
    let mut parcels = Parcels::new();
    parcels.set(LIST, "deprecated", json!(true));
    let answer = parcels.run(&["--format", "json"]);
    let lines: Vec<Value> = answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let first = json!({"kind": "difference", "method": "GET", "path": "/v1/Parcels", "place": "operation",
        "aspect": "deprecated", "theirs": "true", "ours": null, "because": null});
    assert_eq!(lines[0], first);
    assert_eq!(lines[1]["because"], json!("The document describes no errors."));
    let last = lines.last().unwrap();
    let member = |name: &str| last[name].as_u64();
    assert_eq!((member("operations"), member("others"), member("deliberate")), (Some(4), Some(1), Some(4)));
    assert_eq!((member("equal"), member("unreachable"), member("components")), (Some(30), Some(1), Some(4)));
}
