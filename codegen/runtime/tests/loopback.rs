//! Both shipped transports against a server on the loopback interface: what is sent, and how valid and invalid responses are
//! handled.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a helper of tests may panic")]

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use flex_runtime::{BaseUrl, Client, Error, RetryPolicy, TransportErrorKind, blocking};

use support::clients::{THING, always, at_first, attempts, both, is_kind, runtime};
use support::server::{Reaction, Server, json, nowhere, response};
use support::{CreateThing, DeleteThing, FetchThing, PRODUCT, Thing, config};

#[test]
fn successes_are_decoded_whatever_their_status() {
    for status in ["200 OK", "201 Created", "202 Accepted"] {
        let (received, thing) = both(&config(), || always(json(status, THING)), CreateThing("a&b"));
        assert_eq!(thing.unwrap(), Thing::new("TH1"));
        for request in received {
            assert_eq!(
                (request.line.as_str(), request.body.as_str()),
                ("POST /v1/Things", "FriendlyName=a%26b")
            );
            assert_eq!(request.header("content-length"), Some("18"));
            let agent = request.header("user-agent").unwrap();
            assert!(agent.starts_with(&format!("{PRODUCT} flex-runtime/")), "{agent}");
        }
    }
    let (received, removed) =
        both(&config(), || always(response("204 No Content", "", "")), DeleteThing("TH1"));
    removed.unwrap();
    assert!(
        received.iter().all(|request| request.line == "DELETE /v1/Things/TH1" && request.body.is_empty())
    );
}

#[test]
fn no_other_headers_are_sent() {
    let (received, _) = both(&config(), || always(json("200 OK", THING)), FetchThing("TH1"));
    assert_eq!(received.len(), 2);
    for request in received {
        let mut names: Vec<_> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "accept-charset", "authorization", "host", "user-agent"]);
        assert!(request.header("user-agent").unwrap().starts_with("flex-runtime/"));
    }
}

#[test]
fn every_shape_of_an_error_is_read() {
    let classic = r#"{"code":20404,"message":"not here","more_info":"https://www.twilio.com/docs/errors/20404","status":404}"#;
    let problem = r#"{"type":"about:blank","title":"not here","status":404,"code":20404}"#;
    let third = r#"{"code":20404,"message":"not here","httpStatusCode":404,"params":{},"userError":true}"#;
    for body in [classic, problem, third] {
        let (_, thing) = both(&config(), || always(json("404 Not Found", body)), FetchThing("TH1"));
        let error = thing.unwrap_err();
        assert!(error.is_not_found() && error.code() == Some(20404), "{error}");
        assert_eq!(error.to_string(), "not here (code 20404, HTTP 404 Not Found)");
    }
    for body in ["", "<html>gone</html>"] {
        let headers = "content-type: text/html\r\nTwilio-Request-Id: RQ1\r\n";
        let (_, thing) =
            both(&config(), || always(response("404 Not Found", headers, body)), FetchThing("TH1"));
        let error = thing.unwrap_err();
        assert!(error.is_not_found() && error.code().is_none());
        assert_eq!(error.request_id(), Some("RQ1"));
    }
}

#[test]
fn rate_limited_requests_are_retried() {
    let (sent, thing) = attempts(|| at_first(json("429 Too Many Requests", "{}")), CreateThing("x"));
    assert_eq!((sent, thing.unwrap().sid()), (2, "TH1"));
    let asked = || at_first(response("429 Too Many Requests", "retry-after: 1\r\n", ""));
    let start = Instant::now();
    let (sent, thing) = attempts(asked, CreateThing("x"));
    assert_eq!((sent, thing.is_ok()), (2, true));
    assert!(start.elapsed() >= Duration::from_secs(2), "one second for each transport");
}

#[test]
fn a_server_error_is_retried_unless_the_request_may_have_been_processed() {
    let fails = || at_first(response("503 Service Unavailable", "", ""));
    let (sent, thing) = attempts(fails, FetchThing("TH1"));
    assert_eq!((sent, thing.is_ok()), (2, true));
    let (sent, thing) = attempts(fails, CreateThing("x"));
    assert_eq!(sent, 1);
    assert!(thing.unwrap_err().is_server_error());
}

#[test]
fn a_lost_connection_is_retried_unless_the_request_may_have_been_processed() {
    for reaction in [Reaction::SendAndClose(Vec::new()), Reaction::Reset] {
        let after_reading = || at_first(reaction.clone());
        let (sent, thing) = attempts(after_reading, FetchThing("TH1"));
        assert_eq!((sent, thing.is_ok()), (2, true));
        let (sent, thing) = attempts(after_reading, CreateThing("x"));
        assert_eq!(sent, 1);
        assert!(is_kind(&thing, TransportErrorKind::Interrupted), "{thing:?}");
    }
}

#[test]
fn a_connection_that_is_reset_before_the_request_is_read_does_no_harm() {
    let serve = || Server::resetting(1, |_, _| json("200 OK", THING));
    let (sent, thing) = attempts(serve, FetchThing("TH1"));
    assert_eq!((sent, thing.is_ok()), (1, true), "only the second connection was read from");
    let (first, second) = (serve(), serve());
    let waited = blocking::Client::new(config().base_url(first.base_url())).unwrap().send(CreateThing("x"));
    let awaited = runtime().block_on(async {
        Client::new(config().base_url(second.base_url())).unwrap().send(CreateThing("x")).await
    });
    // The client may or may not notice before it starts to write. If it does, it sends the request on another connection. If
    // not, it cannot know what arrived.
    for (server, thing) in [(first, waited), (second, awaited)] {
        match server.received().len() {
            0 => assert!(is_kind(&thing, TransportErrorKind::Interrupted), "{thing:?}"),
            sent => assert!(sent == 1 && thing.is_ok(), "{thing:?}"),
        }
    }
}

#[test]
fn a_refused_connection_sends_nothing() {
    let policy = RetryPolicy::default().max_attempts(2);
    let config = config().retry(policy).base_url(nowhere());
    let waited = blocking::Client::new(config.clone()).unwrap().send(CreateThing("x")).unwrap_err();
    let awaited =
        runtime().block_on(async { Client::new(config).unwrap().send(CreateThing("x")).await }).unwrap_err();
    for error in [waited, awaited] {
        assert!(error.is_connect(), "{error:?}");
        let Error::Transport(error) = error else { panic!("{error:?}") };
        assert!(error.nothing_sent() && std::error::Error::source(&*error).is_some());
    }
}

#[test]
fn a_truncated_response_is_an_error() {
    let (_, thing) = both(&config(), || always(json("200 OK", r#"{"sid":"TH"#)), FetchThing("TH1"));
    assert!(matches!(thing, Err(Error::Decode(_))), "{thing:?}");
    let short = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"sid\":";
    let (sent, thing) = attempts(|| always(Reaction::SendAndClose(short.to_vec())), CreateThing("x"));
    assert_eq!(sent, 1);
    assert!(is_kind(&thing, TransportErrorKind::Interrupted), "{thing:?}");
    let garbage = || always(Reaction::SendAndClose(b"SMTP ready\r\n\r\n".to_vec()));
    let (sent, thing) = attempts(garbage, CreateThing("x"));
    assert_eq!(sent, 1);
    assert!(is_kind(&thing, TransportErrorKind::Interrupted), "{thing:?}");
}

#[test]
fn a_body_is_read_up_to_the_limit() {
    let config = config().max_response_body(THING.len());
    let (_, thing) = both(&config, || always(json("200 OK", THING)), FetchThing("TH1"));
    assert!(thing.is_ok(), "exactly as long as allowed: {thing:?}");
    let larger = format!("{THING} ");
    let chunked = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\ne\r\n{larger}\r\n0\r\n\r\n");
    assert_eq!(larger.len(), 0xe);
    for reaction in [json("200 OK", &larger), Reaction::Send(chunked.into_bytes())] {
        let (received, thing) = both(&config, || always(reaction.clone()), FetchThing("TH1"));
        assert!(is_kind(&thing, TransportErrorKind::BodyTooLarge), "{thing:?}");
        assert_eq!(received.len(), 2, "not retried");
    }
    let (_, thing) =
        both(&config.max_response_body(usize::MAX), || always(json("200 OK", &larger)), FetchThing("x"));
    assert!(thing.is_ok(), "{thing:?}");
}

#[test]
fn a_silent_server_runs_into_the_timeout() {
    let start = Instant::now();
    let config = config().timeout(Duration::from_millis(200)).retry(RetryPolicy::none());
    let (_, thing) = both(&config, || always(Reaction::Silence), FetchThing("TH1"));
    assert!(thing.unwrap_err().is_timeout());
    let halfway = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_vec();
    let (_, thing) = both(&config, || always(Reaction::Send(halfway.clone())), FetchThing("TH1"));
    assert!(thing.unwrap_err().is_timeout());
    assert!(start.elapsed() < Duration::from_secs(10));
    let (received, thing) = both(
        &config.retry(RetryPolicy::default().max_attempts(2)),
        || at_first(Reaction::Silence),
        FetchThing("x"),
    );
    assert_eq!((received.len(), thing.is_ok()), (4, true), "retried, because GET is idempotent");
}

#[test]
fn a_redirect_is_not_followed() {
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"] {
        let reaction = response(status, "location: /v1/Things/TH2\r\n", "");
        let (sent, thing) = attempts(|| always(reaction.clone()), FetchThing("TH1"));
        assert_eq!(sent, 1);
        assert_eq!(thing.unwrap_err().http_status().map(|status| status.as_u16() / 100), Some(3));
        let (sent, thing) = attempts(|| always(reaction.clone()), CreateThing("x"));
        assert_eq!((sent, thing.is_err()), (1, true));
    }
}

#[test]
fn nothing_is_sent_to_a_server_without_tls() {
    let plain = || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = BaseUrl::parse(&format!("https://{}", listener.local_addr().unwrap())).unwrap();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut hello = [0; 4096];
            let length = stream.read(&mut hello).unwrap();
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
            hello[..length].to_vec()
        });
        (config().retry(RetryPolicy::none()).base_url(base), server)
    };
    let (config, first) = plain();
    let waited = blocking::Client::new(config).unwrap().send(CreateThing("x"));
    let (config, second) = plain();
    let awaited = runtime().block_on(async { Client::new(config).unwrap().send(CreateThing("x")).await });
    for (result, server) in [(waited, first), (awaited, second)] {
        assert!(is_kind(&result, TransportErrorKind::Tls), "{result:?}");
        assert_eq!(server.join().unwrap()[0], 0x16, "a TLS handshake");
    }
}

#[test]
fn connections_are_reused() {
    let server = always(json("200 OK", THING));
    let client = blocking::Client::new(config().base_url(server.base_url())).unwrap();
    (0..5).for_each(|_| assert!(client.clone().send(FetchThing("TH1")).is_ok()));
    assert_eq!((server.received().len(), server.connections()), (5, 1));
    let server = always(json("200 OK", THING));
    runtime().block_on(async {
        let client = Client::new(config().base_url(server.base_url())).unwrap();
        for _ in 0..50 {
            assert!(client.clone().send(FetchThing("TH1")).await.is_ok());
        }
    });
    // A connection returns to the pool in a separate task, which can be too late for the next request.
    assert_eq!(server.received().len(), 50);
    assert!(server.connections() < 25, "{} connections", server.connections());
}
