//! The error of a successful response whose body cannot be decoded. Says where and why, without repeating what the server
//! sent.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use crate::error::response_parts::ResponseParts;
use crate::messages::sanitized::Sanitized;

/// The maximum number of characters of a path or a reason that are printed.
const MAX_SHOWN: usize = 200;

/// A body that does not match the documentation.
///
/// Neither `Display` nor `Debug` prints the body or a value from it, which may be personal data. See [`raw`](Self::raw) for
/// the body.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: Box<str>,
    reason: Box<str>,
    response: Option<Box<ResponseParts>>,
}

impl DecodeError {
    pub(crate) fn new(path: &str, reason: &str) -> Self {
        let reason = Sanitized { text: reason, limit: MAX_SHOWN }.to_string();
        Self { path: path.into(), reason: reason.into(), response: None }
    }

    pub(crate) fn with_response(mut self, response: ResponseParts) -> Self {
        self.response = Some(Box::new(response));
        self
    }

    /// Where in the JSON decoding failed, such as `flex_flows[2].date_created`; `.` for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Why decoding failed, without the value at fault.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The HTTP status of the response. `None` if only a body was decoded, with [`decode::json`](crate::decode::json).
    pub fn http_status(&self) -> Option<StatusCode> {
        self.response.as_ref().map(|response| response.http_status)
    }

    /// The request ID (the header `Twilio-Request-Id`), by which Twilio finds the request in its logs. Include it in support
    /// tickets.
    pub fn request_id(&self) -> Option<&str> {
        self.response.as_ref()?.request_id.as_deref()
    }

    /// The raw body. `None` if only a body was decoded, with [`decode::json`](crate::decode::json).
    pub fn raw(&self) -> Option<&Bytes> {
        self.response.as_ref().map(|response| &response.raw)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot read the response at `{}`: {}",
            Sanitized { text: &self.path, limit: MAX_SHOWN },
            self.reason
        )?;
        match &self.response {
            Some(response) => write!(f, " ({response})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("path", &self.path)
            .field("reason", &self.reason)
            .field("response", &self.response)
            .finish()
    }
}

impl Error for DecodeError {}

#[cfg(test)]
mod tests;
