//! Transports, which do the IO: the trait, the shipped implementations, and those for tests.
//!
//! No type of the HTTP clients underneath is public, so they can be updated or replaced without a breaking change.

pub(crate) mod blocking;
pub(crate) mod dry_run;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod proxies;
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

/// Sends requests for a [`Client`](crate::Client). Implement it to use another HTTP client.
///
/// A transport sends a request once and unchanged. It must not follow redirects, must not retry a request that may have
/// reached the service, must not ask for compression, and must not print headers that are marked as sensitive.
pub trait Transport: Send + Sync {
    /// Sends one request and reads the whole response, within `limits`.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Waits, with the timer of the runtime that the transport runs on.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;

    /// The time on a monotonic clock, since an arbitrary but fixed point. Deadlines are measured with it.
    fn now(&self) -> Duration {
        monotonic()
    }
}

/// The limits that a transport must keep for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How long establishing the connection may take, including TLS.
    pub connect_timeout: Duration,
    /// How long everything may take together, from connecting to the last byte of the body.
    pub timeout: Duration,
    /// The maximum size of the body of the response, in bytes.
    pub max_body: usize,
}

/// The time since this function was first called.
pub(crate) fn monotonic() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
