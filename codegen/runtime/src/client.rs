//! Sending requests.
//!
//! In: any request that the generator wrote, or one written by hand. Out: its response, after as many attempts as the
//! [`RetryPolicy`] allows. The transport does the IO; everything else is here, once for both kinds of client.

pub(crate) mod config;
pub(crate) mod config_error;
pub(crate) mod credentials;
pub(crate) mod cursor;
mod env;
pub(crate) mod exchange;
mod host;
pub(crate) mod link;
pub(crate) mod page_error;
pub(crate) mod paged;
pub(crate) mod pages;
pub(crate) mod reply;
pub(crate) mod retry;
mod retry_after;
pub(crate) mod sender;
pub(crate) mod sending;
pub(crate) mod settings;
pub(crate) mod trace;
pub(crate) mod transport;
pub(crate) mod transport_error;
mod user_agent;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::client::config::Config;
use crate::client::cursor::Cursor;
use crate::client::paged::Paged;
use crate::client::pages::{Items, Pages};
use crate::client::reply::Reply;
use crate::client::retry::RetryPolicy;
use crate::client::sender::Sender;
use crate::client::sending::Sending;
use crate::client::settings::{Call, Settings};
use crate::client::trace::Span;
use crate::client::transport::Transport;
use crate::error::Error;
use crate::report::Rejected;
use crate::request::{Operation, Request};

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

    /// The pages of a list, as a stream. Each is fetched when it is asked for.
    pub fn pages<R: Paged>(&self, list: R) -> Pages<R> {
        Pages::new(self.clone(), Cursor::new(Arc::clone(&self.settings), &list))
    }

    /// The items of a list, page after page, as a stream. A page is fetched when the one before it is used up.
    pub fn items<R: Paged>(&self, list: R) -> Items<R> {
        Items::new(self.pages(list))
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
