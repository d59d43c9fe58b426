//! Proxies from the environment, with both shipped transports: a proxy is used, or nothing is sent.
//!
//! The environment belongs to a process, so each test starts this program again, which then runs [`in_the_environment`] only.

#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flex_runtime::{BaseUrl, Client, Error, RetryPolicy, blocking};

use support::clients::{THING, runtime};
use support::{CreateThing, SECRET, Thing, config};

const BASE: &str = "TEST_BASE_URL";
const PASSWORD: &str = "pa55";

/// Sends with both clients in the environment of a test, and prints the results for it.
#[test]
fn in_the_environment() {
    let Ok(base) = std::env::var(BASE) else { return };
    let retry = RetryPolicy::default().max_attempts(2).first_wait(Duration::ZERO);
    let config = config().base_url(BaseUrl::parse(&base).unwrap()).retry(retry);
    let waited = blocking::Client::new(config.clone()).and_then(|client| client.send(CreateThing("x")));
    let awaited = runtime().block_on(async { Client::new(config)?.send(CreateThing("x")).await });
    show("blocking", &waited);
    show("async", &awaited);
}

/// Prints the kind of a result, whether anything was sent, and all that its error says.
fn show(client: &str, result: &Result<Thing, Error>) {
    let kind = match result {
        Ok(thing) => format!("Ok {}", thing.sid.as_deref().unwrap_or_default()),
        Err(Error::Transport(error)) => format!("{:?} nothing_sent={}", error.kind(), error.nothing_sent()),
        Err(error) => error.to_string(),
    };
    println!("{client}: {kind}");
    let mut cause = result.as_ref().err().map(|error| error as &dyn std::error::Error);
    while let Some(error) = cause {
        println!("{client} because: {error} {error:?}");
        cause = error.source();
    }
}

/// Runs [`in_the_environment`] with these variables, and returns what it prints.
fn run(base: &str, variables: &[(&str, &str)]) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "in_the_environment", "--nocapture"])
        .env_clear()
        .envs(std::env::var_os("SYSTEMROOT").map(|root| ("SYSTEMROOT", root)))
        .env(BASE, base)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    for secret in [SECRET, "QUMwMTIz", PASSWORD, "dXNlcjpwYTU1"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    text
}

/// A proxy: its address, and what each connection to it began with.
fn proxy(serve: impl Fn(&mut TcpStream) -> Vec<u8> + Send + 'static) -> (String, Arc<Mutex<Vec<Vec<u8>>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let log = Arc::new(Mutex::new(Vec::new()));
    let received = Arc::clone(&log);
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let bytes = serve(&mut stream);
            received.lock().unwrap().push(bytes);
        }
    });
    (address, log)
}

fn read(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = [0; 4096];
    let length = stream.read(&mut bytes).unwrap_or_default();
    bytes[..length].to_vec()
}

/// A proxy that answers every request alike.
fn http_proxy(status: &'static str) -> (String, Arc<Mutex<Vec<Vec<u8>>>>) {
    proxy(move |stream| {
        // What is left unread when a connection is closed resets it.
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.extend(read(stream));
        }
        let _ = write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
        request
    })
}

/// Like a SOCKS 5 proxy that asks for a password and then is the service. Returns the host that it is asked for.
fn socks5(stream: &mut TcpStream) -> Vec<u8> {
    read(stream);
    stream.write_all(&[5, 2]).unwrap();
    let password = read(stream);
    assert_eq!(password, [&[1, 4][..], b"us:r", &[4], PASSWORD.as_bytes()].concat());
    stream.write_all(&[1, 0]).unwrap();
    let target = read(stream);
    stream.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 80]).unwrap();
    while !read(stream).ends_with(b"FriendlyName=x") {}
    let length = THING.len();
    write!(stream, "HTTP/1.1 201 Created\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{THING}")
        .unwrap();
    target
}

#[test]
fn a_socks_proxy_is_used() {
    for variable in ["ALL_PROXY", "http_proxy"] {
        let (address, log) = proxy(socks5);
        let url = format!("socks5h://us%3Ar:{PASSWORD}@{address}");
        let text = run("http://service.invalid", &[(variable, &url)]);
        assert!(text.contains("blocking: Ok TH1") && text.contains("async: Ok TH1"), "{text}");
        let targets = log.lock().unwrap().clone();
        assert_eq!(targets.len(), 2);
        for target in targets {
            assert_eq!(target, [&[5, 1, 0, 3, 15][..], b"service.invalid", &[0, 80]].concat());
        }
    }
}

#[test]
fn a_refusal_of_the_proxy_is_a_failed_connection_with_its_reason() {
    for status in ["407 Proxy Authentication Required", "403 Forbidden", "503 Service Unavailable"] {
        let (address, log) = http_proxy(status);
        let url = format!("http://user:{PASSWORD}@{address}");
        let text = run("https://service.invalid", &[("HTTPS_PROXY", &url)]);
        for client in ["blocking", "async"] {
            assert!(text.contains(&format!("{client}: Connect nothing_sent=true")), "{text}");
            assert!(text.matches(&format!("{client} because: ")).count() > 1, "a source: {text}");
        }
        assert!(text.contains(&format!("proxy server responded {}", &status[..3])), "{text}");
        let requests = log.lock().unwrap().clone();
        assert_eq!(requests.len(), 4, "retried");
        for request in requests {
            let request = String::from_utf8(request).unwrap();
            assert!(request.starts_with("CONNECT service.invalid:443 HTTP/1.1\r\n"), "{request}");
            assert!(!request.contains(SECRET) && !request.contains("QUMwMTIz"), "{request}");
        }
    }
}

#[test]
fn a_proxy_that_cannot_be_used_is_refused_before_anything_is_sent() {
    let (address, log) = http_proxy("200 OK");
    for scheme in ["ftp", "socks6"] {
        let url = format!("{scheme}://user:{PASSWORD}@{address}");
        let text = run(&format!("http://{address}"), &[("ALL_PROXY", &url)]);
        assert_eq!(
            text.matches("the environment variable ALL_PROXY is not the URL of a proxy").count(),
            4,
            "{text}"
        );
    }
    assert!(log.lock().unwrap().is_empty());
}

#[test]
fn a_proxy_that_is_down_is_a_failed_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://user:{PASSWORD}@{}", listener.local_addr().unwrap());
    drop(listener);
    let text = run("https://service.invalid", &[("HTTPS_PROXY", &url)]);
    assert!(text.contains("blocking: Connect nothing_sent=true"), "{text}");
    assert!(text.contains("async: Connect nothing_sent=true"), "{text}");
}

#[test]
fn exceptions_are_reached_directly() {
    let server = support::clients::always(support::server::json("201 Created", THING));
    let (address, log) = http_proxy("403 Forbidden");
    let proxy = [("ALL_PROXY", &*format!("http://{address}")), ("NO_PROXY", "127.0.0.0/8")];
    let text = run(&server.base_url().to_string(), &proxy);
    assert!(text.contains("blocking: Ok TH1") && text.contains("async: Ok TH1"), "{text}");
    assert!(log.lock().unwrap().is_empty());
}
