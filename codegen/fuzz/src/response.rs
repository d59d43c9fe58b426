//! Responses: a line with a status and then a body come in, every request reads them. Nothing panics, what is read is read
//! again as it is written, members that nobody knows are kept, and no link leads a list away from the service.

use std::fmt::Debug;

use flex_runtime::testing::Script;
use serde::Serialize;
use serde_json::Value;
use twilio_flex::v1::flex_flow::{
    CreateFlexFlow, DeleteFlexFlow, FetchFlexFlow, FlexFlow, FlexFlowPage, ListFlexFlow, UpdateFlexFlow,
};
use twilio_flex::{Config, Credentials, Error, Reply, Request, RetryPolicy, blocking};

/// A page behind which there is no other.
const LAST_PAGE: &str = r#"{"flex_flows": [], "meta": {"next_page_url": null}}"#;

/// The name of a member that nobody knows.
const NEW: &str = "not documented";

/// Reads the body as the response of every operation, and as one page of a list.
///
/// # Panics
/// When reading panics, an unknown member is lost or changes what is read, or a credential goes to another server.
pub fn run(data: &[u8]) {
    let (status, body) = status(data);
    check::<FetchFlexFlow, FlexFlow>(status, body);
    check::<CreateFlexFlow, FlexFlow>(status, body);
    check::<UpdateFlexFlow, FlexFlow>(status, body);
    check::<ListFlexFlow, FlexFlowPage>(status, body);
    check::<DeleteFlexFlow, ()>(status, body);
    check_pages(status, body);
}

/// The status on the first line and the body behind it; 200 and everything where there is no status.
fn status(data: &[u8]) -> (u16, &[u8]) {
    let line = data.iter().position(|byte| *byte == b'\n');
    let split = line.and_then(|end| {
        let status: u16 = str::from_utf8(&data[..end]).ok()?.parse().ok()?;
        (200..600).contains(&status).then_some((status, &data[end + 1..]))
    });
    split.unwrap_or((200, data))
}

fn check<R: Request<Response = T>, T: Debug + PartialEq + Serialize>(status: u16, body: &[u8]) {
    match send::<R, T>(status, body) {
        Ok(reply) => {
            assert!((200..300).contains(&status), "{status} is a success");
            reply.unread().iter().for_each(|unread| check_text(&unread.to_string()));
            let written = written(reply.value());
            let again =
                send::<R, T>(status, written.to_string().as_bytes()).expect("what was written is read");
            assert_eq!(again.value(), reply.value(), "read from {written}");
            let mut extended = written.clone();
            add_members(&mut extended);
            let read =
                send::<R, T>(status, extended.to_string().as_bytes()).expect("an unknown member is no error");
            let mut again = self::written(read.value());
            remove_members(&mut again);
            assert_eq!(again, written, "read from {extended}");
        }
        Err(Error::Api(error)) => {
            assert_eq!(error.http_status().as_u16(), status);
            check_texts(&error);
        }
        Err(Error::Decode(error)) => {
            assert!((200..300).contains(&status), "an error of the service is not read as a success");
            check_texts(&error);
        }
        Err(other) => panic!("{other}"),
    }
}

fn written(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("a response can be written as JSON")
}

fn send<R: Request<Response = T>, T>(status: u16, body: &[u8]) -> Result<Reply<T>, Error> {
    let mut response = http::Response::new(body.to_vec().into());
    if let Ok(status) = http::StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    R::reply_from_http(response)
}

/// A text for a log is one line, however long and odd the body is.
fn check_texts(error: &impl std::error::Error) {
    check_text(&error.to_string());
    assert!(!format!("{error:?}").contains(char::is_control), "{error:?}");
}

fn check_text(text: &str) {
    assert!(!text.is_empty() && text.len() < 10_000 && !text.contains(steers), "{text:?}");
}

/// Adds a member to every object, as a later version of the API may.
fn add_members(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(add_members);
            members.insert(NEW.to_owned(), serde_json::json!(["sid", null, 0.5]));
        }
        Value::Array(items) => items.iter_mut().for_each(add_members),
        _ => {}
    }
}

/// Removes what [`add_members`] added.
fn remove_members(value: &mut Value) {
    match value {
        Value::Object(members) => {
            assert!(members.remove(NEW).is_some(), "an unknown member is kept");
            members.values_mut().for_each(remove_members);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_members),
        _ => {}
    }
}

/// A list whose first page this is stays on the server that it was asked of.
fn check_pages(status: u16, body: &[u8]) {
    let script = Script::new().reply(status, body.to_vec()).reply(200, LAST_PAGE);
    let config = Config::new(Credentials::auth_token("AC0", "hush")).retry(RetryPolicy::none());
    let client = match blocking::Client::with_transport(config, script.clone()) {
        Ok(client) => client,
        Err(error) => panic!("{error}"),
    };
    for page in client.pages(ListFlexFlow::builder().build()) {
        if let Err(error) = page {
            check_texts(&error);
        }
    }
    for request in script.requests() {
        let origin = (request.uri().scheme_str(), request.uri().authority().map(AsRef::as_ref));
        assert_eq!(origin, (Some("https"), Some("flex-api.twilio.com")), "{}", request.uri());
    }
}

fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
