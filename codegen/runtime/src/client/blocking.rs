//! Sending requests from code that may wait.
//!
//! In and out: as [`Client`](crate::Client), without futures.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::client::config::Config;
use crate::client::config::validated::{Call, Settings};
use crate::client::retry::RetryPolicy;
use crate::client::send::Sender;
use crate::client::trace::Span;
use crate::client::transport::blocking::Transport;
#[cfg(feature = "ureq")]
use crate::client::transport::ureq::UreqTransport;
use crate::error::Error;
use crate::request::{Operation, Request};
use crate::response::Reply;
use crate::validation::report::Rejected;

/// Sends requests and waits for their responses. Cheap to clone; all clones share the connections of one transport.
///
/// A setting that is to differ for a few calls is set on a clone:
/// `request.send(&client.with_timeout(Duration::from_secs(2)))`.
#[derive(Clone)]
pub struct Client {
    pub(super) settings: Arc<Settings>,
    transport: Arc<dyn Transport>,
    call: Call,
}

impl Client {
    /// A client that sends through `transport`.
    ///
    /// # Errors
    /// [`Error::Config`] when a setting cannot be used.
    pub fn with_transport(config: Config, transport: impl Transport + 'static) -> Result<Self, Error> {
        let settings = Arc::new(Settings::new(config)?);
        let call = settings.call();
        Ok(Self { settings, transport: Arc::new(transport), call })
    }

    /// The same client with another timeout for establishing a connection. A call that finds an open one does not need it.
    #[must_use]
    pub fn with_connect_timeout(&self, connect_timeout: Duration) -> Self {
        Self { call: Call { connect_timeout, ..self.call }, ..self.clone() }
    }

    /// The same client with another timeout for each attempt.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self { call: Call { timeout, ..self.call }, ..self.clone() }
    }

    /// The same client with other retries.
    #[must_use]
    pub fn with_retry(&self, retry: RetryPolicy) -> Self {
        Self { call: Call { retry, ..self.call }, ..self.clone() }
    }

    /// Sends `request` and waits for the response.
    ///
    /// # Errors
    /// [`Error::Api`] when the service refuses the request, [`Error::Transport`] when there is no response,
    /// [`Error::Decode`] when it cannot be read, and [`Error::Request`] when the request cannot be put into HTTP.
    pub fn send<R: Request>(&self, request: R) -> Result<R::Response, Error> {
        R::from_http(self.answer(&R::OPERATION, self.settings.prepare(&request)?)?)
    }

    /// As [`send`](Self::send), with the status, the headers and the request id of the response.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_full<R: Request>(&self, request: R) -> Result<Reply<R::Response>, Error> {
        Reply::read(self.answer(&R::OPERATION, self.settings.prepare(&request)?)?, R::from_http)
    }

    /// The last response to a request, whatever its status.
    pub(super) fn answer(
        &self,
        operation: &Operation,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error> {
        let span = Span::new(operation, request.uri());
        let mut exchange = self.settings.exchange(request, self.call, self.transport.now());
        span.within(|| {
            loop {
                let (request, limits) = exchange.attempt(self.transport.now());
                let answer = self.transport.send(request, limits);
                let Some(wait) = exchange.after(&answer, self.transport.now()) else {
                    span.end(&answer, exchange.attempts());
                    return Ok(answer?);
                };
                span.retry(exchange.attempts(), wait);
                self.transport.sleep(wait);
            }
        })
    }
}

#[cfg(feature = "ureq")]
impl Client {
    /// A client that sends by `ureq`.
    ///
    /// # Errors
    /// [`Error::Config`] when a setting cannot be used.
    pub fn new(config: Config) -> Result<Self, Error> {
        Self::with_transport(config, UreqTransport::new())
    }

    /// As [`new`](Self::new), with the settings of [`Config::from_env`].
    ///
    /// # Errors
    /// As [`new`](Self::new); [`Error::Config`] lists the variables that are not set.
    pub fn from_env() -> Result<Self, Error> {
        Self::new(Config::from_env()?)
    }
}

impl<R: Request> Sender<R> for Client {
    type Output = Result<R::Response, Error>;

    fn send(&self, request: R) -> Self::Output {
        Self::send(self, request)
    }

    fn refuse(&self, rejected: Rejected) -> Self::Output {
        Err(rejected.into())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("blocking::Client")
            .field("config", &self.settings.config)
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}
