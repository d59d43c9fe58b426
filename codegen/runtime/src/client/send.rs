//! What `send` of a builder takes, and what it returns.

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
    /// What sending brings.
    type Output;

    /// Sends `request`.
    fn send(&self, request: R) -> Self::Output;

    /// What sending a request brings that was refused before it was made: the error, at once.
    fn refuse(&self, rejected: Rejected) -> Self::Output;
}

/// A response on its way. Its type mentions nothing but what comes back, so that an incomplete builder is reported once and
/// not again for the future of its request.
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
