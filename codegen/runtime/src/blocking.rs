//! Sending requests from code that may wait.
//!
//! In and out: as [`Client`](crate::Client), without futures.

mod pages;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::client::config::Config;
use crate::client::cursor::Cursor;
use crate::client::paged::Paged;
use crate::client::reply::Reply;
use crate::client::retry::RetryPolicy;
use crate::client::sender::Sender;
use crate::client::settings::{Call, Settings};
use crate::client::trace::Span;
use crate::client::transport::{Limits, monotonic};
use crate::client::transport_error::TransportError;
use crate::error::Error;
use crate::report::Rejected;
use crate::request::{Operation, Request};

pub use self::pages::{Items, Pages};
#[cfg(feature = "ureq")]
pub use crate::transport::ureq::UreqTransport;

/// Sends requests for a [`Client`]; the blocking counterpart of [`flex_runtime::Transport`](crate::Transport), with the same
/// duties.
pub trait Transport: Send + Sync {
    /// Sends one request and reads the whole response, within `limits`.
    ///
    /// # Errors
    /// When there is no response.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError>;

    /// Waits.
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }

    /// The time on a clock that never goes back, counted from any point that stays the same. Deadlines are kept by it.
    fn now(&self) -> Duration {
        monotonic()
    }
}

/// Sends requests and waits for their responses. Cheap to clone; all clones share the connections of one transport.
///
/// A setting that is to differ for a few calls is set on a clone:
/// `request.send(&client.with_timeout(Duration::from_secs(2)))`.
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

    /// The pages of a list. Each is fetched when it is asked for.
    pub fn pages<R: Paged>(&self, list: R) -> Pages<R> {
        Pages::new(self.clone(), Cursor::new(Arc::clone(&self.settings), &list))
    }

    /// The items of a list, page after page. A page is fetched when the one before it is used up.
    pub fn items<R: Paged>(&self, list: R) -> Items<R> {
        Items::new(self.pages(list))
    }

    /// The last response to a request, whatever its status.
    fn answer(
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
