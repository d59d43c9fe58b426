//! The transport of the blocking client.

use std::time::Duration;

use bytes::Bytes;

use crate::client::transport::{Limits, monotonic};
use crate::error::transport_error::TransportError;

/// Sends requests for a [`Client`](crate::blocking::Client); the blocking counterpart of
/// [`flex_runtime::Transport`](crate::Transport), with the same duties.
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
