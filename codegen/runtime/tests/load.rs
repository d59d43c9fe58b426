//! Ten thousand requests, 256 at a time, with one client of either kind: each gets its own response, and the service
//! processes none twice.

#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flex_runtime::{
    BaseUrl, Body, Client, Config, DecodeError, Decoded, FormWriter, Operation, Request, RetryPolicy,
    blocking, decode,
};
use http::Method;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use support::server::{Server, json};
use support::{BASE_URL, Thing, config};

const REQUESTS: usize = 10_000;
const AT_ONCE: usize = 256;

/// Creates the thing with this number.
struct CreateNumbered(usize);

impl Request for CreateNumbered {
    type Response = Thing;
    const BASE_URL: BaseUrl = BASE_URL;
    const OPERATION: Operation = Operation::new("CreateNumbered", Method::POST, "/v1/Things");

    fn path(&self) -> Cow<'static, str> {
        Cow::Borrowed("/v1/Things")
    }

    fn body(&self) -> Body {
        let mut form = FormWriter::new();
        form.field("Number", i64::try_from(self.0).ok().as_ref());
        Body::Form(form)
    }

    fn decode(body: &[u8]) -> Result<Decoded<Thing>, DecodeError> {
        decode::json(body)
    }
}

/// A service that counts what it creates.
struct Service {
    server: Server,
    /// How often each thing was created.
    created: Arc<Mutex<Vec<usize>>>,
    /// How many requests were rate limited.
    rate_limited: Arc<AtomicUsize>,
}

impl Service {
    fn start() -> Self {
        let created = Arc::new(Mutex::new(vec![0; REQUESTS]));
        let rate_limited = Arc::new(AtomicUsize::new(0));
        let (counts, limited) = (Arc::clone(&created), Arc::clone(&rate_limited));
        // One in a hundred is rate limited.
        let server = Server::start(move |number, request| {
            if number % 100 == 99 {
                limited.fetch_add(1, Ordering::Relaxed);
                return json("429 Too Many Requests", "{}");
            }
            let number: usize = request.body.strip_prefix("Number=").unwrap().parse().unwrap();
            counts.lock().unwrap()[number] += 1;
            json("201 Created", &format!(r#"{{"sid":"TH{number}"}}"#))
        });
        Self { server, created, rate_limited }
    }

    fn config(&self) -> Config {
        // The same request can be rate limited more than once.
        let retry = RetryPolicy::default().max_attempts(10);
        config().base_url(self.server.base_url()).timeout(Duration::from_mins(1)).retry(retry)
    }

    /// Asserts that each request got its own response and was processed once.
    fn assert_all_done(&self, answers: &[(usize, Thing)]) {
        assert_eq!(answers.len(), REQUESTS);
        for (number, thing) in answers {
            assert_eq!(thing.sid(), format!("TH{number}"), "the response to another request");
        }
        assert!(self.created.lock().unwrap().iter().all(|times| *times == 1), "each is created once");
        let rate_limited = self.rate_limited.load(Ordering::Relaxed);
        assert_eq!(self.server.received().len(), REQUESTS + rate_limited);
        assert!(rate_limited >= REQUESTS / 100, "{rate_limited} requests were rate limited");
        let connections = self.server.connections();
        println!("{REQUESTS} requests, {rate_limited} of them rate limited, over {connections} connections");
        // A connection can return to the pool just too late for the next request, so there are some more.
        assert!(connections <= 4 * AT_ONCE, "{connections} connections");
    }
}

#[test]
fn ten_thousand_requests_are_answered() {
    let service = Service::start();
    let client = Client::new(service.config()).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let answers = runtime.block_on(async {
        let permits = Arc::new(Semaphore::new(AT_ONCE));
        let mut tasks = JoinSet::new();
        for number in 0..REQUESTS {
            let permit = Arc::clone(&permits).acquire_owned().await.unwrap();
            let client = client.clone();
            tasks.spawn(async move {
                let thing = client.send(CreateNumbered(number)).await;
                drop(permit);
                (number, thing.unwrap())
            });
        }
        tasks.join_all().await
    });
    service.assert_all_done(&answers);
}

#[test]
fn ten_thousand_blocking_requests_are_answered() {
    let service = Service::start();
    let client = blocking::Client::new(service.config()).unwrap();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut answers = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= REQUESTS {
                return answers;
            }
            answers.push((number, client.send(CreateNumbered(number)).unwrap()));
        }
    };
    let answers: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    service.assert_all_done(&answers);
}
