//! The error of a response whose status is not a success, whether its body explains it or not.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use crate::error::error_body::ErrorBody;
use crate::error::response_parts::ResponseParts;
use crate::messages::sanitized::Sanitized;

/// The maximum number of characters of the message that are printed.
const MAX_SHOWN: usize = 300;

/// A response whose status is not a success.
///
/// `Display` prints the message of the service. `Debug` does not print the raw body.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    body: ErrorBody,
    response: ResponseParts,
}

impl ApiError {
    /// Reads a response whose status is not a success. Its body may be empty, or not JSON.
    pub fn from_http(response: http::Response<Bytes>) -> Self {
        let body = ErrorBody::read(response.body());
        Self { body, response: ResponseParts::of(response) }
    }

    /// The HTTP status of the response.
    pub const fn http_status(&self) -> StatusCode {
        self.response.http_status
    }

    /// The body, as far as it is understood.
    pub const fn body(&self) -> &ErrorBody {
        &self.body
    }

    /// Twilio's error code, such as 20404, if the body has one.
    pub const fn code(&self) -> Option<i64> {
        self.body.code
    }

    /// The message of the service, if the body has one.
    pub fn message(&self) -> Option<&str> {
        self.body.message.as_deref()
    }

    /// The request ID (the header `Twilio-Request-Id`), by which Twilio finds the request in its logs. Include it in support
    /// tickets.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id.as_deref()
    }

    /// The raw body.
    pub const fn raw(&self) -> &Bytes {
        &self.response.raw
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.message(), self.code()) {
            (Some(message), Some(code)) => {
                write!(f, "{} (code {code}, {})", sanitized(message), self.response)
            }
            (Some(message), None) => write!(f, "{} ({})", sanitized(message), self.response),
            (None, Some(code)) => write!(f, "the API answered with error {code} ({})", self.response),
            (None, None) => write!(f, "the API answered with an error ({})", self.response),
        }
    }
}

const fn sanitized(message: &str) -> Sanitized<'_> {
    Sanitized { text: message, limit: MAX_SHOWN }
}

impl Error for ApiError {}

#[cfg(test)]
mod tests;
