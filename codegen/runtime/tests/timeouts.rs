//! The connect timeout and the timeout of an attempt, per client and per call, with both shipped transports.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a helper of tests may panic")]

mod support;

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flex_runtime::{BaseUrl, Client, Config, Error, RetryPolicy, blocking};

use support::clients::{THING, always, at_first, runtime};
use support::server::{Reaction, Server, json};
use support::{CreateThing, FetchThing, Thing, config};

const SHORT: Duration = Duration::from_millis(200);
const LONG: Duration = Duration::from_mins(1);

fn patient() -> Config {
    config().connect_timeout(LONG).timeout(LONG).retry(RetryPolicy::none().deadline(LONG))
}

/// A server that accepts connections and never answers a TLS handshake, so no connection is established; and how many it
/// accepted.
fn silent_server() -> (BaseUrl, Arc<Mutex<usize>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = BaseUrl::parse(&format!("https://{}", listener.local_addr().unwrap())).unwrap();
    let accepted = Arc::new(Mutex::new(0));
    let count = Arc::clone(&accepted);
    thread::spawn(move || {
        let mut open = Vec::new();
        for stream in listener.incoming() {
            *count.lock().unwrap() += 1;
            open.push(stream);
        }
    });
    (base, accepted)
}

/// Creates a thing with both clients.
fn create(
    config: Config,
    waiting: impl Fn(&blocking::Client) -> blocking::Client,
    other: impl Fn(&Client) -> Client,
) -> [Result<Thing, Error>; 2] {
    let waiting = waiting(&blocking::Client::new(config.clone()).unwrap());
    let waited = waiting.send(CreateThing("x"));
    let awaited =
        runtime().block_on(async { other(&Client::new(config).unwrap()).send(CreateThing("x")).await });
    [waited, awaited]
}

/// Whether connecting timed out, and not the attempt. Only then it is certain that nothing was sent.
fn is_connect_timeout(result: &Result<Thing, Error>) -> bool {
    matches!(result, Err(Error::Transport(error)) if error.nothing_sent())
        && result.as_ref().is_err_and(Error::is_timeout)
}

#[test]
fn a_connect_timeout_is_retried() {
    let (base, accepted) = silent_server();
    let config = patient().base_url(base).connect_timeout(SHORT);
    let retry = RetryPolicy::default().max_attempts(2).deadline(LONG);
    for result in create(config, |client| client.with_retry(retry), |client| client.with_retry(retry)) {
        assert!(is_connect_timeout(&result), "{result:?}");
    }
    assert_eq!(*accepted.lock().unwrap(), 4, "even a POST is retried if nothing of it was sent");
}

#[test]
fn a_call_can_have_its_own_connect_timeout() {
    let (base, accepted) = silent_server();
    let config = patient().base_url(base);
    let results = create(
        config,
        |client| client.with_connect_timeout(SHORT),
        |client| client.with_connect_timeout(SHORT),
    );
    for result in results {
        assert!(is_connect_timeout(&result), "{result:?}");
    }
    assert_eq!(*accepted.lock().unwrap(), 2);
}

#[test]
fn a_longer_connect_timeout_does_not_extend_the_attempt() {
    let (base, _) = silent_server();
    let config = patient().base_url(base).timeout(SHORT).connect_timeout(SHORT / 100);
    let results = create(
        config,
        |client| client.with_connect_timeout(LONG),
        |client| client.with_connect_timeout(LONG),
    );
    for result in results {
        assert!(!is_connect_timeout(&result) && result.as_ref().is_err_and(Error::is_timeout), "{result:?}");
    }
}

#[test]
fn a_call_can_have_its_own_timeout() {
    // The first request of each client is never answered.
    let serve = || at_first(Reaction::Silence);
    let (first, second) = (serve(), serve());
    let client = blocking::Client::new(patient().base_url(first.base_url())).unwrap();
    let hurried = client.with_timeout(SHORT).send(FetchThing("TH1"));
    assert!(hurried.unwrap_err().is_timeout());
    assert!(client.send(FetchThing("TH1")).is_ok());
    runtime().block_on(async {
        let client = Client::new(patient().base_url(second.base_url())).unwrap();
        let hurried = client.with_timeout(SHORT).send(FetchThing("TH1")).await;
        assert!(hurried.unwrap_err().is_timeout());
        assert!(client.send(FetchThing("TH1")).await.is_ok());
    });
}

#[test]
fn a_call_can_have_a_longer_timeout_than_its_client() {
    let slow = || {
        Server::start(|_, _| {
            thread::sleep(2 * SHORT);
            json("200 OK", THING)
        })
    };
    let (first, second) = (slow(), slow());
    let hurried = patient().timeout(SHORT / 100);
    let client = blocking::Client::new(hurried.clone().base_url(first.base_url())).unwrap();
    assert!(client.send(CreateThing("x")).unwrap_err().is_timeout());
    assert!(client.with_timeout(LONG).send(CreateThing("x")).is_ok());
    runtime().block_on(async {
        let client = Client::new(hurried.base_url(second.base_url())).unwrap();
        assert!(client.send(CreateThing("x")).await.unwrap_err().is_timeout());
        assert!(client.with_timeout(LONG).send(CreateThing("x")).await.is_ok());
    });
}

#[test]
fn an_attempt_is_cut_off_at_the_deadline() {
    let server = always(Reaction::Silence);
    let retry = RetryPolicy::default().deadline(SHORT);
    let config = patient().base_url(server.base_url());
    for result in create(config, |client| client.with_retry(retry), |client| client.with_retry(retry)) {
        assert!(!is_connect_timeout(&result) && result.as_ref().is_err_and(Error::is_timeout), "{result:?}");
    }
    assert_eq!(server.received().len(), 2);
}

#[test]
fn the_longest_durations_do_no_harm() {
    let server = always(json("200 OK", THING));
    let endless =
        RetryPolicy::none().first_wait(Duration::MAX).longest_wait(Duration::MAX).max_attempts(u32::MAX);
    for retry in [RetryPolicy::none(), endless, endless.deadline(Duration::MAX)] {
        let config = config().timeout(Duration::MAX).connect_timeout(Duration::MAX).retry(retry);
        let same = (|client: &blocking::Client| client.clone(), |client: &Client| client.clone());
        let results = create(config.clone().base_url(server.base_url()), same.0, same.1);
        assert!(results.iter().all(Result::is_ok), "{results:?}");
        let results = create(
            config.base_url(server.base_url()),
            |client| client.with_timeout(Duration::MAX).with_connect_timeout(Duration::MAX),
            |client| client.with_timeout(Duration::MAX).with_connect_timeout(Duration::MAX),
        );
        assert!(results.iter().all(Result::is_ok), "{results:?}");
    }
}
