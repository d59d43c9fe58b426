//! Responses: a line with a status and then a body come in, every request reads them. Nothing panics, members that nobody
//! knows change nothing, and no link leads a list away from the service.

use std::fmt::Debug;

use flex_runtime::testing::Script;
use serde_json::Value;
use twilio_flex::v1::flex_flow::{
    CreateFlexFlow, DeleteFlexFlow, FetchFlexFlow, FlexFlow, FlexFlowPage, ListFlexFlow, UpdateFlexFlow,
};
use twilio_flex::{Config, Credentials, Error, Request, RetryPolicy, blocking};

/// A page behind which there is no other.
const LAST_PAGE: &str = r#"{"flex_flows": [], "meta": {"next_page_url": null}}"#;

/// Reads the body as the response of every operation, and as one page of a list.
///
/// # Panics
/// When reading panics, an unknown member changes what is read, or a credential goes to another server.
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

fn check<R: Request<Response = T>, T: Debug + PartialEq>(status: u16, body: &[u8]) {
    match send::<R, T>(status, body) {
        Ok(response) => {
            assert!((200..300).contains(&status), "{status} is a success");
            assert_eq!(R::decode(body).as_ref(), Ok(&response), "decoded by itself");
            if let Ok(mut json) = serde_json::from_slice(body) {
                add_members(&mut json);
                let extended = json.to_string();
                assert_eq!(R::decode(extended.as_bytes()).as_ref(), Ok(&response), "read from {extended}");
            }
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

fn send<R: Request<Response = T>, T>(status: u16, body: &[u8]) -> Result<T, Error> {
    let mut response = http::Response::new(body.to_vec().into());
    if let Ok(status) = http::StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    R::from_http(response)
}

/// A text for a log is one line, however long and odd the body is.
fn check_texts(error: &impl std::error::Error) {
    let text = error.to_string();
    assert!(!text.is_empty() && text.len() < 10_000 && !text.contains(steers), "{text:?}");
    assert!(!format!("{error:?}").contains(char::is_control), "{error:?}");
}

/// Adds a member to every object, as a later version of the API may.
fn add_members(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(add_members);
            members.insert("not documented".to_owned(), serde_json::json!([{ "sid": 1 }, null, 0.5]));
        }
        Value::Array(items) => items.iter_mut().for_each(add_members),
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
