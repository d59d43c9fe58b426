//! Sending requests: the async client, and what it shares with the blocking one.
//!
//! A transport does the IO. Configuration, retries and pagination are here, without IO, so both clients differ in little more
//! than `await`.

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
use crate::client::config::call_options::CallOptions;
use crate::client::config::validated::ValidatedConfig;
use crate::client::retry::RetryPolicy;
use crate::client::send::{Sender, Sending};
use crate::client::trace::{Span, Traced};
use crate::client::transport::Transport;
#[cfg(feature = "reqwest")]
use crate::client::transport::reqwest::ReqwestTransport;
use crate::error::Error;
use crate::request::{Operation, Request};
use crate::response::Reply;
use crate::validation::report::Rejected;

/// The async client. Cheap to clone: all clones share the connections of one transport.
///
/// To change a setting for a few calls, use a modified clone:
/// `request.send(&client.with_timeout(Duration::from_secs(2))).await`.
///
/// # Proxies
/// The shipped transports use the proxy in the environment variable `HTTPS_PROXY`, or else `ALL_PROXY`; for a base URL without
/// TLS, `HTTP_PROXY` or else `ALL_PROXY`. Names in lower case count as well. The URL of a proxy begins with `http`, `https`,
/// `socks4`, `socks4a`, `socks5` or `socks5h`, and may contain a user and a password. `NO_PROXY` lists the hosts that are
/// reached directly: names with all that is below them, addresses, networks such as `10.0.0.0/8`, or `*` for all.
#[derive(Clone)]
pub struct Client {
    config: Arc<ValidatedConfig>,
    transport: Arc<dyn Transport>,
    options: CallOptions,
}

impl Client {
    /// A client that sends through `transport`.
    ///
    /// # Errors
    /// [`Error::Config`] when a setting is invalid.
    pub fn with_transport(config: Config, transport: impl Transport + 'static) -> Result<Self, Error> {
        let config = Arc::new(ValidatedConfig::new(config)?);
        let options = config.settings.call_options();
        Ok(Self { config, transport: Arc::new(transport), options })
    }

    /// The same client with a different timeout for establishing a connection. It does not matter when one is reused. With
    /// zero, every call fails with [`Error::Config`].
    #[must_use]
    pub fn with_connect_timeout(&self, connect_timeout: Duration) -> Self {
        Self { options: CallOptions { connect_timeout, ..self.options }, ..self.clone() }
    }

    /// The same client with a different timeout for each attempt. With zero, every call fails with [`Error::Config`].
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self { options: CallOptions { timeout, ..self.options }, ..self.clone() }
    }

    /// The same client with a different retry policy.
    #[must_use]
    pub fn with_retry(&self, retry: RetryPolicy) -> Self {
        Self { options: CallOptions { retry, ..self.options }, ..self.clone() }
    }

    /// Sends `request`. Nothing happens until the future is polled.
    ///
    /// The future resolves to [`Error::Api`] when the status is not a success, [`Error::Transport`] when there is no
    /// response, [`Error::Decode`] when the response cannot be decoded, and [`Error::Request`] when the request cannot be
    /// expressed in HTTP.
    pub fn send<R: Request>(&self, request: R) -> Sending<R::Response>
    where
        R::Response: 'static,
    {
        let response = self.send_with_retries(R::OPERATION, self.config.prepare(&request));
        Sending::new(async move { response.await?.read::<R>().map(Reply::into_value) })
    }

    /// Like [`send`](Self::send), but returns the status, the headers, the request ID and what could not be read as well.
    pub fn send_full<R: Request>(&self, request: R) -> Sending<Reply<R::Response>>
    where
        R::Response: 'static,
    {
        let response = self.send_with_retries(R::OPERATION, self.config.prepare(&request));
        Sending::new(async move { response.await?.read::<R>() })
    }

    /// Sends a request, with retries, and returns the last response whatever its status.
    pub(crate) fn send_with_retries(
        &self,
        operation: Operation,
        request: Result<http::Request<Bytes>, Error>,
    ) -> Sending<Traced> {
        let Self { config, transport, options } = self.clone();
        Sending::new(async move {
            let request = request?;
            let span = Span::new(&operation, request.uri());
            let mut attempts = config.attempt_loop(request, options, transport.now())?;
            let response = async {
                loop {
                    let (request, limits) = attempts.next_request(transport.now());
                    let result = transport.send(request, limits).await;
                    let Some(wait) = attempts.wait_after(&result, transport.now()) else {
                        span.record_outcome(&result, attempts.count());
                        return result;
                    };
                    span.record_retry(attempts.count(), wait);
                    transport.sleep(wait).await;
                }
            };
            let response = span.instrument(response).await?;
            Ok(Traced { response, span })
        })
    }
}

#[cfg(feature = "reqwest")]
impl Client {
    /// A client that sends with `reqwest`. Its futures must be awaited in a tokio runtime.
    ///
    /// # Errors
    /// [`Error::Config`] when a setting is invalid or an environment variable is not the URL of a proxy, [`Error::Transport`]
    /// when TLS cannot be set up.
    pub fn new(config: Config) -> Result<Self, Error> {
        let transport = ReqwestTransport::new()?;
        Self::with_transport(config, transport)
    }

    /// Like [`new`](Self::new), with the configuration of [`Config::from_env`].
    ///
    /// # Errors
    /// Those of [`new`](Self::new); [`Error::Config`] lists the variables that are not set.
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
            .field("config", &self.config.settings)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
