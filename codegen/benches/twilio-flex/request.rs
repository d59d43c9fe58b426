//! What a request costs against what one would write instead: an update with 8 fields against a loop by hand and against a
//! struct sent through `serde_urlencoded`, and the check of a SID against `regex`, a loop over its bytes, and a copy without
//! any check.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used, reason = "a benchmark is read, not used")]

mod plain;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use twilio_flex::sid::{FlexFlowSid, WorkflowSid, WorkspaceSid};
use twilio_flex::v1::flex_flow::UpdateFlexFlow;
use twilio_flex::v1::flex_flow::integration_type::Task;
use twilio_flex::{Body, Request, sid};

use plain::Plain;

const FLOW: FlexFlowSid = sid!(FlexFlowSid, "FO0123456789abcdef0123456789abcdef");
const WORKSPACE: WorkspaceSid = sid!(WorkspaceSid, "WS0123456789abcdef0123456789abcdef");
const WORKFLOW: WorkflowSid = sid!(WorkflowSid, "WW0123456789abcdef0123456789abcdef");

fn plain() -> Plain {
    Plain::new(black_box("Support ☎ & co"), black_box(WORKSPACE).as_str(), black_box(WORKFLOW).as_str())
}

fn generated() -> UpdateFlexFlow {
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
}

/// The least that can be done: texts go byte by byte into a buffer with room for all of them.
fn by_hand(fields: &[(&str, &str)]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut text = Vec::with_capacity(512);
    for (name, value) in fields {
        if !text.is_empty() {
            text.push(b'&');
        }
        text.extend_from_slice(name.as_bytes());
        text.push(b'=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => text.push(byte),
                b' ' => text.push(b'+'),
                _ => text.extend([b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]),
            }
        }
    }
    String::from_utf8(text).unwrap()
}

fn encode(c: &mut Criterion) {
    let (request, struct_) = (generated(), plain());
    let fields = [
        ("FriendlyName", "Support ☎ & co"),
        ("Enabled", "true"),
        ("IntegrationType", "task"),
        ("Integration.WorkspaceSid", WORKSPACE.as_str()),
        ("Integration.WorkflowSid", WORKFLOW.as_str()),
        ("Integration.Channel", "sms"),
        ("Integration.Timeout", "3600"),
        ("Integration.Priority", "3"),
    ];
    let Body::Form(form) = request.body() else { panic!("an update has a form") };
    assert_eq!((form.as_str(), form.as_str()), (&*by_hand(&fields), &*struct_.form()), "all do the same");
    let mut group = c.benchmark_group("update with 8 fields, encoded");
    group.bench_function("generated", |b| b.iter(|| black_box(&request).body()));
    group.bench_function("loop by hand", |b| b.iter(|| by_hand(black_box(&fields))));
    group.bench_function("struct through serde_urlencoded", |b| b.iter(|| black_box(&struct_).form()));
    group.finish();
    let mut group = c.benchmark_group("update with 8 fields, built and encoded");
    group.bench_function("generated", |b| b.iter(|| generated().body()));
    group.bench_function("struct through serde_urlencoded", |b| b.iter(|| plain().form()));
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
