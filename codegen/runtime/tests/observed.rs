//! What a request shows in spans, logs and dry runs: never a credential, and neither parameters nor bodies in spans and logs.

#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::error::Error as _;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use flex_runtime::testing::Script;
use flex_runtime::{BaseUrl, Client, DryRun, Error, RetryPolicy, TransportErrorKind, blocking};
use tracing_subscriber::fmt::format::FmtSpan;

use support::server::{Server, json, nowhere};
use support::{CreateThing, FetchThing, ListThing, SECRET, config, now_or_never};

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What libraries log with the `log` crate. There is one logger for all tests.
static LIBRARIES: Libraries = Libraries(Mutex::new(String::new()));

struct Libraries(Mutex<String>);

impl log::Log for Libraries {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    // `ureq_proto::util` logs every byte that is sent at the `trace` level, as the docs of the transport say.
    fn log(&self, record: &log::Record<'_>) {
        if record.target() == "ureq_proto::util" {
            assert_eq!(record.level(), log::Level::Trace, "only at the `trace` level");
            return;
        }
        self.0.lock().unwrap().push_str(&format!("{} {}\n", record.target(), record.args()));
    }

    fn flush(&self) {}
}

/// `tracing` caches for the whole process which spans are enabled, and rebuilds that when a subscriber is added or removed.
/// Two subscribers at a time would miss spans.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Everything that is logged while `action` runs, at every level, including what the HTTP clients log.
fn logged(action: impl FnOnce()) -> String {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, action);
    let bytes = log.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

fn assert_discreet(text: &str) {
    for secret in [SECRET, "QUMwMTIz", "Basic ", "Ann", "PageToken", "FriendlyName"] {
        assert!(!text.contains(secret), "{secret} in\n{text}");
    }
}

#[test]
fn a_span_has_the_operation_but_no_values() {
    let script = || {
        let reply = http::Response::builder().status(201).header("Twilio-Request-Id", "RQ1");
        Script::new().reply(429, "{}").reply_with(reply.body(r#"{"sid":"THsecret"}"#.into()).unwrap())
    };
    let waited = logged(|| {
        let client = blocking::Client::with_transport(config(), script()).unwrap();
        client.send(CreateThing("Ann")).unwrap();
    });
    let awaited = logged(|| {
        let client = Client::with_transport(config(), script()).unwrap();
        now_or_never(client.send(CreateThing("Ann"))).unwrap();
    });
    for log in [waited, awaited] {
        for expected in [
            "otel.name=POST /v1/Things",
            r#"otel.kind="client""#,
            r#"http.request.method="POST""#,
            r#"url.template="/v1/Things""#,
            r#"server.address="flex-api.twilio.com" server.port=443"#,
            "http.request.resend_count=1",
            "http.response.status_code=201",
            r#"twilio.request_id="RQ1""#,
            "the request is sent again",
        ] {
            assert!(log.contains(expected), "{expected} not in\n{log}");
        }
        assert_eq!(log.matches(" close ").count(), 1, "one span for all attempts\n{log}");
        assert!(!log.contains("error.type") && !log.contains("THsecret"), "{log}");
        assert_discreet(&log);
    }
}

#[test]
fn what_cannot_be_read_is_told_in_the_span_without_values() {
    let body = r#"{"sid": ["Ann"], "things": [null, "Ann"], "meta": {}, "new": "Ann"}"#;
    let script = || Script::new().reply(200, body);
    let list = || ListThing { page_size: None };
    let waited = logged(|| {
        let client = blocking::Client::with_transport(config(), script()).unwrap();
        assert_eq!(client.send_full(list()).unwrap().unread().len(), 2);
    });
    let awaited = logged(|| {
        let client = Client::with_transport(config(), script()).unwrap();
        assert_eq!(now_or_never(client.send_full(list())).unwrap().unread().len(), 2);
    });
    let paged = logged(|| {
        let client = blocking::Client::with_transport(config(), script()).unwrap();
        assert!(client.items(list()).next().is_none());
    });
    let streamed = logged(|| {
        let client = Client::with_transport(config(), script()).unwrap();
        assert!(now_or_never(client.items(list()).next()).is_none());
    });
    for log in [waited, awaited, paged, streamed] {
        let event = log.lines().find(|line| line.contains("a part of the response could not be read"));
        let event = event.unwrap_or_else(|| panic!("no event in\n{log}"));
        for expected in [
            "WARN http_request{",
            "count=2",
            r#"unread="`things[0]` is null, not an object; `things[1]` is a string, not an object""#,
        ] {
            assert!(event.contains(expected), "{expected} not in\n{event}");
        }
        assert_discreet(&log);
    }
    let log = logged(|| {
        let client =
            blocking::Client::with_transport(config(), Script::new().reply(200, r#"{"things": []}"#))
                .unwrap();
        client.send(list()).unwrap();
    });
    assert!(!log.contains("could not be read"), "{log}");
}

#[test]
fn a_failure_is_recorded_with_the_path_template() {
    let log = logged(|| {
        let script = Script::new().reply(404, r#"{"message": "Ann is not here"}"#);
        let client = blocking::Client::with_transport(config(), script).unwrap();
        assert!(client.send(FetchThing("THprivate")).unwrap_err().is_not_found());
    });
    assert!(log.contains(r#"url.template="/v1/Things/{Sid}""#), "{log}");
    assert!(log.contains(r#"error.type="404""#) && log.contains(r#"otel.status_code="ERROR""#), "{log}");
    assert!(!log.contains("THprivate"), "{log}");
    assert_discreet(&log);
    let log = logged(|| {
        let client =
            blocking::Client::with_transport(config().base_url(nowhere()), DryRun::to(|_| {})).unwrap();
        assert!(client.send(FetchThing("THprivate")).is_err());
    });
    assert!(log.contains("error.type=DryRun") && log.contains(r#"server.address="127.0.0.1""#), "{log}");
}

#[test]
fn a_host_name_that_cannot_be_resolved_is_a_failed_connection() {
    // No part of a name has more than 63 characters, so nobody is asked for it.
    let base = BaseUrl::parse(&format!("http://{}", "a".repeat(64))).unwrap();
    let retry = RetryPolicy::default().max_attempts(3).first_wait(Duration::ZERO);
    let config = config().base_url(base).retry(retry);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (mut waited, mut awaited) = (None, None);
    let logs = [
        logged(|| waited = Some(blocking::Client::new(config.clone()).unwrap().send(CreateThing("Ann")))),
        logged(|| {
            let client = Client::new(config.clone()).unwrap();
            awaited = Some(runtime.block_on(client.send(CreateThing("Ann"))));
        }),
    ];
    for (result, log) in [waited, awaited].into_iter().zip(logs) {
        let Some(Err(Error::Transport(error))) = result else { panic!("{result:?}") };
        assert_eq!((error.kind(), error.nothing_sent()), (TransportErrorKind::Connect, true), "{error:?}");
        assert!(error.source().is_some());
        assert!(log.contains("http.request.resend_count=2"), "three attempts\n{log}");
    }
}

#[test]
fn neither_logs_nor_errors_of_transports_contain_credentials() {
    let page = r#"{"things": [], "meta": {"next_page_url": "https://evil.example/x?PageToken=PT1"}}"#;
    let server = Server::start(move |_, request| {
        json("200 OK", if request.line.starts_with("GET") { page } else { r#"["Ann"]"# })
    });
    let shown = Mutex::new(String::new());
    log::set_logger(&LIBRARIES).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let log = logged(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (up, down) = (config().base_url(server.base_url()), config().base_url(nowhere()));
        let waiting = blocking::Client::new(up.clone()).unwrap();
        let errors = [
            waiting.items(ListThing { page_size: None }).last().unwrap().unwrap_err(),
            waiting.send(CreateThing("Ann")).unwrap_err(),
            blocking::Client::new(down.clone()).unwrap().send(CreateThing("Ann")).unwrap_err(),
            runtime.block_on(async { Client::new(up).unwrap().send(CreateThing("Ann")).await.unwrap_err() }),
            runtime
                .block_on(async { Client::new(down).unwrap().send(CreateThing("Ann")).await.unwrap_err() }),
        ];
        for error in errors {
            let mut cause: Option<&dyn std::error::Error> = Some(&error);
            while let Some(error) = cause {
                shown.lock().unwrap().push_str(&format!("{error}\n{error:?}\n{error:#?}\n"));
                cause = error.source();
            }
        }
    });
    assert_eq!(server.received().len(), 3);
    assert!(log.matches("http_request").count() >= 5, "{log}");
    assert_discreet(&shown.into_inner().unwrap());
    let libraries = LIBRARIES.0.lock().unwrap().clone();
    assert!(libraries.contains("ureq"), "{libraries}");
    for secret in [SECRET, "QUMwMTIz"] {
        assert!(!log.contains(secret), "{secret} in\n{log}");
        assert!(!libraries.contains(secret), "{secret} in\n{libraries}");
    }
}

#[test]
fn a_dry_run_shows_the_request_and_sends_nothing() {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let lines = Arc::new(Mutex::new(Vec::new()));
    let dry_run = || {
        let lines = Arc::clone(&lines);
        DryRun::to(move |line| lines.lock().unwrap().push(line.to_owned()))
    };
    let waited = blocking::Client::with_transport(config(), dry_run()).unwrap().send(CreateThing("Ann"));
    let awaited = now_or_never(Client::with_transport(config(), dry_run()).unwrap().send(CreateThing("Ann")));
    assert!(waited.unwrap_err().is_dry_run() && awaited.unwrap_err().is_dry_run());
    let lines = lines.lock().unwrap();
    assert_eq!((lines.len(), &lines[0]), (2, &lines[1]), "never repeated");
    for expected in [
        "curl -X POST 'https://flex-api.twilio.com/v1/Things'",
        r#"-u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN""#,
        "--data-raw 'FriendlyName=Ann'",
    ] {
        assert!(lines[0].contains(expected), "{}", lines[0]);
    }
    assert!(!lines[0].contains(SECRET) && !lines[0].contains("QUMwMTIz"), "{}", lines[0]);
}
