//! What the `send` method of a builder takes, a [`Sender`], and what it returns with the async client, [`Sending`].

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::client::transport::BoxFuture;
use crate::error::Error;
use crate::request::Request;
use crate::validation::report::Rejected;

/// Something that sends requests: a [`Client`](crate::Client), whose output is a future, or a
/// [`blocking::Client`](crate::blocking::Client), whose output is the result.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot send requests",
    label = "expected a `Client` or a `blocking::Client`"
)]
pub trait Sender<R: Request> {
    /// The result of sending.
    type Output;

    /// Sends `request`.
    fn send(&self, request: R) -> Self::Output;

    /// The result for a request that is rejected before it is sent: the error.
    fn refuse(&self, rejected: Rejected) -> Self::Output;
}

/// The future of a response.
///
/// Its type depends on nothing but the response, so the compiler reports an incomplete builder once, and not a second time
/// for the future.
#[must_use = "nothing is sent until this is awaited"]
pub struct Sending<T>(BoxFuture<'static, Result<T, Error>>);

impl<T> Sending<T> {
    pub(crate) fn new(future: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self(Box::pin(future))
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().0.as_mut().poll(context)
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}
