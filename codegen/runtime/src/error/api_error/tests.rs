//! Tests with every shape of an error response.

use bytes::Bytes;
use http::StatusCode;
use serde_json::json;

use crate::{ApiError, Error, ErrorBody};

fn error(status: u16, body: impl Into<Bytes>) -> ApiError {
    ApiError::from_http(http::Response::builder().status(status).body(body.into()).unwrap())
}

#[test]
fn the_classic_shape() {
    let body = json!({
        "code": 20404,
        "message": "The requested resource /Things/T1 was not found",
        "more_info": "https://www.twilio.com/docs/errors/20404",
        "status": 404,
        "details": {"a": [1]},
    });
    let error = error(404, body.to_string());
    assert_eq!(serde_json::to_value(error.body()).unwrap(), body);
    assert_eq!(serde_json::from_value::<ErrorBody>(body).unwrap(), *error.body());
    assert_eq!(error.code(), Some(20404));
    assert_eq!(
        error.to_string(),
        "The requested resource /Things/T1 was not found (code 20404, HTTP 404 Not Found)"
    );
}

#[test]
fn problem_details_of_rfc_9457() {
    let error = error(
        400,
        json!({
            "type": "https://www.twilio.com/docs/errors/20422",
            "title": "Invalid parameter",
            "status": 400,
            "code": 20422,
            "detail": "Name is too long",
            "instance": "/v1/Things",
            "errors": [{"detail": "too long", "pointer": "/Name"}],
        })
        .to_string(),
    );
    let body = error.body();
    assert_eq!(body.message.as_deref(), Some("Invalid parameter: Name is too long"));
    assert_eq!(body.more_info.as_deref(), Some("https://www.twilio.com/docs/errors/20422"));
    assert_eq!((body.code, body.status), (Some(20422), Some(400)));
    assert_eq!(body.details, Some(json!([{"detail": "too long", "pointer": "/Name"}])));
}

#[test]
fn problem_details_that_say_little() {
    let error = error(500, r#"{"type": "about:blank", "title": "Oops", "status": 500, "errors": null}"#);
    let expected = json!({"message": "Oops", "status": 500});
    assert_eq!(serde_json::to_value(error.body()).unwrap(), expected);
    assert_eq!(error.to_string(), "Oops (HTTP 500 Internal Server Error)");
}

#[test]
fn the_shape_with_http_status_code() {
    let error = error(
        429,
        r#"{"code": 20429, "message": "Too many requests", "httpStatusCode": 429, "params": {"limit": 1}, "userError": true}"#,
    );
    let expected =
        json!({"code": 20429, "message": "Too many requests", "status": 429, "details": {"limit": 1}});
    assert_eq!(serde_json::to_value(error.body()).unwrap(), expected);
}

#[test]
fn bodies_without_an_explanation() {
    for body in ["", "<html>Bad Gateway</html>", "null", "[1]", "\"text\"", "{}", "{\"code\":", "\u{feff}{}"]
    {
        let error = error(502, body);
        assert_eq!(*error.body(), ErrorBody::default(), "{body:?}");
        assert_eq!((error.code(), error.message()), (None, None));
        assert_eq!(error.raw(), body);
        assert_eq!(error.to_string(), "the API answered with an error (HTTP 502 Bad Gateway)");
    }
    assert_eq!(*error(502, &b"\xff\xfe"[..]).body(), ErrorBody::default());
    assert_eq!(*error(502, "[".repeat(100_000)).body(), ErrorBody::default());
}

#[test]
fn fields_of_an_unexpected_type_are_left_out() {
    let odd =
        error(400, r#"{"code": "20001", "message": 7, "more_info": "", "status": 99999, "title": "Odd"}"#);
    assert_eq!(serde_json::to_value(odd.body()).unwrap(), json!({"code": 20001, "message": "Odd"}));
    let odd = error(400, r#"{"code": {}, "message": null, "status": "400"}"#);
    assert_eq!(serde_json::to_value(odd.body()).unwrap(), json!({"status": 400}));
    let bare = error(400, r#"{"code": 20001}"#);
    assert_eq!(bare.to_string(), "the API answered with error 20001 (HTTP 400 Bad Request)");
}

#[test]
fn the_request_id_is_kept_and_printed() {
    let response = http::Response::builder().status(500).header("twilio-request-id", "RQ12");
    let error = ApiError::from_http(response.body(Bytes::new()).unwrap());
    assert_eq!(error.request_id(), Some("RQ12"));
    let expected = "the API answered with an error (HTTP 500 Internal Server Error, request RQ12)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(Error::from(error).to_string(), expected);
}

#[test]
fn a_message_cannot_flood_or_forge_a_log() {
    let message = format!("a\nb{}", "x".repeat(1000));
    let error = error(400, json!({ "message": message }).to_string());
    assert!(error.to_string().starts_with("a\\u{a}bxxx"));
    assert!(error.to_string().chars().count() < 350);
    assert_eq!(error.message(), Some(message.as_str()), "the getter has all of it");
}

#[test]
fn debug_does_not_print_the_raw_body() {
    let debug = format!("{:?}", error(500, "<p>Ann</p>"));
    assert!(!debug.contains("Ann") && debug.contains("10 bytes"), "{debug}");
}

#[test]
fn an_unregistered_status_is_printed() {
    assert_eq!(error(599, "").http_status(), StatusCode::from_u16(599).unwrap());
    assert_eq!(error(599, "").to_string(), "the API answered with an error (HTTP 599 <unknown status code>)");
}
