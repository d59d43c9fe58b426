//! What a request costs against what one would write instead: an update with 8 fields against a struct sent through
//! `serde_urlencoded`, and the check of a SID against `regex`, a loop over its bytes, and a copy without any check.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is read, not used")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use serde::Serialize;
use twilio_flex::sid::{FlexFlowSid, WorkflowSid, WorkspaceSid};
use twilio_flex::v1::flex_flow::UpdateFlexFlow;
use twilio_flex::v1::flex_flow::integration_type::Task;
use twilio_flex::{Body, Request, sid};

const FLOW: FlexFlowSid = sid!(FlexFlowSid, "FO0123456789abcdef0123456789abcdef");
const WORKSPACE: WorkspaceSid = sid!(WorkspaceSid, "WS0123456789abcdef0123456789abcdef");
const WORKFLOW: WorkflowSid = sid!(WorkflowSid, "WW0123456789abcdef0123456789abcdef");

/// What a hand-written client sends.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Plain {
    #[serde(skip_serializing_if = "Option::is_none")]
    friendly_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    integration_type: Option<String>,
    #[serde(rename = "Integration.WorkspaceSid", skip_serializing_if = "Option::is_none")]
    workspace_sid: Option<String>,
    #[serde(rename = "Integration.WorkflowSid", skip_serializing_if = "Option::is_none")]
    workflow_sid: Option<String>,
    #[serde(rename = "Integration.Channel", skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    #[serde(rename = "Integration.Timeout", skip_serializing_if = "Option::is_none")]
    timeout: Option<i64>,
    #[serde(rename = "Integration.Priority", skip_serializing_if = "Option::is_none")]
    priority: Option<i64>,
}

fn plain() -> String {
    let request = Plain {
        friendly_name: Some(black_box("Support ☎ & co").into()),
        enabled: Some(black_box(true)),
        integration_type: Some("task".into()),
        workspace_sid: Some(black_box(WORKSPACE).as_str().into()),
        workflow_sid: Some(black_box(WORKFLOW).as_str().into()),
        channel: Some(black_box("sms").into()),
        timeout: Some(black_box(3600)),
        priority: Some(black_box(3)),
    };
    serde_urlencoded::to_string(&request).unwrap()
}

fn generated() -> Body {
    UpdateFlexFlow::builder(black_box(FLOW))
        .friendly_name(black_box("Support ☎ & co"))
        .enabled(black_box(true))
        .integration_type(Task)
        .integration_workspace_sid(black_box(WORKSPACE))
        .integration_workflow_sid(black_box(WORKFLOW))
        .integration_channel(black_box("sms"))
        .integration_timeout(black_box(3600))
        .integration_priority(black_box(3))
        .build()
        .body()
}

fn encode(c: &mut Criterion) {
    let mut group = c.benchmark_group("update with 8 fields, built and encoded");
    group.bench_function("generated", |b| b.iter(generated));
    group.bench_function("struct through serde_urlencoded", |b| b.iter(plain));
    group.finish();
}

/// What one writes by hand.
fn byte_loop(text: &str) -> Option<[u8; 34]> {
    let bytes = text.as_bytes();
    if bytes.len() != 34 || !bytes.starts_with(b"FO") {
        return None;
    }
    for byte in &bytes[2..] {
        if !byte.is_ascii_hexdigit() {
            return None;
        }
    }
    bytes.as_array().copied()
}

fn parse(c: &mut Criterion) {
    let text = "FO0123456789abcdef0123456789abcdef";
    let pattern = regex::Regex::new("^FO[0-9a-fA-F]{32}$").unwrap();
    let mut group = c.benchmark_group("SID checked");
    group.bench_function("generated parse", |b| b.iter(|| FlexFlowSid::parse(black_box(text)).ok()));
    group.bench_function("loop over the bytes", |b| b.iter(|| byte_loop(black_box(text))));
    group.bench_function("copied, not checked", |b| {
        b.iter(|| black_box(text).as_bytes().as_array::<34>().copied());
    });
    group.bench_function("regex is_match", |b| b.iter(|| pattern.is_match(black_box(text))));
    group.finish();
}

criterion_group!(benches, encode, parse);
criterion_main!(benches);
