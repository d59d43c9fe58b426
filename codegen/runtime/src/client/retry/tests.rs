//! Every way an attempt can end, and what follows from it; nothing here sleeps.

use std::time::Duration;

use http::{Method, StatusCode};

use super::{Attempt, Outcome, RetryPolicy};
use crate::error::transport_error::TransportErrorKind;

const fn answered(status: u16) -> Outcome {
    match StatusCode::from_u16(status) {
        Ok(status) => Outcome::Response { status, retry_after: None },
        Err(_) => panic!(),
    }
}

const fn failed(kind: TransportErrorKind, nothing_sent: bool) -> Outcome {
    Outcome::Failure { kind, nothing_sent }
}

fn is_repeated(method: &Method, outcome: Outcome) -> bool {
    let attempt = Attempt { method, number: 1, elapsed: Duration::ZERO, outcome };
    RetryPolicy::default().wait(&attempt, 0.5).is_some()
}

#[test]
fn what_may_have_been_processed_is_retried_only_if_idempotent() {
    use TransportErrorKind::{BodyTooLarge, Connect, DryRun, Interrupted, Other, Timeout, Tls};
    let never = [
        answered(200),
        answered(302),
        answered(400),
        answered(404),
        failed(Tls, true),
        failed(BodyTooLarge, false),
        failed(DryRun, true),
        failed(Other, false),
    ];
    let harmless =
        [answered(500), answered(503), answered(504), failed(Interrupted, false), failed(Timeout, false)];
    let always = [answered(429), failed(Connect, true), failed(Timeout, true), failed(Interrupted, true)];
    for method in [Method::GET, Method::HEAD, Method::DELETE, Method::POST, Method::PUT, Method::PATCH] {
        let is_safe = [Method::GET, Method::HEAD, Method::DELETE].contains(&method);
        for (outcomes, expected) in [(&never[..], false), (&harmless[..], is_safe), (&always[..], true)] {
            for outcome in outcomes {
                assert_eq!(is_repeated(&method, *outcome), expected, "{method} {outcome:?}");
            }
        }
    }
}

fn wait(policy: &RetryPolicy, number: u32, elapsed: u64, retry_after: Option<u64>) -> Option<Duration> {
    let outcome = Outcome::Response {
        status: StatusCode::TOO_MANY_REQUESTS,
        retry_after: retry_after.map(Duration::from_millis),
    };
    let elapsed = Duration::from_millis(elapsed);
    policy.wait(&Attempt { method: &Method::POST, number, elapsed, outcome }, 1.0)
}

#[test]
fn the_bound_doubles_up_to_its_maximum() {
    let policy = RetryPolicy::default().max_attempts(u32::MAX);
    let waits: Vec<_> = [1, 2, 3, 4, 5, 6, 40].map(|number| wait(&policy, number, 0, None)).into();
    let expected = [100, 200, 400, 800, 1600, 3000, 3000].map(|millis| Some(Duration::from_millis(millis)));
    assert_eq!(waits, expected);
}

#[test]
fn jitter_is_full() {
    let attempt =
        Attempt { method: &Method::GET, number: 3, elapsed: Duration::ZERO, outcome: answered(503) };
    let policy = RetryPolicy::default();
    assert_eq!(policy.wait(&attempt, 0.0), Some(Duration::ZERO));
    assert_eq!(policy.wait(&attempt, 0.25), Some(Duration::from_millis(100)));
    assert_eq!(policy.wait(&attempt, 7.0), Some(Duration::from_millis(400)), "clamped");
}

#[test]
fn attempts_and_deadline_end_the_retries() {
    let policy = RetryPolicy::default();
    assert!(wait(&policy, 3, 0, None).is_some());
    assert_eq!(wait(&policy, 4, 0, None), None);
    let hurried = policy.deadline(Duration::from_secs(1));
    assert!(wait(&hurried, 1, 899, None).is_some());
    assert_eq!(wait(&hurried, 1, 900, None), None, "the wait would end at the deadline");
    assert_eq!(wait(&RetryPolicy::none(), 1, 0, Some(0)), None);
    assert_eq!(wait(&policy.max_attempts(0), 1, 0, None), None);
}

#[test]
fn retry_after_is_a_minimum_and_ends_the_retries_if_beyond_the_deadline() {
    let policy = RetryPolicy::default();
    assert_eq!(wait(&policy, 1, 0, Some(7000)), Some(Duration::from_secs(7)));
    assert_eq!(wait(&policy, 1, 0, Some(0)), Some(Duration::from_millis(100)));
    assert_eq!(wait(&policy, 1, 0, Some(60_000)), None);
}

#[test]
fn no_wait_is_too_long_to_be_computed() {
    let policy = RetryPolicy::none().max_attempts(9).first_wait(Duration::MAX).longest_wait(Duration::MAX);
    for random in [0.0, 0.5, 1.0] {
        let attempt =
            Attempt { method: &Method::GET, number: 3, elapsed: Duration::ZERO, outcome: answered(503) };
        assert!(policy.wait(&attempt, random).is_none_or(|wait| wait < Duration::MAX));
    }
}
