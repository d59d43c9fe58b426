//! Sending requests.
//!
//! In: any request that the generator wrote, or one written by hand. Out: its response, after as many attempts as the
//! [`RetryPolicy`] allows. The transport does the IO; everything else is here, once for both kinds of client.

pub(crate) mod blocking;
pub(crate) mod config;
pub(crate) mod pagination;
pub(crate) mod retry;
pub(crate) mod send;
pub(crate) mod trace;
pub(crate) mod transport;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::client::config::Config;
use crate::client::config::validated::{Call, Settings};
use crate::client::retry::RetryPolicy;
use crate::client::send::{Sender, Sending};
use crate::client::trace::Span;
use crate::client::transport::Transport;
#[cfg(feature = "reqwest")]
use crate::client::transport::reqwest::ReqwestTransport;
use crate::error::Error;
use crate::request::{Operation, Request};
use crate::response::Reply;
use crate::validation::report::Rejected;

/// Sends requests without blocking. Cheap to clone; all clones share the connections of one transport.
///
/// A setting that is to differ for a few calls is set on a clone:
/// `request.send(&client.with_timeout(Duration::from_secs(2))).await`.
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
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

    /// Sends `request`. Nothing happens until the future is polled.
    ///
    /// The future brings [`Error::Api`] when the service refuses the request, [`Error::Transport`] when there is no
    /// response, [`Error::Decode`] when it cannot be read, and [`Error::Request`] when the request cannot be put into HTTP.
    pub fn send<R: Request>(&self, request: R) -> Sending<R::Response>
    where
        R::Response: 'static,
    {
        let answer = self.answer(R::OPERATION, self.settings.prepare(&request));
        Sending::new(async move { R::from_http(answer.await?) })
    }

    /// As [`send`](Self::send), with the status, the headers and the request id of the response.
    pub fn send_full<R: Request>(&self, request: R) -> Sending<Reply<R::Response>>
    where
        R::Response: 'static,
    {
        let answer = self.answer(R::OPERATION, self.settings.prepare(&request));
        Sending::new(async move { Reply::read(answer.await?, R::from_http) })
    }

    /// The last response to a request, whatever its status.
    pub(crate) fn answer(
        &self,
        operation: Operation,
        request: Result<http::Request<Bytes>, Error>,
    ) -> Sending<http::Response<Bytes>> {
        let Self { settings, transport, call } = self.clone();
        Sending::new(async move {
            let request = request?;
            let span = Span::new(&operation, request.uri());
            let mut exchange = settings.exchange(request, call, transport.now());
            let attempts = async {
                loop {
                    let (request, limits) = exchange.attempt(transport.now());
                    let answer = transport.send(request, limits).await;
                    let Some(wait) = exchange.after(&answer, transport.now()) else {
                        span.end(&answer, exchange.attempts());
                        return Ok(answer?);
                    };
                    span.retry(exchange.attempts(), wait);
                    transport.sleep(wait).await;
                }
            };
            span.around(attempts).await
        })
    }
}

#[cfg(feature = "reqwest")]
impl Client {
    /// A client that sends by `reqwest`, on the tokio runtime that its futures are awaited in.
    ///
    /// # Errors
    /// [`Error::Config`] when a setting cannot be used, [`Error::Transport`] when TLS cannot be set up.
    pub fn new(config: Config) -> Result<Self, Error> {
        let transport = ReqwestTransport::new()?;
        Self::with_transport(config, transport)
    }

    /// As [`new`](Self::new), with the settings of [`Config::from_env`].
    ///
    /// # Errors
    /// As [`new`](Self::new); [`Error::Config`] lists the variables that are not set.
    pub fn from_env() -> Result<Self, Error> {
        Self::new(Config::from_env()?)
    }
}

impl<R: Request> Sender<R> for Client
where
    R::Response: 'static,
{
    type Output = Sending<R::Response>;

    fn send(&self, request: R) -> Self::Output {
        Self::send(self, request)
    }

    fn refuse(&self, rejected: Rejected) -> Self::Output {
        Sending::new(async move { Err(rejected.into()) })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("config", &self.settings.config)
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}
