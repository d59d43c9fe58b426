//! What an observer learns of a request: one span, named and attributed as OpenTelemetry says for HTTP clients.
//!
//! In: the operation, where it goes, and how it ends. Out: a span of the crate `tracing`, or nothing without the feature of
//! that name. Paths are shown as templates; neither values of parameters nor queries, bodies or credentials are.

use http::Uri;

use crate::client::retry::attempt_loop::Answer;
use crate::request::Operation;

/// The span of one request, over all its attempts.
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

    /// Notes how the last attempt ended, the number of which is counted from 1.
    pub(crate) fn end(&self, answer: &Answer, attempts: u32) {
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        match answer {
            Ok(response) => {
                let status = response.status();
                self.span.record("http.response.status_code", status.as_u16());
                if let Some(id) = crate::error::response_context::request_id(response.headers()) {
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

    /// Notes that an attempt is to be repeated.
    pub(crate) fn retry(&self, attempts: u32, wait: std::time::Duration) {
        tracing::debug!(parent: &self.span, attempts, ?wait, "the request is sent again");
    }

    /// Runs `future` inside of the span.
    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    /// Runs `action` inside of the span.
    pub(crate) fn within<T>(&self, action: impl FnOnce() -> T) -> T {
        self.span.in_scope(action)
    }
}

#[cfg(feature = "tracing")]
fn port(uri: &Uri) -> Option<u16> {
    let usual = if uri.scheme_str() == Some("http") { 80 } else { 443 };
    uri.host().map(|_| uri.port_u16().unwrap_or(usual))
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "the other one has something to say")]
impl Span {
    pub(crate) const fn new(_operation: &Operation, _uri: &Uri) -> Self {
        Self {}
    }

    pub(crate) const fn end(&self, _answer: &Answer, _attempts: u32) {}

    pub(crate) const fn retry(&self, _attempts: u32, _wait: std::time::Duration) {}

    pub(crate) const fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(crate) fn within<T>(&self, action: impl FnOnce() -> T) -> T {
        action()
    }
}
