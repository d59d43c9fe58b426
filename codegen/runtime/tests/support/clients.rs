//! Sending a request with both clients on their shipped transports, and asserting that they agree.

use flex_runtime::{Client, Config, Error, Request, TransportErrorKind, blocking};

use super::config;
use super::server::{Reaction, Received, Server, json};

pub const THING: &str = r#"{"sid":"TH1"}"#;

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

/// Sends with both transports, each to its own server, and asserts that they agree. Returns what the servers received, and
/// the result.
pub fn both<R>(
    config: &Config,
    serve: impl Fn() -> Server,
    request: R,
) -> (Vec<Received>, Result<R::Response, Error>)
where
    R: Request<Response: PartialEq + std::fmt::Debug + Send + 'static> + Clone,
{
    let (first, second) = (serve(), serve());
    let blocking = blocking::Client::new(config.clone().base_url(first.base_url())).unwrap();
    let waited = blocking.send(request.clone());
    let awaited = runtime().block_on(async {
        Client::new(config.clone().base_url(second.base_url())).unwrap().send(request).await
    });
    match (&waited, &awaited) {
        (Ok(waited), Ok(awaited)) => assert_eq!(waited, awaited),
        (Err(waited), Err(awaited)) => assert_eq!(waited.to_string(), awaited.to_string()),
        _ => panic!("{waited:?} is not {awaited:?}"),
    }
    let lines = |server: &Server| -> Vec<_> {
        server.received().into_iter().map(|request| (request.line, request.body)).collect()
    };
    assert_eq!(lines(&first), lines(&second));
    let mut received = first.received();
    received.extend(second.received());
    (received, waited)
}

/// Like [`both`], but returns only how many requests reached each of the two servers.
pub fn attempts<R>(serve: impl Fn() -> Server, request: R) -> (usize, Result<R::Response, Error>)
where
    R: Request<Response: PartialEq + std::fmt::Debug + Send + 'static> + Clone,
{
    let (received, result) = both(&config(), serve, request);
    (received.len() / 2, result)
}

/// Reacts to the first request like this, and answers every other one with a thing.
pub fn at_first(reaction: Reaction) -> Server {
    Server::start(move |number, _| if number == 0 { reaction.clone() } else { json("200 OK", THING) })
}

pub fn always(reaction: Reaction) -> Server {
    Server::start(move |_, _| reaction.clone())
}

pub fn is_kind<T>(result: &Result<T, Error>, kind: TransportErrorKind) -> bool {
    matches!(result, Err(Error::Transport(error)) if error.kind() == kind)
}
