//! The parts of a response that errors keep: status, request ID and body. Only the first two are printed.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::messages::sanitized::Sanitized;

/// The header with the request ID.
const REQUEST_ID: &str = "twilio-request-id";

/// The request ID, by which Twilio finds the request in its logs.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get(REQUEST_ID)?.to_str().ok()
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ResponseParts {
    pub(crate) http_status: StatusCode,
    pub(crate) request_id: Option<Box<str>>,
    pub(crate) raw: Bytes,
}

impl ResponseParts {
    pub(crate) fn of(response: http::Response<Bytes>) -> Self {
        let request_id = request_id(response.headers()).map(Box::from);
        Self { http_status: response.status(), request_id, raw: response.into_body() }
    }
}

impl fmt::Display for ResponseParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.http_status)?;
        match &self.request_id {
            Some(id) => write!(f, ", request {}", Sanitized::name(id)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ResponseParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseParts")
            .field("http_status", &self.http_status)
            .field("request_id", &self.request_id)
            .field("raw", &format_args!("{} bytes", self.raw.len()))
            .finish()
    }
}
