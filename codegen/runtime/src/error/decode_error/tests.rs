//! Tests of the path and the reason of errors, and that neither repeats a value.

use std::collections::BTreeMap;
use std::error::Error;

use serde::Deserialize;

use super::without_values;
use crate::{DecodeError, decode};

#[derive(Debug, PartialEq, Deserialize)]
struct Page {
    things: Vec<Thing>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Thing {
    id: Option<i64>,
    links: Option<BTreeMap<String, bool>>,
}

fn fault(body: &str) -> DecodeError {
    decode::json::<Page>(body.as_bytes()).unwrap_err()
}

#[test]
fn unknown_members_are_ignored() {
    let page: Page = decode::json(br#" {"things": [{"id": 1, "new": {}}], "meta": null} "#).unwrap();
    assert_eq!(page, Page { things: vec![Thing { id: Some(1), links: None }] });
}

#[test]
fn errors_name_the_path() {
    for (body, path, reason) in [
        (
            r#"{"things": [{}, {"id": "Ann"}]}"#,
            "things[1].id",
            "invalid type: string, expected i64 at line 1 column 28",
        ),
        (
            r#"{"things": [{"id": 1.5}]}"#,
            "things[0].id",
            "invalid type: floating point, expected i64 at line 1 column 22",
        ),
        (
            r#"{"things": [{"links": {"a": 1}}]}"#,
            "things[0].links.a",
            "invalid type: integer, expected a boolean at line 1 column 29",
        ),
        (r#"{"things": {}}"#, "things", "invalid type: map, expected a sequence at line 1 column 11"),
        ("{}", ".", "missing field `things` at line 1 column 2"),
        ("", ".", "EOF while parsing a value at line 1 column 0"),
        ("<html>", ".", "expected value at line 1 column 1"),
        (r#"{"things": []} x"#, ".", "trailing characters at line 1 column 16"),
        (r#"{"things": [{"id": 1"#, "things[0].?", "EOF while parsing an object at line 1 column 20"),
    ] {
        let error = fault(body);
        assert_eq!((error.path(), error.reason()), (path, reason), "{body}");
        assert_eq!(error.to_string(), format!("cannot read the response at `{path}`: {reason}"));
        assert_eq!((error.http_status(), error.request_id(), error.raw()), (None, None, None));
        assert!(error.source().is_none(), "a source would repeat values");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_an_error() {
    assert!(decode::json::<String>(b"\"\xff\"").is_err());
}

#[test]
fn deep_nesting_is_an_error() {
    assert!(decode::json::<serde_json::Value>("[".repeat(100_000).as_bytes()).is_err());
}

#[test]
fn no_message_repeats_a_value() {
    for (message, expected) in [
        (
            r#"invalid type: string "a, expected b", expected i64 at line 1"#,
            "invalid type: string, expected i64 at line 1",
        ),
        ("invalid type: integer `7`, expected a string", "invalid type: integer, expected a string"),
        ("invalid value: character `x`, expected a digit", "invalid value: character, expected a digit"),
        ("invalid type: map, expected unit", "invalid type: map, expected unit"),
        ("invalid type: string \"x", "invalid type: string, expected something else"),
        ("unknown variant `x`, expected `a` or `b`", "unknown variant, expected `a` or `b`"),
        (
            "unknown variant `x`, expected one of `a`, `b`, `c`",
            "unknown variant, expected one of `a`, `b`, `c`",
        ),
        ("unknown variant `x`, there are no variants", "unknown variant, expected nothing"),
        ("unknown field `a`, expected `b`, expected `c`", "unknown field, expected `c`"),
        ("missing field `x`", "missing field `x`"),
    ] {
        assert_eq!(without_values(message), expected);
    }
}

#[test]
fn debug_does_not_print_the_body() {
    let error = fault(r#"{"things": [{"id": "Ann"}]}"#);
    assert!(!format!("{error:?}").contains("Ann"));
    assert!(format!("{error:?}").contains("things[0].id"));
}
