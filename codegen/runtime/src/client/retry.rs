//! What is sent again, and when.
//!
//! In: how an attempt ended. Out: how long to wait before the next one, if there is to be one. Decides and does nothing
//! else; sleeping is the transport's business.

pub(crate) mod attempt_loop;
mod retry_after;

use std::time::Duration;

use http::{Method, StatusCode};

use crate::error::transport_error::{TransportError, TransportErrorKind};

/// When a request is sent again.
///
/// - 429 is retried for every method: the service says that it has not processed the request.
/// - So is a failure before any of the request was sent, such as a refused connection.
/// - A 5xx, a broken connection and a timeout are retried for `GET`, `HEAD` and `DELETE` only. Anything else may have been
///   processed, and the service has no key by which it could notice a repetition.
///
/// The wait is a random part of a bound that doubles with each attempt, so that clients that failed together do not return
/// together; where the response has a `Retry-After`, it is at least that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until it is given to a configuration or a client"]
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
    /// One attempt, however it ends.
    pub const fn none() -> Self {
        Self {
            attempts: 1,
            first_wait: Duration::ZERO,
            longest_wait: Duration::ZERO,
            deadline: Duration::MAX,
        }
    }

    /// At most `attempts` attempts, the first included; 0 is taken as 1.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The bound of the wait after the first attempt; that after the next one is twice as high.
    pub const fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// Where the bound stops to grow. A longer `Retry-After` is honoured all the same.
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// How long all attempts and waits may take together. An attempt is cut short by it, and a wait that would pass it is
    /// not begun.
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// How much of the deadline is left.
    pub(crate) const fn left(&self, elapsed: Duration) -> Duration {
        self.deadline.saturating_sub(elapsed)
    }

    /// How long to wait before the next attempt; `None` to stop. `random` is from 0 to 1.
    pub(crate) fn wait(&self, attempt: &Attempt<'_>, random: f64) -> Option<Duration> {
        if attempt.number >= self.attempts || !attempt.outcome.may_repeat(attempt.method) {
            return None;
        }
        let bound = 2_u32
            .checked_pow(attempt.number.saturating_sub(1))
            .and_then(|factor| self.first_wait.checked_mul(factor))
            .map_or(self.longest_wait, |bound| bound.min(self.longest_wait));
        let wait = bound.mul_f64(random.clamp(0.0, 1.0));
        let wait = attempt.outcome.retry_after().map_or(wait, |asked| wait.max(asked));
        (wait < self.left(attempt.elapsed)).then_some(wait)
    }
}

/// An attempt that is over.
#[derive(Debug)]
pub(crate) struct Attempt<'a> {
    pub(crate) method: &'a Method,
    /// Counted from 1.
    pub(crate) number: u32,
    /// Since the first attempt began.
    pub(crate) elapsed: Duration,
    pub(crate) outcome: Outcome,
}

/// How an attempt ended, as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    Answered { status: StatusCode, retry_after: Option<Duration> },
    Failed { kind: TransportErrorKind, nothing_sent: bool },
}

impl Outcome {
    pub(crate) fn failed(error: &TransportError) -> Self {
        Self::Failed { kind: error.kind(), nothing_sent: error.nothing_sent() }
    }

    fn may_repeat(self, method: &Method) -> bool {
        let is_safe = matches!(*method, Method::GET | Method::HEAD | Method::DELETE);
        match self {
            Self::Answered { status: StatusCode::TOO_MANY_REQUESTS, .. } => true,
            Self::Answered { status, .. } => is_safe && status.is_server_error(),
            Self::Failed { kind, nothing_sent } => match kind {
                TransportErrorKind::Connect
                | TransportErrorKind::Timeout
                | TransportErrorKind::Interrupted => nothing_sent || is_safe,
                _ => false,
            },
        }
    }

    const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Answered { retry_after, .. } => retry_after,
            Self::Failed { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
