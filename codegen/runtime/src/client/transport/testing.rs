//! Tests without a network: a transport with scripted responses, which records requests and does not really sleep.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_TYPE;

use crate::client::transport::blocking;
use crate::client::transport::{BoxFuture, Limits, Transport};
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// A transport for both clients that answers with scripted responses, in order. Its clock advances only by sleeping.
///
/// Clones share their state: pass one to a client, and keep another to inspect what was sent.
///
/// ```
/// use flex_runtime::{Config, Credentials, blocking, testing::Script};
///
/// let script = Script::new().reply(429, "{}").reply(200, r#"{"sid": "FO1"}"#);
/// let config = Config::new(Credentials::auth_token("AC1", "token"));
/// let client = blocking::Client::with_transport(config, script.clone())?;
/// // … `client` sends a request …
/// assert!(script.requests().is_empty());
/// # Ok::<_, flex_runtime::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    results: VecDeque<Result<http::Response<Bytes>, TransportError>>,
    requests: Vec<(http::Request<Bytes>, Limits)>,
    waits: Vec<Duration>,
}

impl Script {
    /// A script without responses. Every request fails.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response with a JSON body.
    ///
    /// # Panics
    /// When `status` is not from 100 to 999.
    #[must_use]
    pub fn reply(self, status: u16, body: impl Into<Bytes>) -> Self {
        let mut response = http::Response::new(body.into());
        let Ok(status) = StatusCode::from_u16(status) else {
            assert!((100..1000).contains(&status), "{status} is not a status");
            return self;
        };
        *response.status_mut() = status;
        response.headers_mut().insert(CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
        self.reply_with(response)
    }

    /// Adds a response.
    #[must_use]
    pub fn reply_with(self, response: http::Response<Bytes>) -> Self {
        self.with(|state| state.results.push_back(Ok(response)));
        self
    }

    /// Adds a failure.
    #[must_use]
    pub fn fail(self, error: TransportError) -> Self {
        self.with(|state| state.results.push_back(Err(error)));
        self
    }

    /// The requests that were sent so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.with(|state| state.requests.iter().map(|(request, _)| request.clone()).collect())
    }

    /// The limits of the requests that were sent so far.
    pub fn limits(&self) -> Vec<Limits> {
        self.with(|state| state.requests.iter().map(|(_, limits)| *limits).collect())
    }

    /// The duration of each sleep so far. No real time passed.
    pub fn waits(&self) -> Vec<Duration> {
        self.with(|state| state.waits.clone())
    }

    fn with<T>(&self, action: impl FnOnce(&mut State) -> T) -> T {
        action(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn next_result(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        self.with(|state| {
            state.requests.push((request, limits));
            state.results.pop_front().unwrap_or_else(|| {
                Err(TransportError::new(TransportErrorKind::Other)
                    .with_source("the script has no reply left"))
            })
        })
    }

    fn wait(&self, duration: Duration) {
        self.with(|state| state.waits.push(duration));
    }

    fn time(&self) -> Duration {
        self.with(|state| state.waits.iter().sum())
    }
}

impl blocking::Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        self.next_result(request, limits)
    }

    fn sleep(&self, duration: Duration) {
        self.wait(duration);
    }

    fn now(&self) -> Duration {
        self.time()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(self.next_result(request, limits)))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.wait(duration);
        Box::pin(std::future::ready(()))
    }

    fn now(&self) -> Duration {
        self.time()
    }
}
