//! Successful responses: the decoded body with status and headers, and the types that only responses have. Events that a
//! service reports are read like them.

pub mod decode;
pub(crate) mod event;
pub(crate) mod find;
pub(crate) mod object;
pub(crate) mod open_enum;
pub(crate) mod secret;
pub(crate) mod timestamp;
pub(crate) mod unread;

use std::fmt;

use http::response::Parts;
use http::{HeaderMap, StatusCode};

use crate::error::response_parts::request_id;
use crate::response::decode::Decoded;
use crate::response::unread::Unread;

/// A successful response: the decoded body, with status and headers.
///
/// `Debug` does not print the body, which may contain personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply<T> {
    status: StatusCode,
    headers: HeaderMap,
    value: T,
    unread: Vec<Unread>,
}

impl<T> Reply<T> {
    pub(crate) fn new(head: Parts, body: Decoded<T>) -> Self {
        let (value, unread) = body.into_parts();
        Self { status: head.status, headers: head.headers, value, unread }
    }

    /// The HTTP status, which is a success.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The request ID (the header `Twilio-Request-Id`), by which Twilio finds the request in its logs. Include it in support
    /// tickets.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The decoded body.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// What could not be read of the body, because it is not what the description says; at most [`Unread::MAX`] parts of it.
    /// The value has everything else.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The decoded body, by value.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("unread", &self.unread)
            .finish_non_exhaustive()
    }
}
