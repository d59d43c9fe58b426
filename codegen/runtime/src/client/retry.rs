//! Which requests are retried, and when. Decisions only: the transport sleeps and sends.

pub(crate) mod attempt_loop;
mod retry_after;

use std::time::Duration;

use http::{Method, StatusCode};

use crate::error::transport_error::{TransportError, TransportErrorKind};

/// When a request is retried.
///
/// - A 429 is retried for every method, because the service has not processed the request.
/// - So is a failure before any of the request was sent, such as a refused connection.
/// - A 5xx, a lost connection and a timeout are retried for `GET`, `HEAD` and `DELETE` only. Any other request may have been
///   processed, and the service has no idempotency keys.
///
/// The wait is a random part of a bound that doubles with each attempt, so that clients that failed at the same time do not
/// retry at the same time. It is never shorter than the `Retry-After` of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until it is passed to a configuration or a client"]
pub struct RetryPolicy {
    attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    deadline: Duration,
}

impl Default for RetryPolicy {
    /// Four attempts within a minute, with waits of up to 0.1, 0.2 and 0.4 seconds between them.
    fn default() -> Self {
        Self {
            attempts: 4,
            first_wait: Duration::from_millis(100),
            longest_wait: Duration::from_secs(3),
            deadline: Duration::from_mins(1),
        }
    }
}

impl RetryPolicy {
    /// A single attempt.
    pub const fn none() -> Self {
        Self {
            attempts: 1,
            first_wait: Duration::ZERO,
            longest_wait: Duration::ZERO,
            deadline: Duration::MAX,
        }
    }

    /// The maximum number of attempts, including the first one. 0 means 1.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The bound of the wait after the first attempt. It doubles with each further attempt.
    pub const fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// The maximum of the bound. A longer `Retry-After` is honoured all the same.
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// How long all attempts and waits may take together. An attempt is cut off at the deadline, and a wait that would
    /// exceed it is not started.
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The time left until the deadline.
    pub(crate) const fn remaining(&self, elapsed: Duration) -> Duration {
        self.deadline.saturating_sub(elapsed)
    }

    /// How long to wait before the next attempt; `None` if there is none. `random` is from 0 to 1.
    pub(crate) fn wait(&self, attempt: &Attempt<'_>, random: f64) -> Option<Duration> {
        if attempt.number >= self.attempts || !attempt.outcome.is_retryable(attempt.method) {
            return None;
        }
        let bound = 2_u32
            .checked_pow(attempt.number.saturating_sub(1))
            .and_then(|factor| self.first_wait.checked_mul(factor))
            .map_or(self.longest_wait, |bound| bound.min(self.longest_wait));
        // Half a wait too long to be multiplied is as good as all of it.
        let wait = Duration::try_from_secs_f64(bound.as_secs_f64() * random.clamp(0.0, 1.0)).unwrap_or(bound);
        let wait = attempt.outcome.retry_after().map_or(wait, |asked| wait.max(asked));
        (wait < self.remaining(attempt.elapsed)).then_some(wait)
    }
}

/// An attempt that has ended.
#[derive(Debug)]
pub(crate) struct Attempt<'a> {
    pub(crate) method: &'a Method,
    /// Counted from 1.
    pub(crate) number: u32,
    /// The time since the first attempt started.
    pub(crate) elapsed: Duration,
    pub(crate) outcome: Outcome,
}

/// How an attempt ended, as far as retries depend on it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    Response { status: StatusCode, retry_after: Option<Duration> },
    Failure { kind: TransportErrorKind, nothing_sent: bool },
}

impl Outcome {
    pub(crate) fn failed(error: &TransportError) -> Self {
        Self::Failure { kind: error.kind(), nothing_sent: error.nothing_sent() }
    }

    fn is_retryable(self, method: &Method) -> bool {
        let is_idempotent = matches!(*method, Method::GET | Method::HEAD | Method::DELETE);
        match self {
            Self::Response { status: StatusCode::TOO_MANY_REQUESTS, .. } => true,
            Self::Response { status, .. } => is_idempotent && status.is_server_error(),
            Self::Failure { kind, nothing_sent } => match kind {
                TransportErrorKind::Connect
                | TransportErrorKind::Timeout
                | TransportErrorKind::Interrupted => nothing_sent || is_idempotent,
                _ => false,
            },
        }
    }

    const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Response { retry_after, .. } => retry_after,
            Self::Failure { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
