//! Both clients with scripted responses: what is sent, what is retried, and the result.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a helper of tests may panic")]

mod support;

use std::error::Error as _;
use std::time::Duration;

use bytes::Bytes;
use flex_runtime::testing::Script;
use flex_runtime::{
    BaseUrl, Checker, Client, Config, Error, Member, ReadFields, Rejected, Request, RetryPolicy, RuleSet,
    Sender, TransportError, TransportErrorKind, blocking,
};

use support::{CreateThing, DeleteThing, FetchThing, PRODUCT, SECRET, Thing, config, now_or_never};

/// Both clients, each with its own script, made by the same function.
fn both<R>(config: &Config, script: impl Fn() -> Script, request: R) -> (Script, Result<R::Response, Error>)
where
    R: Request<Response: PartialEq + std::fmt::Debug + 'static> + Clone,
{
    let (waiting, other) = (script(), script());
    let blocking = blocking::Client::with_transport(config.clone(), waiting.clone()).unwrap();
    let client = Client::with_transport(config.clone(), other.clone()).unwrap();
    let first = blocking.send(request.clone());
    let second = now_or_never(client.send(request));
    match (&first, &second) {
        (Ok(first), Ok(second)) => assert_eq!(first, second),
        (Err(first), Err(second)) => assert_eq!(first.to_string(), second.to_string()),
        _ => panic!("{first:?} is not {second:?}"),
    }
    let sent = |script: &Script| -> Vec<_> {
        script.requests().iter().map(|request| format!("{request:?}")).collect()
    };
    assert_eq!(sent(&waiting), sent(&other));
    (waiting, first)
}

fn no_answer(kind: TransportErrorKind) -> TransportError {
    TransportError::new(kind)
}

#[test]
fn a_request_has_credentials_and_user_agent() {
    let config = config().user_agent_extension("shop/2.1");
    let (script, thing) = both(&config, || Script::new().reply(201, r#"{"sid":"TH1"}"#), CreateThing("a b"));
    assert_eq!(thing.unwrap(), Thing::new("TH1"));
    let [request] = &script.requests()[..] else { panic!("one request") };
    assert_eq!(request.uri(), "https://flex-api.twilio.com/v1/Things");
    assert_eq!(request.body(), "FriendlyName=a+b");
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!(header("authorization"), "Basic QUMwMTIzOmh1c2gwMTIzNDU2Nzg5YWJjZGVm");
    assert_eq!(header("content-type"), "application/x-www-form-urlencoded");
    let agent = header("user-agent");
    assert!(
        agent.starts_with(&format!("{PRODUCT} flex-runtime/")) && agent.ends_with(" shop/2.1"),
        "{agent}"
    );
}

#[test]
fn edge_region_and_base_url_determine_the_server() {
    let cases = [
        (config().edge("dublin").region("ie1"), "https://flex-api.dublin.ie1.twilio.com/v1/Things/TH1"),
        (config().edge("ashburn"), "https://flex-api.ashburn.us1.twilio.com/v1/Things/TH1"),
        (
            config().edge("dublin").base_url(BaseUrl::from_static("http://localhost:4010/mock")),
            "http://localhost:4010/mock/v1/Things/TH1",
        ),
    ];
    for (config, expected) in cases {
        let (script, _) = both(&config, || Script::new().reply(404, ""), FetchThing("TH1"));
        assert_eq!(script.requests()[0].uri(), expected);
    }
}

#[test]
fn rate_limited_requests_are_retried_for_every_method() {
    let script = || Script::new().reply(429, "{}").reply(429, "{}").reply(201, r#"{"sid":"TH1"}"#);
    let (script, thing) = both(&config(), script, CreateThing("x"));
    assert_eq!(thing.unwrap().sid(), "TH1");
    assert_eq!(script.requests().len(), 3);
    let waits = script.waits();
    assert!(waits[0] <= Duration::from_millis(100) && waits[1] <= Duration::from_millis(200), "{waits:?}");
}

#[test]
fn what_may_have_been_processed_is_not_retried() {
    use TransportErrorKind::{Interrupted, Timeout};
    let scripts: [fn() -> Script; 3] = [
        || Script::new().reply(503, "").reply(200, r#"{"sid":"TH1"}"#),
        || Script::new().fail(no_answer(Interrupted)).reply(200, r#"{"sid":"TH1"}"#),
        || Script::new().fail(no_answer(Timeout)).reply(200, r#"{"sid":"TH1"}"#),
    ];
    for script in scripts {
        let (sent, thing) = both(&config(), script, FetchThing("TH1"));
        assert_eq!((sent.requests().len(), thing.is_ok()), (2, true));
        let (sent, removed) = both(&config(), script, DeleteThing("TH1"));
        assert_eq!((sent.requests().len(), removed.is_ok()), (2, true));
        let (sent, thing) = both(&config(), script, CreateThing("x"));
        assert_eq!((sent.requests().len(), thing.is_ok()), (1, false));
    }
}

#[test]
fn what_was_not_sent_is_retried_for_every_method() {
    let script = || {
        Script::new()
            .fail(no_answer(TransportErrorKind::Connect))
            .fail(no_answer(TransportErrorKind::Timeout).before_sending())
            .reply(201, r#"{"sid":"TH1"}"#)
    };
    let (script, thing) = both(&config(), script, CreateThing("x"));
    assert_eq!((script.requests().len(), thing.is_ok()), (3, true));
}

#[test]
fn the_last_response_counts_when_attempts_run_out() {
    let script = || Script::new().reply(503, "").reply(502, "").reply(500, r#"{"message":"no"}"#);
    let policy = RetryPolicy::default().max_attempts(3);
    let (script, thing) = both(&config().retry(policy), script, FetchThing("TH1"));
    let error = thing.unwrap_err();
    assert!(error.is_server_error(), "{error}");
    assert_eq!(error.to_string(), "no (HTTP 500 Internal Server Error)");
    assert_eq!(script.requests().len(), 3);
}

#[test]
fn retry_after_and_the_deadline_are_kept() {
    let later = |seconds: &str| {
        let response = http::Response::builder().status(429).header("retry-after", seconds);
        response.body(Bytes::new()).unwrap()
    };
    let script = || Script::new().reply_with(later("7")).reply(200, r#"{"sid":"TH1"}"#);
    let (sent, _) = both(&config(), script, FetchThing("TH1"));
    assert_eq!(sent.waits(), [Duration::from_secs(7)]);
    assert_eq!(sent.limits()[1].timeout, Duration::from_secs(30));

    let policy = RetryPolicy::default().deadline(Duration::from_secs(9));
    let (sent, _) = both(&config().retry(policy), script, FetchThing("TH1"));
    assert_eq!(sent.limits()[0].timeout, Duration::from_secs(9), "cut off at the deadline");
    assert_eq!(sent.limits()[1].timeout, Duration::from_secs(2));

    let (sent, thing) =
        both(&config().retry(policy.deadline(Duration::from_secs(7))), script, FetchThing("x"));
    assert!(thing.unwrap_err().is_rate_limited());
    assert!(sent.waits().is_empty(), "a wait that would exceed the deadline is not started");
}

#[test]
fn a_modified_clone_has_its_own_options() {
    let script = Script::new().reply(503, "").reply(503, "");
    let client = blocking::Client::with_transport(config(), script.clone()).unwrap();
    let hurried = client.with_timeout(Duration::from_secs(2)).with_retry(RetryPolicy::none());
    assert!(hurried.send(FetchThing("TH1")).unwrap_err().is_server_error());
    assert!(client.with_retry(RetryPolicy::none()).send(FetchThing("TH1")).is_err());
    let timeouts: Vec<_> = script.limits().iter().map(|limits| limits.timeout.as_secs()).collect();
    assert_eq!(timeouts, [2, 30]);
}

#[test]
fn a_full_reply_has_status_and_headers() {
    let response = || {
        let response = http::Response::builder().status(201).header("Twilio-Request-Id", "RQ1");
        response.body(Bytes::from_static(br#"{"sid":"TH1"}"#)).unwrap()
    };
    let blocking = blocking::Client::with_transport(config(), Script::new().reply_with(response())).unwrap();
    let client = Client::with_transport(config(), Script::new().reply_with(response())).unwrap();
    let reply = blocking.send_full(FetchThing("TH1")).unwrap();
    assert_eq!(now_or_never(client.send_full(FetchThing("TH1"))).unwrap(), reply);
    assert_eq!((reply.status().as_u16(), reply.request_id()), (201, Some("RQ1")));
    assert_eq!(reply.headers().len(), 1);
    assert_eq!(format!("{reply:?}"), r#"Reply { status: 201, request_id: Some("RQ1"), unread: [], .. }"#);
    assert_eq!(reply.value().sid(), "TH1");
    assert_eq!(reply.into_value().sid(), "TH1");
}

#[test]
fn a_request_that_cannot_be_sent_is_not_sent() {
    let (script, thing) = both(&config(), Script::new, FetchThing(".."));
    assert!(matches!(thing, Err(Error::Request(_))));
    assert!(script.requests().is_empty());
}

/// A request without fields.
struct Nothing;

impl ReadFields for Nothing {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        members.for_each(|member| check.unknown(member));
    }
}

#[test]
fn a_rejected_request_is_an_error_and_not_sent() {
    const NO_FIELDS: RuleSet = RuleSet::new(&[], &[], &[]);
    fn refuse<C: Sender<FetchThing>>(client: &C, rejected: Rejected) -> C::Output {
        client.refuse(rejected)
    }
    let rejected = Checker::form(&NO_FIELDS, "a=1", &mut Nothing).unwrap_err();
    let script = Script::new();
    let blocking = blocking::Client::with_transport(config(), script.clone()).unwrap();
    let client = Client::with_transport(config(), script.clone()).unwrap();
    for result in [refuse(&blocking, rejected.clone()), now_or_never(refuse(&client, rejected.clone()))] {
        let error = result.unwrap_err();
        assert_eq!(error.to_string(), "`a` is not a field of this request");
        assert!(error.is_rejected() && error.http_status().is_none() && error.source().is_none());
        let Error::Rejected(found) = error else { panic!("{error:?}") };
        assert_eq!(found, rejected);
    }
    assert!(script.requests().is_empty());
}

#[test]
fn an_invalid_configuration_is_an_error() {
    let error = Client::with_transport(config().edge("a b"), Script::new()).unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error}");
    assert!(blocking::Client::with_transport(config().timeout(Duration::ZERO), Script::new()).is_err());
}

#[test]
fn nothing_prints_the_secret() {
    let script = Script::new().reply(401, "{}");
    let blocking = blocking::Client::with_transport(config(), script.clone()).unwrap();
    let client = Client::with_transport(config(), script.clone()).unwrap();
    let error = blocking.send(FetchThing("TH1")).unwrap_err();
    let shown =
        format!("{blocking:?} {client:?} {script:?} {:?} {error} {error:?}", client.send(FetchThing("x")));
    for secret in [SECRET, "QUMwMTIz"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("AC0123"), "{shown}");
}

#[test]
fn clients_can_be_shared_and_stored_behind_one_bound() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn send<C: Sender<FetchThing>>(client: &C) -> C::Output {
        client.send(FetchThing("TH1"))
    }
    shared::<Client>();
    shared::<blocking::Client>();
    let script = Script::new().reply(200, r#"{"sid":"TH1"}"#).reply(200, r#"{"sid":"TH2"}"#);
    let blocking = blocking::Client::with_transport(config(), script.clone()).unwrap();
    let client = Client::with_transport(config(), script).unwrap();
    let result: Result<Thing, Error> = send(&blocking);
    assert_eq!(result.unwrap().sid(), "TH1");
    assert_eq!(now_or_never(send(&client)).unwrap().sid(), "TH2");
}

#[test]
fn a_call_that_can_never_end_in_time_is_refused() {
    let script = Script::new();
    let blocking = blocking::Client::with_transport(config(), script.clone()).unwrap();
    let client = Client::with_transport(config(), script.clone()).unwrap();
    let never = RetryPolicy::default().deadline(Duration::ZERO);
    let waited = [
        blocking.with_timeout(Duration::ZERO).send(FetchThing("TH1")),
        blocking.with_connect_timeout(Duration::ZERO).send(FetchThing("TH1")),
        blocking.with_retry(never).send(FetchThing("TH1")),
    ];
    let awaited = [
        now_or_never(client.with_timeout(Duration::ZERO).send(FetchThing("TH1"))),
        now_or_never(client.with_connect_timeout(Duration::ZERO).send(FetchThing("TH1"))),
        now_or_never(client.with_retry(never).send(FetchThing("TH1"))),
    ];
    for (waited, awaited) in waited.into_iter().zip(awaited) {
        let (waited, awaited) = (waited.unwrap_err(), awaited.unwrap_err());
        assert!(matches!((&waited, &awaited), (Error::Config(one), Error::Config(other)) if one == other));
    }
    assert!(script.requests().is_empty());
}
