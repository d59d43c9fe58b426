//! What the service says about a failure.
//!
//! In: the body of a response that reports one, in any of the three shapes that the service uses, or in none. Out: the
//! fields of the classic shape, each as far as it is there. A field of an unexpected type is left out; nothing fails.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The body of an error, in Twilio's classic shape.
///
/// [Twilio's response documentation](https://www.twilio.com/docs/usage/twilios-response) shows it. Two newer shapes are
/// brought into this one: [RFC 9457](https://datatracker.ietf.org/doc/html/rfc9457) problem details, and the body with
/// `httpStatusCode` and `params` that some products answer with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ErrorBody {
    /// Twilio's error code, such as 20404; the error dictionary explains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
    /// What went wrong, in words; of RFC 9457 the title and the detail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The address of a page about the error; of RFC 9457 the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_info: Option<String>,
    /// The HTTP status as the body repeats it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Further particulars, of no documented form; `errors` of RFC 9457, `params` of the other shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Value>,
}

impl ErrorBody {
    /// Reads a body. What is no JSON object gives an empty value.
    pub(crate) fn read(body: &[u8]) -> Self {
        serde_json::from_slice(body).map(|object| Self::of(&object)).unwrap_or_default()
    }

    fn of(body: &Map<String, Value>) -> Self {
        Self {
            code: body.get("code").and_then(integer),
            message: text(body, "message").map(ToOwned::to_owned).or_else(|| problem(body)),
            more_info: text(body, "more_info").or_else(|| problem_type(body)).map(ToOwned::to_owned),
            status: ["status", "httpStatusCode"]
                .iter()
                .find_map(|name| u16::try_from(integer(body.get(*name)?)?).ok()),
            details: ["details", "errors", "params"]
                .iter()
                .find_map(|name| particulars(body.get(*name)?))
                .cloned(),
        }
    }
}

fn text<'v>(body: &'v Map<String, Value>, name: &str) -> Option<&'v str> {
    body.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// Title and detail of RFC 9457, in one sentence.
fn problem(body: &Map<String, Value>) -> Option<String> {
    match (text(body, "title"), text(body, "detail")) {
        (Some(title), Some(detail)) => Some(format!("{title}: {detail}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

/// The type of RFC 9457, unless it says that there is no more to say (section 4.2.1).
fn problem_type(body: &Map<String, Value>) -> Option<&str> {
    text(body, "type").filter(|address| *address != "about:blank")
}

/// Codes come as numbers; a text of digits is taken as well.
fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// Anything but nothing.
fn particulars(value: &Value) -> Option<&Value> {
    (!value.is_null()).then_some(value)
}
