//! Tests with a request of each shape: its HTTP request, and decoding its response.

use std::borrow::Cow;
use std::fmt::Write as _;

use bytes::Bytes;
use http::{Method, StatusCode};

use super::{Body, Operation, Request};
use crate::{BaseUrl, DecodeError, Decoded, Error, FormWriter, HeaderWriter, PathWriter, decode};

const BASE: BaseUrl = BaseUrl::from_static("https://api.example.com/mock");

/// Updates a thing, with a form.
struct Update {
    id: String,
    name: Option<String>,
}

impl Request for Update {
    type Response = Vec<i64>;

    const BASE_URL: BaseUrl = BASE;

    const OPERATION: Operation = Operation::new("UpdateThing", Method::POST, "/v1/Things/{Id}");

    fn path(&self) -> Cow<'static, str> {
        PathWriter::new("/v1/Things/").segment(&self.id).finish()
    }

    fn body(&self) -> Body {
        let mut form = FormWriter::new();
        form.field("Name", self.name.as_ref());
        Body::Form(form)
    }

    fn decode(body: &[u8]) -> Result<Decoded<Self::Response>, DecodeError> {
        decode::json(body)
    }
}

/// Lists things, with a query.
struct List {
    name: Option<String>,
}

impl Request for List {
    type Response = Vec<i64>;

    const BASE_URL: BaseUrl = BASE;

    const OPERATION: Operation = Operation::new("ListThing", Method::GET, "/v1/Things");

    fn path(&self) -> Cow<'static, str> {
        PathWriter::new("/v1/Things").finish()
    }

    fn query(&self, query: &mut FormWriter) {
        query.field("Name", self.name.as_ref());
    }

    fn decode(body: &[u8]) -> Result<Decoded<Self::Response>, DecodeError> {
        decode::json(body)
    }
}

/// Deletes a thing.
struct Delete;

impl Request for Delete {
    type Response = ();

    const BASE_URL: BaseUrl = BASE;

    const OPERATION: Operation = Operation::new("DeleteThing", Method::DELETE, "/v1/Things/{Id}");

    fn path(&self) -> Cow<'static, str> {
        PathWriter::new("/v1/Things/").segment("T1").finish()
    }

    fn decode(body: &[u8]) -> Result<Decoded<Self::Response>, DecodeError> {
        decode::empty(body)
    }
}

/// Method and URL, headers and body, one per line.
fn shown<R: Request>(request: &R) -> String {
    let request = request.to_http(&BASE).unwrap();
    let mut headers = String::new();
    for (name, value) in request.headers() {
        writeln!(headers, "{name}: {}", value.to_str().unwrap()).unwrap();
    }
    format!("{} {}\n{headers}\n{}", request.method(), request.uri(), str::from_utf8(request.body()).unwrap())
}

fn answer(status: StatusCode, body: &'static str) -> http::Response<Bytes> {
    let response = http::Response::builder().status(status).header("Twilio-Request-Id", "RQ1");
    response.body(Bytes::from_static(body.as_bytes())).unwrap()
}

#[test]
fn a_form_goes_into_the_body() {
    let update = Update { id: "T/1".to_owned(), name: Some("A & B".to_owned()) };
    assert_eq!(
        shown(&update),
        "POST https://api.example.com/mock/v1/Things/T%2F1\n\
         accept: application/json\n\
         accept-charset: utf-8\n\
         content-type: application/x-www-form-urlencoded\n\
         \n\
         Name=A+%26+B"
    );
}

#[test]
fn a_query_goes_into_the_url() {
    assert_eq!(
        shown(&List { name: Some("A & B #☎".to_owned()) }),
        "GET https://api.example.com/mock/v1/Things?Name=A+%26+B+%23%E2%98%8E\n\
         accept: application/json\n\
         accept-charset: utf-8\n\
         \n"
    );
    assert!(
        shown(&List { name: None }).starts_with("GET https://api.example.com/mock/v1/Things\n"),
        "no empty query"
    );
}

#[test]
fn a_deletion_expects_no_json() {
    assert_eq!(
        shown(&Delete),
        "DELETE https://api.example.com/mock/v1/Things/T1\n\
         accept-charset: utf-8\n\
         \n"
    );
}

#[test]
fn a_path_never_leads_elsewhere() {
    for id in ["", ".", ".."] {
        let error = Update { id: id.to_owned(), name: None }.to_http(&BASE).unwrap_err();
        assert!(matches!(error, Error::Request(_)));
        let expected =
            "cannot build the request for `/v1/Things/{Id}`: a path parameter is empty, `.` or `..`";
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_url_that_is_too_long_is_an_error() {
    let longest = 65_534 - "https://api.example.com/mock/v1/Things?Name=".len();
    assert!(List { name: Some("x".repeat(longest)) }.to_http(&BASE).is_ok());
    let error = List { name: Some("x".repeat(longest + 1)) }.to_http(&BASE).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot build the request for `/v1/Things`: its URL has 65535 bytes, but the maximum is 65534"
    );
    assert!(std::error::Error::source(&error).is_none());
    let long_body = Update { id: "T1".to_owned(), name: Some("x".repeat(100_000)) };
    assert_eq!(long_body.to_http(&BASE).unwrap().body().len(), 100_005, "bodies have no limit");
}

#[test]
fn every_success_is_decoded() {
    for status in [StatusCode::OK, StatusCode::CREATED, StatusCode::ACCEPTED] {
        assert_eq!(Update::from_http(answer(status, "[1, 2]")).unwrap(), [1, 2]);
    }
    Delete::from_http(answer(StatusCode::NO_CONTENT, "")).unwrap();
    Delete::from_http(answer(StatusCode::OK, "<surprise>")).unwrap();
}

#[test]
fn every_other_status_is_an_api_error() {
    for status in [StatusCode::MOVED_PERMANENTLY, StatusCode::NOT_FOUND, StatusCode::BAD_GATEWAY] {
        let Err(Error::Api(error)) = Update::from_http(answer(status, "[1, 2]")) else {
            panic!("{status} must be an API error");
        };
        assert_eq!(error.http_status(), status);
        assert_eq!(error.request_id(), Some("RQ1"));
        assert_eq!(error.raw(), "[1, 2]");
    }
}

#[test]
fn a_success_that_cannot_be_decoded_keeps_its_response() {
    let error = Update::from_http(answer(StatusCode::CREATED, "{\"Ann\": 1}")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read the response at `.`: the body is an object, not an array (HTTP 201 Created, request RQ1)"
    );
    let Error::Decode(error) = error else { panic!("must be a decode error") };
    assert_eq!(error.http_status(), Some(StatusCode::CREATED));
    assert_eq!(error.request_id(), Some("RQ1"));
    assert_eq!(error.raw().unwrap(), "{\"Ann\": 1}");
}

#[test]
fn a_reply_tells_what_could_not_be_read() {
    let reply = Update::reply_from_http(answer(StatusCode::CREATED, "[1, \"Ann\", null]")).unwrap();
    assert_eq!((reply.status(), reply.request_id()), (StatusCode::CREATED, Some("RQ1")));
    assert_eq!(reply.value(), &[1]);
    let unread: Vec<_> = reply.unread().iter().map(ToString::to_string).collect();
    assert_eq!(unread, ["`[1]` is a string, not an integer", "`[2]` is null, not an integer"]);
    assert!(format!("{reply:?}").contains("[1]") && !format!("{reply:?}").contains("Ann"), "{reply:?}");
}

#[test]
fn an_operation_is_plain_data() {
    let operation = Update::OPERATION;
    assert_eq!(
        (operation.id, operation.method, operation.path),
        ("UpdateThing", Method::POST, "/v1/Things/{Id}")
    );
    assert_eq!(Body::default(), Body::Empty);
}

/// Updates a thing, with parameters in the path, the query and the headers, and a body.
struct Everywhere {
    metadata: Option<String>,
}

impl Request for Everywhere {
    type Response = ();

    const BASE_URL: BaseUrl = BASE;

    const OPERATION: Operation = Operation::new("UpdateThing", Method::POST, "/v1/Things");

    fn path(&self) -> Cow<'static, str> {
        Cow::Borrowed("/v1/Things")
    }

    fn query(&self, query: &mut FormWriter) {
        query.field("Page", Some("2"));
    }

    fn headers(&self, headers: &mut HeaderWriter) {
        headers.field("X-Metadata", self.metadata.as_deref());
        headers.field("Accept", Some("text/plain"));
    }

    fn body(&self) -> Body {
        let mut form = FormWriter::new();
        form.field("Name", Some("n"));
        Body::Form(form)
    }

    fn decode(body: &[u8]) -> Result<Decoded<Self::Response>, DecodeError> {
        decode::empty(body)
    }
}

#[test]
fn a_request_can_have_query_headers_and_body() {
    let request = Everywhere { metadata: Some("{\"a\": 1}".to_owned()) }.to_http(&BASE).unwrap();
    assert_eq!(request.uri(), "https://api.example.com/mock/v1/Things?Page=2");
    assert_eq!(request.headers()["x-metadata"], "{\"a\": 1}");
    assert_eq!(request.headers()["accept"], "application/json", "what the client sets stays");
    assert_eq!(request.headers().len(), 4);
    assert_eq!(request.body(), "Name=n");
    assert!(!Everywhere { metadata: None }.to_http(&BASE).unwrap().headers().contains_key("x-metadata"));
}

#[test]
fn a_header_that_cannot_be_sent_is_an_error_without_its_value() {
    for secret in ["s3cret\r\nX-Injected: 1", "s3crét", " s3cret"] {
        let error = Everywhere { metadata: Some(secret.to_owned()) }.to_http(&BASE).unwrap_err();
        assert!(matches!(error, Error::Request(_)));
        let text = error.to_string();
        assert!(
            text.starts_with("cannot build the request for `/v1/Things`: `X-Metadata` is a header"),
            "{text}"
        );
        assert!(!format!("{text} {error:?}").contains("s3cr"));
    }
}

#[test]
fn a_json_body_has_its_content_type() {
    struct Create;

    impl Request for Create {
        type Response = ();
        const BASE_URL: BaseUrl = BASE;
        const OPERATION: Operation = Operation::new("Create", Method::POST, "/v1/Things");

        fn path(&self) -> Cow<'static, str> {
            Cow::Borrowed("/v1/Things")
        }

        fn body(&self) -> Body {
            Body::json(&serde_json::json!({ "a": ["ü", null] }))
        }

        fn decode(body: &[u8]) -> Result<Decoded<()>, DecodeError> {
            decode::empty(body)
        }
    }

    let request = Create.to_http(&BASE).unwrap();
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.body(), "{\"a\":[\"ü\",null]}");
}
