//! Ten thousand requests, 256 at a time, over one client.

#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use flex_runtime::Client;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use support::server::{Server, json};
use support::{FetchThing, config};

const REQUESTS: usize = 10_000;
const AT_ONCE: usize = 256;

#[test]
fn ten_thousand_requests_are_answered() {
    // One in a hundred is told to come again.
    let server = Server::start(|number, _| {
        if number % 100 == 99 {
            json("429 Too Many Requests", "{}")
        } else {
            json("200 OK", r#"{"sid":"TH1"}"#)
        }
    });
    let client = Client::new(config().base_url(server.base_url()).timeout(Duration::from_mins(1))).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let start = Instant::now();
    let answered = runtime.block_on(async {
        let places = Arc::new(Semaphore::new(AT_ONCE));
        let mut tasks = JoinSet::new();
        for _ in 0..REQUESTS {
            let place = Arc::clone(&places).acquire_owned().await.unwrap();
            let client = client.clone();
            tasks.spawn(async move {
                let thing = client.send(FetchThing("TH1")).await;
                drop(place);
                thing.unwrap().sid == "TH1"
            });
        }
        tasks.join_all().await.into_iter().filter(|is_right| *is_right).count()
    });
    assert_eq!(answered, REQUESTS);
    let (received, connections) = (server.received().len(), server.connections());
    assert!(received > REQUESTS, "some had to come again");
    // A connection is given back on a task of its own, so that a few more than the requests at once may be open.
    assert!(connections <= 2 * AT_ONCE, "{connections} connections");
    println!("{received} requests over {connections} connections in {:?}", start.elapsed());
}
