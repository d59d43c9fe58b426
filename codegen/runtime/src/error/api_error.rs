//! A response that reports a failure.
//!
//! In: any response whose status is not a success. Out: an error, whether the body explains it or not.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use crate::error::error_body::ErrorBody;
use crate::error::response_context::ResponseParts;
use crate::messages::sanitized::Sanitized;

/// At most this many characters of the server's message are printed.
const SHOWN: usize = 300;

/// The API refused a request or failed.
///
/// `Display` prints what the service says about it; `Debug` does not print the raw body.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    body: ErrorBody,
    response: ResponseParts,
}

impl ApiError {
    /// Reads a response that is known to report a failure. Its body may be empty, or no JSON.
    pub fn from_http(response: http::Response<Bytes>) -> Self {
        let body = ErrorBody::read(response.body());
        Self { body, response: ResponseParts::of(response) }
    }

    /// The HTTP status of the response.
    pub const fn http_status(&self) -> StatusCode {
        self.response.http_status
    }

    /// What the body says, as far as it says something.
    pub const fn body(&self) -> &ErrorBody {
        &self.body
    }

    /// Twilio's error code, such as 20404, if the body has one.
    pub const fn code(&self) -> Option<i64> {
        self.body.code
    }

    /// What went wrong, in the words of the service, if the body says so.
    pub fn message(&self) -> Option<&str> {
        self.body.message.as_deref()
    }

    /// What the service calls the request in its logs (the header `Twilio-Request-Id`), for a support ticket.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id.as_deref()
    }

    /// The body as it came.
    pub const fn raw(&self) -> &Bytes {
        &self.response.raw
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.message(), self.code()) {
            (Some(message), Some(code)) => write!(f, "{} (code {code}, {})", shown(message), self.response),
            (Some(message), None) => write!(f, "{} ({})", shown(message), self.response),
            (None, Some(code)) => write!(f, "the API answered with error {code} ({})", self.response),
            (None, None) => write!(f, "the API answered with an error ({})", self.response),
        }
    }
}

const fn shown(message: &str) -> Sanitized<'_> {
    Sanitized { text: message, limit: SHOWN }
}

impl Error for ApiError {}

#[cfg(test)]
mod tests;
