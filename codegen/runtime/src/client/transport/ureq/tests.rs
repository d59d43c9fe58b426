//! Tests of when a name is resolved, against a server on the loopback interface whose name only the test knows.

use std::convert::Infallible;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use bytes::Bytes;

use super::{UreqTransport, config};
use crate::client::transport::Limits;
use crate::client::transport::blocking::Transport as _;
use crate::client::transport::proxies::Proxies;
use crate::client::transport::ureq::names::Names;
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// A transport without proxies, and how many names it has looked up.
fn transport() -> (UreqTransport, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let names = Names::with(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Ok(vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 0))])
    });
    let none = Proxies::from_variables(|_| None).unwrap().try_map(|_| Ok::<_, Infallible>(config(None)));
    (UreqTransport::with(none.unwrap(), names), count)
}

fn send(transport: &UreqTransport, port: u16) -> Result<http::Response<Bytes>, TransportError> {
    let request = http::Request::get(format!("http://service.invalid:{port}/")).body(Bytes::new()).unwrap();
    let limit = Duration::from_mins(1);
    transport.send(request, Limits { connect_timeout: limit, timeout: limit, max_body: 0 })
}

/// A server that answers every request with these headers. It closes a connection if they say so.
fn serve(headers: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            while lines.any(|line| line.is_empty()) {
                let _ = write!(stream, "HTTP/1.1 200 OK\r\n{headers}content-length: 0\r\n\r\n");
                if headers.contains("close") {
                    break;
                }
            }
        }
    });
    port
}

#[test]
fn a_name_is_resolved_for_a_new_connection_only_and_then_kept() {
    let (transport, count) = transport();
    let port = serve("");
    (0..5).for_each(|_| assert!(send(&transport, port).is_ok()));
    assert_eq!(count.load(Ordering::SeqCst), 1);
    let port = serve("connection: close\r\n");
    (0..5).for_each(|_| assert!(send(&transport, port).is_ok()));
    assert_eq!(count.load(Ordering::SeqCst), 1, "kept for further connections");
}

#[test]
fn a_name_is_resolved_anew_after_a_failed_connection() {
    let (transport, count) = transport();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for failures in 1..=3 {
        let error = send(&transport, port).unwrap_err();
        assert_eq!((error.kind(), error.nothing_sent()), (TransportErrorKind::Connect, true), "{error:?}");
        assert_eq!(count.load(Ordering::SeqCst), failures);
    }
    assert!(send(&transport, serve("")).is_ok());
}

#[test]
fn an_open_connection_outlives_the_addresses() {
    let (transport, count) = transport();
    let port = serve("");
    assert!(send(&transport, port).is_ok());
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert!(send(&transport, closed).is_err(), "which forgets the addresses");
    assert!(send(&transport, port).is_ok());
    assert_eq!(count.load(Ordering::SeqCst), 1);
}
