//! Tests of the path and the reason of errors, and that neither repeats a value.
#![allow(dead_code, unreachable_pub, reason = "the macro writes for types that are public")]

use std::error::Error;

use crate::{DecodeError, Extra, decode};

#[derive(Debug, Default, PartialEq)]
struct Page {
    things: Vec<Thing>,
    extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Thing {
    id: Option<i64>,
    extra: Extra,
}

crate::impl_response_object!(Page { things } required { "things" });
crate::impl_response_object!(Thing { id });

fn fault(body: &str) -> DecodeError {
    decode::json::<Page>(body.as_bytes()).unwrap_err()
}

#[test]
fn only_what_is_no_json_object_is_an_error_which_names_the_path() {
    for (body, path, reason) in [
        ("", ".", "EOF while parsing a value at line 1 column 0"),
        (" ", ".", "EOF while parsing a value at line 1 column 1"),
        ("<html>", ".", "expected value at line 1 column 1"),
        (r#"{"things": []} x"#, ".", "trailing characters at line 1 column 16"),
        (r#"{"things": [{"id": 1"#, "things[0]", "EOF while parsing an object at line 1 column 20"),
        (r#"{"things": [{"id": nil}]}"#, "things[0].id", "expected ident at line 1 column 21"),
        (r#"{"things": [{"new": [tru]}]}"#, "things[0].new", "expected ident at line 1 column 25"),
        ("[]", ".", "the body is an array, not an object"),
        ("null", ".", "the body is null, not an object"),
        ("\"Ann\"", ".", "the body is a string, not an object"),
        ("7", ".", "the body is a number, not an object"),
        ("true", ".", "the body is a boolean, not an object"),
    ] {
        let error = fault(body);
        assert_eq!((error.path(), error.reason()), (path, reason), "{body}");
        assert_eq!(error.to_string(), format!("cannot read the response at `{path}`: {reason}"));
        assert_eq!((error.http_status(), error.request_id(), error.raw()), (None, None, None));
        assert!(error.source().is_none());
    }
}

#[test]
fn deep_nesting_is_an_error() {
    for body in
        ["[".repeat(100_000), format!("{{\"things\": {}", "[".repeat(100_000)), "{\"a\":".repeat(100_000)]
    {
        assert!(decode::json::<serde_json::Value>(body.as_bytes()).is_err());
        assert!(decode::json::<Page>(body.as_bytes()).is_err());
    }
}

#[test]
fn debug_and_display_do_not_print_the_body() {
    for body in [r#"{"things": [{"id": "Ann", "Ann": "Ann" "Ann""#, r#""Ann""#, r#"["Ann"]"#] {
        let error = fault(body);
        assert!(!format!("{error:?} {error}").contains("Ann"), "{error:?}");
    }
}
