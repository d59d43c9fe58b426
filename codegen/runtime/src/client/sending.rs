//! The future of a response.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::client::transport::BoxFuture;
use crate::error::Error;

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
