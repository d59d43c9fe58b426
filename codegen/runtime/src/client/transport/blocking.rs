//! The trait of transports for the blocking client.

use std::time::Duration;

use bytes::Bytes;

use crate::client::transport::{Limits, monotonic};
use crate::error::transport_error::TransportError;

/// Sends requests for a [`Client`](crate::blocking::Client); the blocking counterpart of
/// [`flex_runtime::Transport`](crate::Transport), with the same obligations.
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

    /// The time on a monotonic clock, since an arbitrary but fixed point. Deadlines are measured with it.
    fn now(&self) -> Duration {
        monotonic()
    }
}
