//! Tracing: one span per request, with the name and the attributes of OpenTelemetry's conventions for HTTP clients.
//!
//! Without the `tracing` feature, all of this does nothing. Paths are recorded as templates. Values of parameters, queries,
//! bodies and credentials are never recorded.

use bytes::Bytes;
use http::Uri;

use crate::client::retry::attempt_loop::AttemptResult;
use crate::error::Error;
use crate::request::{Operation, Request};
use crate::response::Reply;
use crate::response::unread::Unread;

/// The maximum number of parts of a response that one event names.
#[cfg(feature = "tracing")]
const MAX_UNREAD: usize = 10;

/// The span of one request, including all its attempts.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn new(operation: &Operation, uri: &Uri) -> Self {
        use tracing::field::Empty;

        let method = operation.method.as_str();
        let span = tracing::info_span!(
            "http_request",
            otel.name = format_args!("{method} {}", operation.path),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = method,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.template = operation.path,
            server.address = uri.host(),
            server.port = port(uri),
            error.type = Empty,
            twilio.operation = operation.id,
            twilio.request_id = Empty,
        );
        Self { span }
    }

    /// Records how the last attempt ended. `attempts` is the number of all attempts.
    pub(crate) fn record_outcome(&self, result: &AttemptResult, attempts: u32) {
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        match result {
            Ok(response) => {
                let status = response.status();
                self.span.record("http.response.status_code", status.as_u16());
                if let Some(id) = crate::error::response_parts::request_id(response.headers()) {
                    self.span.record("twilio.request_id", id);
                }
                if status.is_client_error() || status.is_server_error() {
                    self.span.record("error.type", status.as_str());
                    self.span.record("otel.status_code", "ERROR");
                }
            }
            Err(error) => {
                self.span.record("error.type", tracing::field::debug(error.kind()));
                self.span.record("otel.status_code", "ERROR");
            }
        }
    }

    /// Records that the request will be sent again.
    pub(crate) fn record_retry(&self, attempts: u32, wait: std::time::Duration) {
        tracing::debug!(parent: &self.span, attempts, ?wait, "the request is sent again");
    }

    /// Records what could not be read of the response: where it is and what is wrong with it, without any value.
    pub(crate) fn record_unread(&self, unread: &[Unread]) {
        let shown: Vec<_> = unread.iter().take(MAX_UNREAD).map(ToString::to_string).collect();
        let (count, shown) = (unread.len(), shown.join("; "));
        tracing::warn!(parent: &self.span, count, unread = shown, "a part of the response could not be read");
    }

    /// Runs `future` in the span.
    pub(crate) fn instrument<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    /// Runs `action` in the span.
    pub(crate) fn in_scope<T>(&self, action: impl FnOnce() -> T) -> T {
        self.span.in_scope(action)
    }
}

/// A response with the span of its request, which also tells what cannot be read of the response.
#[derive(Debug)]
pub(crate) struct Traced {
    pub(crate) response: http::Response<Bytes>,
    pub(crate) span: Span,
}

impl Traced {
    /// Decodes the response.
    pub(crate) fn read<R: Request>(self) -> Result<Reply<R::Response>, Error> {
        let reply = R::reply_from_http(self.response)?;
        if !reply.unread().is_empty() {
            self.span.record_unread(reply.unread());
        }
        Ok(reply)
    }
}

#[cfg(feature = "tracing")]
fn port(uri: &Uri) -> Option<u16> {
    let default = if uri.scheme_str() == Some("http") { 80 } else { 443 };
    uri.host().map(|_| uri.port_u16().unwrap_or(default))
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "with the feature, they record something")]
impl Span {
    pub(crate) const fn new(_operation: &Operation, _uri: &Uri) -> Self {
        Self {}
    }

    pub(crate) const fn record_outcome(&self, _answer: &AttemptResult, _attempts: u32) {}

    pub(crate) const fn record_retry(&self, _attempts: u32, _wait: std::time::Duration) {}

    pub(crate) const fn record_unread(&self, _unread: &[Unread]) {}

    pub(crate) const fn instrument<F: Future>(&self, future: F) -> F {
        future
    }

    pub(crate) fn in_scope<T>(&self, action: impl FnOnce() -> T) -> T {
        action()
    }
}
