//! A request until it is answered for good: the loop around a transport, turned inside out.
//!
//! In: what each attempt brought, and the time. Out: what to send next and how long to wait for it. Both kinds of client
//! run this one, so that they cannot differ in more than `await`.

use std::time::{Duration, SystemTime};

use bytes::Bytes;

use crate::client::retry::retry_after;
use crate::client::retry::{Attempt, Outcome, RetryPolicy};
use crate::client::transport::Limits;
use crate::error::transport_error::TransportError;

/// What a transport brings.
pub(crate) type Answer = Result<http::Response<Bytes>, TransportError>;

#[derive(Debug)]
pub(crate) struct Exchange {
    request: http::Request<Bytes>,
    policy: RetryPolicy,
    limits: Limits,
    started: Duration,
    /// Attempts that are over.
    attempts: u32,
}

impl Exchange {
    pub(crate) fn new(
        request: http::Request<Bytes>,
        policy: RetryPolicy,
        limits: Limits,
        now: Duration,
    ) -> Self {
        Self { request, policy, limits, started: now, attempts: 0 }
    }

    /// The request, to be sent `now`; its body is shared and not copied.
    pub(crate) fn attempt(&self, now: Duration) -> (http::Request<Bytes>, Limits) {
        let left = self.policy.left(now.saturating_sub(self.started));
        let timeout = self.limits.timeout.min(left);
        let connect_timeout = self.limits.connect_timeout.min(left);
        (self.request.clone(), Limits { connect_timeout, timeout, ..self.limits })
    }

    /// How many attempts are over.
    pub(crate) const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long to wait before the next attempt; `None` when `answer` is the last word.
    pub(crate) fn after(&mut self, answer: &Answer, now: Duration) -> Option<Duration> {
        self.attempts = self.attempts.saturating_add(1);
        let outcome = match answer {
            Ok(response) => Outcome::Answered {
                status: response.status(),
                retry_after: retry_after::read(response.headers(), SystemTime::now),
            },
            Err(error) => Outcome::failed(error),
        };
        let attempt = Attempt {
            method: self.request.method(),
            number: self.attempts,
            elapsed: now.saturating_sub(self.started),
            outcome,
        };
        self.policy.wait(&attempt, fastrand::f64())
    }
}
