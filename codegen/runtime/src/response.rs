//! A success with what came around it.

pub mod decode;
pub(crate) mod open_enum;
pub(crate) mod secret;
pub(crate) mod timestamp;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::response_context::request_id;

/// The value of a response, with its status and headers.
///
/// `Debug` prints no value, which may be personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply<T> {
    status: StatusCode,
    headers: HeaderMap,
    value: T,
}

impl<T> Reply<T> {
    /// Takes the head of `response` before `decode` takes the rest.
    pub(crate) fn read<E>(
        response: http::Response<Bytes>,
        decode: impl FnOnce(http::Response<Bytes>) -> Result<T, E>,
    ) -> Result<Self, E> {
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Self { status, headers, value: decode(response)? })
    }

    /// The HTTP status, a success.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What the service calls the request in its logs (the header `Twilio-Request-Id`), for a support ticket.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// What the response says.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// What the response says, without the rest.
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
