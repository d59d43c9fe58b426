//! The attempts at one request, without IO: which request to send, and how long to wait after each response.

use std::time::{Duration, SystemTime};

use bytes::Bytes;

use crate::client::retry::retry_after;
use crate::client::retry::{Attempt, Outcome, RetryPolicy};
use crate::client::transport::Limits;
use crate::error::transport_error::TransportError;

/// The result of one attempt.
pub(crate) type AttemptResult = Result<http::Response<Bytes>, TransportError>;

/// The maximum timeout of an attempt: one year. HTTP clients add timeouts to points in time, which must not overflow.
const LONGEST: Duration = Duration::from_hours(365 * 24);

#[derive(Debug)]
pub(crate) struct AttemptLoop {
    request: http::Request<Bytes>,
    policy: RetryPolicy,
    limits: Limits,
    started: Duration,
    /// The number of attempts that have ended.
    count: u32,
}

impl AttemptLoop {
    pub(crate) fn new(
        request: http::Request<Bytes>,
        policy: RetryPolicy,
        limits: Limits,
        now: Duration,
    ) -> Self {
        Self { request, policy, limits, started: now, count: 0 }
    }

    /// The request to send `now`, and its limits. The body is shared, not copied.
    pub(crate) fn next_request(&self, now: Duration) -> (http::Request<Bytes>, Limits) {
        let remaining = self.policy.remaining(now.saturating_sub(self.started)).min(LONGEST);
        let timeout = self.limits.timeout.min(remaining);
        let connect_timeout = self.limits.connect_timeout.min(remaining);
        (self.request.clone(), Limits { connect_timeout, timeout, ..self.limits })
    }

    /// The number of attempts that have ended.
    pub(crate) const fn count(&self) -> u32 {
        self.count
    }

    /// How long to wait before the next attempt; `None` if `result` is final.
    pub(crate) fn wait_after(&mut self, result: &AttemptResult, now: Duration) -> Option<Duration> {
        self.count = self.count.saturating_add(1);
        let outcome = match result {
            Ok(response) => Outcome::Response {
                status: response.status(),
                retry_after: retry_after::read(response.headers(), SystemTime::now),
            },
            Err(error) => Outcome::failed(error),
        };
        let attempt = Attempt {
            method: self.request.method(),
            number: self.count,
            elapsed: now.saturating_sub(self.started),
            outcome,
        };
        self.policy.wait(&attempt, fastrand::f64())
    }
}
