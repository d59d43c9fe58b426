//! What carries a request to the service: the border between this crate and whatever does the IO.

pub(crate) mod blocking;
pub(crate) mod dry_run;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod tls;
#[cfg(feature = "ureq")]
pub(crate) mod ureq;

use std::pin::Pin;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use bytes::Bytes;

use crate::error::transport_error::TransportError;

/// A future that can be stored and moved to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests for a [`Client`](crate::Client). Implement it to use an HTTP client that is not shipped here.
///
/// A transport sends a request as it is, once: it follows no redirect, repeats nothing that may have reached the service,
/// asks for no compression, and prints no header that is marked as sensitive.
pub trait Transport: Send + Sync {
    /// Sends one request and reads the whole response, within `limits`.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Waits, by the timer of the runtime that the transport runs on.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;

    /// The time on a clock that never goes back, counted from any point that stays the same. Deadlines are kept by it.
    fn now(&self) -> Duration {
        monotonic()
    }
}

/// What a transport has to keep to for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How long the connection may take to be established, TLS included.
    pub connect_timeout: Duration,
    /// How long the whole may take, from connecting to the last byte of the body.
    pub timeout: Duration,
    /// How many bytes the body of the response may have.
    pub max_body: usize,
}

/// The time since this function was first called.
pub(crate) fn monotonic() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
