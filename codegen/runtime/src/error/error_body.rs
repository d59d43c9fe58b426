//! The body of an error response, read leniently: a field that is missing or has an unexpected type is left out.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::encoding::strange_json;

/// The body of an error response, in the shape of
/// [Twilio's response documentation](https://www.twilio.com/docs/usage/twilios-response).
///
/// Two newer shapes are converted to it: [RFC 9457](https://datatracker.ietf.org/doc/html/rfc9457) problem details, and the
/// body with `httpStatusCode` and `params` that some products use.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ErrorBody {
    /// Twilio's error code, such as 20404. The error dictionary explains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
    /// What went wrong. From RFC 9457, the title and the detail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The URL of a page about the error. From RFC 9457, the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_info: Option<String>,
    /// The HTTP status, repeated in the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Further details, whose form is not documented. From RFC 9457, `errors`; from the other shape, `params`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Value>,
}

impl ErrorBody {
    /// Reads a body. Anything but a JSON object gives an empty value.
    pub(crate) fn read(body: &[u8]) -> Self {
        strange_json::read(body, |text| serde_json::from_str(text))
            .map(|object| Self::of(&object))
            .unwrap_or_default()
    }

    fn of(body: &Map<String, Value>) -> Self {
        Self {
            code: body.get("code").and_then(integer),
            message: string(body, "message").map(ToOwned::to_owned).or_else(|| problem_message(body)),
            more_info: string(body, "more_info").or_else(|| problem_type(body)).map(ToOwned::to_owned),
            status: ["status", "httpStatusCode"]
                .iter()
                .find_map(|name| u16::try_from(integer(body.get(*name)?)?).ok()),
            details: ["details", "errors", "params"]
                .iter()
                .find_map(|name| not_null(body.get(*name)?))
                .cloned(),
        }
    }
}

fn string<'v>(body: &'v Map<String, Value>, name: &str) -> Option<&'v str> {
    body.get(name)?.as_str().filter(|string| !string.is_empty())
}

/// The title and the detail of RFC 9457, as one message.
fn problem_message(body: &Map<String, Value>) -> Option<String> {
    match (string(body, "title"), string(body, "detail")) {
        (Some(title), Some(detail)) => Some(format!("{title}: {detail}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

/// The type of RFC 9457, unless it is the one that means nothing (section 4.2.1).
fn problem_type(body: &Map<String, Value>) -> Option<&str> {
    string(body, "type").filter(|url| *url != "about:blank")
}

/// An integer. A string of digits is accepted as well.
fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// Anything but `null`.
fn not_null(value: &Value) -> Option<&Value> {
    (!value.is_null()).then_some(value)
}
