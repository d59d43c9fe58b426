//! Successful responses: the decoded body with status and headers, and the types that only responses have.

pub mod decode;
pub(crate) mod open_enum;
pub(crate) mod secret;
pub(crate) mod timestamp;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::response_parts::request_id;

/// A successful response: the decoded body, with status and headers.
///
/// `Debug` does not print the body, which may contain personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply<T> {
    status: StatusCode,
    headers: HeaderMap,
    value: T,
}

impl<T> Reply<T> {
    /// Keeps status and headers of `response`, which `decode` consumes.
    pub(crate) fn read<E>(
        response: http::Response<Bytes>,
        decode: impl FnOnce(http::Response<Bytes>) -> Result<T, E>,
    ) -> Result<Self, E> {
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Self { status, headers, value: decode(response)? })
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
            .finish_non_exhaustive()
    }
}
