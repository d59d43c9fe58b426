//! The blocking client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::client::config::Config;
use crate::client::config::call_options::CallOptions;
use crate::client::config::validated::ValidatedConfig;
use crate::client::retry::RetryPolicy;
use crate::client::send::Sender;
use crate::client::trace::{Span, Traced};
use crate::client::transport::blocking::Transport;
#[cfg(feature = "ureq")]
use crate::client::transport::ureq::UreqTransport;
use crate::error::Error;
use crate::request::{Operation, Request};
use crate::response::Reply;
use crate::validation::report::Rejected;

/// The blocking client. Cheap to clone: all clones share the connections of one transport.
///
/// To change a setting for a few calls, use a modified clone:
/// `request.send(&client.with_timeout(Duration::from_secs(2)))`.
#[derive(Clone)]
pub struct Client {
    pub(super) config: Arc<ValidatedConfig>,
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

    /// Sends `request` and waits for the response.
    ///
    /// # Errors
    /// [`Error::Api`] when the status is not a success, [`Error::Transport`] when there is no response, [`Error::Decode`]
    /// when the response cannot be decoded, and [`Error::Request`] when the request cannot be expressed in HTTP.
    pub fn send<R: Request>(&self, request: R) -> Result<R::Response, Error> {
        self.send_full(request).map(Reply::into_value)
    }

    /// Like [`send`](Self::send), but returns the status, the headers, the request ID and what could not be read as well.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub fn send_full<R: Request>(&self, request: R) -> Result<Reply<R::Response>, Error> {
        self.send_with_retries(&R::OPERATION, self.config.prepare(&request)?)?.read::<R>()
    }

    /// Sends a request, with retries, and returns the last response whatever its status.
    pub(super) fn send_with_retries(
        &self,
        operation: &Operation,
        request: http::Request<Bytes>,
    ) -> Result<Traced, Error> {
        let span = Span::new(operation, request.uri());
        let mut attempts = self.config.attempt_loop(request, self.options, self.transport.now())?;
        let response = span.in_scope(|| {
            loop {
                let (request, limits) = attempts.next_request(self.transport.now());
                let result = self.transport.send(request, limits);
                let Some(wait) = attempts.wait_after(&result, self.transport.now()) else {
                    span.record_outcome(&result, attempts.count());
                    return result;
                };
                span.record_retry(attempts.count(), wait);
                self.transport.sleep(wait);
            }
        })?;
        Ok(Traced { response, span })
    }
}

#[cfg(feature = "ureq")]
impl Client {
    /// A client that sends with `ureq`, through the proxy that the environment asks for, as
    /// [the async client](crate::Client#proxies) does.
    ///
    /// # Errors
    /// [`Error::Config`] when a setting is invalid, or an environment variable is not the URL of a proxy.
    pub fn new(config: Config) -> Result<Self, Error> {
        Self::with_transport(config, UreqTransport::new()?)
    }

    /// Like [`new`](Self::new), with the configuration of [`Config::from_env`].
    ///
    /// # Errors
    /// Those of [`new`](Self::new); [`Error::Config`] lists the variables that are not set.
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
            .field("config", &self.config.settings)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
