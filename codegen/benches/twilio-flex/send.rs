//! What a call costs, from the builder to bytes on the wire and from the bytes of the answer to a value, against the same HTTP
//! client with `serde_urlencoded` and `serde_json` around it: all on one server in this process, over connections that stay.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used, reason = "a benchmark is read, not used")]

mod plain;
mod server;

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use criterion::{Criterion, criterion_group, criterion_main};
use tokio::runtime::Runtime;
use twilio_flex::sid::{FlexFlowSid, WorkflowSid, WorkspaceSid};
use twilio_flex::v1::flex_flow::integration_type::Task;
use twilio_flex::v1::flex_flow::{FlexFlow, UpdateFlexFlow};
use twilio_flex::{
    BaseUrl, BoxFuture, Client, Config, Credentials, Limits, Request as _, Transport, TransportError,
    blocking, sid,
};

use plain::{Plain, PlainFlow};
use server::ANSWER;

const FLOW: FlexFlowSid = sid!(FlexFlowSid, "FO0123456789abcdef0123456789abcdef");
const WORKSPACE: WorkspaceSid = sid!(WorkspaceSid, "WS0123456789abcdef0123456789abcdef");
const WORKFLOW: WorkflowSid = sid!(WorkflowSid, "WW0123456789abcdef0123456789abcdef");

const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
/// The two of them, which our client encodes for each call.
const AUTHORIZATION: &str =
    "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==";
const TIMEOUT: Duration = Duration::from_secs(30);
const FORM: &str = "application/x-www-form-urlencoded";

macro_rules! update {
    () => {
        UpdateFlexFlow::builder(black_box(FLOW))
            .friendly_name(black_box("Support ☎ & co"))
            .enabled(black_box(true))
            .integration_type(Task)
            .integration_workspace_sid(black_box(WORKSPACE))
            .integration_workflow_sid(black_box(WORKFLOW))
            .integration_channel(black_box("sms"))
            .integration_timeout(black_box(3600))
            .integration_priority(black_box(3))
    };
}

fn plain() -> Plain {
    Plain::new(black_box("Support ☎ & co"), black_box(WORKSPACE).as_str(), black_box(WORKFLOW).as_str())
}

async fn plain_awaited(client: &reqwest::Client, base: &str) -> PlainFlow {
    let response = client
        .post(format!("{base}/v1/FlexFlows/{}", black_box(FLOW).as_str()))
        .basic_auth(ACCOUNT, Some(TOKEN))
        .header("accept", "application/json")
        .header("accept-charset", "utf-8")
        .header("content-type", FORM)
        .body(plain().form())
        .send()
        .await
        .unwrap();
    serde_json::from_slice(&response.error_for_status().unwrap().bytes().await.unwrap()).unwrap()
}

fn plain_waited(agent: &ureq::Agent, base: &str) -> PlainFlow {
    let mut response = agent
        .post(format!("{base}/v1/FlexFlows/{}", black_box(FLOW).as_str()))
        .header("authorization", AUTHORIZATION)
        .header("accept", "application/json")
        .header("accept-charset", "utf-8")
        .header("content-type", FORM)
        .send(plain().form())
        .unwrap();
    serde_json::from_slice(&response.body_mut().read_to_vec().unwrap()).unwrap()
}

fn send(c: &mut Criterion) {
    let base = server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config =
        Config::new(Credentials::auth_token(ACCOUNT, TOKEN)).base_url(BaseUrl::parse(&base).unwrap());
    let mut group = c.benchmark_group("update sent and answered");
    awaited(&mut group, &runtime, config.clone(), &base);
    waited(&mut group, config, &base);
    group.finish();
}

type Group<'c> = criterion::BenchmarkGroup<'c, criterion::measurement::WallTime>;

fn awaited(group: &mut Group<'_>, runtime: &Runtime, config: Config, base: &str) {
    let client = Client::new(config).unwrap();
    group.bench_function("Client", |b| {
        b.iter(|| -> FlexFlow { runtime.block_on(update!().send(&client)).unwrap() });
    });
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let plain = reqwest::Client::builder().timeout(TIMEOUT).connect_timeout(TIMEOUT).user_agent("plain/1");
    let plain = plain.build().unwrap();
    group.bench_function("reqwest", |b| b.iter(|| runtime.block_on(plain_awaited(&plain, base))));
}

fn waited(group: &mut Group<'_>, config: Config, base: &str) {
    let client = blocking::Client::new(config).unwrap();
    group.bench_function("blocking::Client", |b| b.iter(|| update!().send(&client).unwrap()));
    let plain = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).timeout_connect(Some(TIMEOUT));
    let plain = plain.user_agent("plain/1").build().new_agent();
    group.bench_function("ureq", |b| b.iter(|| plain_waited(&plain, base)));
}

/// A transport that answers at once, so that nothing but the client is measured.
struct Instant;

impl blocking::Transport for Instant {
    fn send(&self, _: http::Request<Bytes>, _: Limits) -> Result<http::Response<Bytes>, TransportError> {
        Ok(http::Response::new(Bytes::from_static(black_box(ANSWER.as_bytes()))))
    }
}

impl Transport for Instant {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async { Ok(http::Response::new(Bytes::from_static(black_box(ANSWER.as_bytes())))) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// What such a call takes at least: a form, a request, and the answer's value.
fn at_least() -> (http::Request<String>, PlainFlow) {
    let request =
        http::Request::post(format!("https://flex-api.twilio.com/v1/FlexFlows/{}", black_box(FLOW).as_str()))
            .header("authorization", black_box(AUTHORIZATION))
            .header("accept", "application/json")
            .header("accept-charset", "utf-8")
            .header("content-type", FORM)
            .header("user-agent", "plain/1")
            .body(plain().form())
            .unwrap();
    (request, serde_json::from_slice(black_box(ANSWER.as_bytes())).unwrap())
}

/// The same without a network, where a call of the kernel costs more than all of it.
fn overhead(c: &mut Criterion) {
    let config = || Config::new(Credentials::auth_token(ACCOUNT, TOKEN));
    let client = Client::with_transport(config(), Instant).unwrap();
    let waiting = blocking::Client::with_transport(config(), Instant).unwrap();
    let mut context = Context::from_waker(Waker::noop());
    let mut group = c.benchmark_group("update without a network");
    group.bench_function("Client", |b| {
        b.iter(|| match pin!(update!().send(&client)).poll(&mut context) {
            Poll::Ready(flow) => flow.unwrap(),
            Poll::Pending => panic!("nothing to wait for"),
        });
    });
    group.bench_function("blocking::Client", |b| b.iter(|| update!().send(&waiting).unwrap()));
    group.bench_function("form, http::Request and struct by hand", |b| b.iter(at_least));
    group.finish();
}

/// The value of an answer.
fn decode(c: &mut Criterion) {
    let mut group = c.benchmark_group("flow read from JSON");
    group.bench_function("generated", |b| {
        b.iter(|| UpdateFlexFlow::decode(black_box(ANSWER.as_bytes())).unwrap());
    });
    group.bench_function("struct of strings", |b| {
        b.iter(|| serde_json::from_slice::<PlainFlow>(black_box(ANSWER.as_bytes())).unwrap());
    });
    group.finish();
}

criterion_group!(benches, send, overhead, decode);
criterion_main!(benches);
