//! What a check at run time costs against the compiled validator of the `jsonschema` crate, on the schema of the spec files.
//!
//! Both look at the same parsed JSON value. What is measured as ours is `from_json`, which on top of the verdict makes the
//! request and, when there is none to be made, the report with its sentences. `jsonschema` is asked for the verdict alone
//! (`is_valid`, which stops at the first mistake), for its errors (`iter_errors`), and for these in words. Its patterns run on
//! `regex`, the fastest of its engines.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used, reason = "a benchmark is read, not used")]

#[path = "../../tests/twilio-flex/schema.rs"]
mod schema;

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};
use twilio_flex::sid;
use twilio_flex::sid::FlexFlowSid;
use twilio_flex::v1::flex_flow::UpdateFlexFlow;

const FLOW: FlexFlowSid = sid!(FlexFlowSid, "FO0123456789abcdef0123456789abcdef");

fn valid() -> Value {
    json!({
        "FriendlyName": "Support ☎ & co",
        "Enabled": true,
        "IntegrationType": "task",
        "Integration.WorkspaceSid": "WS0123456789abcdef0123456789abcdef",
        "Integration.WorkflowSid": "WW0123456789abcdef0123456789abcdef",
        "Integration.Channel": "sms",
        "Integration.Timeout": 3600,
        "Integration.Priority": 3,
    })
}

/// The same with three mistakes: a text for a number, and a field that does not apply in place of one that is required.
fn invalid() -> Value {
    let mut body = valid();
    let members = body.as_object_mut().unwrap();
    members.remove("Integration.Channel");
    members.insert("Integration.RetryCount".to_owned(), 2.into());
    members.insert("Integration.Priority".to_owned(), "high".into());
    body
}

fn validate(c: &mut Criterion) {
    let file = Path::new(schema::SPEC).join("v1/flex_flow.yaml");
    let (file, request) = schema::follow("#/components/schemas/UpdateFlexFlowRequest", &file);
    let schema = schema::inline(&request, &file);
    let options = jsonschema::options().should_validate_formats(true);
    let validator: Validator = options.with_pattern_options(PatternOptions::regex()).build(&schema).unwrap();
    for (name, body, mistakes) in [("valid", valid(), 0), ("with 3 mistakes", invalid(), 3)] {
        let found = UpdateFlexFlow::from_json(FLOW, &body).map_or_else(|it| it.violations().len(), |_| 0);
        assert_eq!((found, validator.iter_errors(&body).count()), (mistakes, mistakes), "both find the same");
        let mut group = c.benchmark_group(format!("update with 8 fields, {name}, checked"));
        group.bench_function("generated from_json", |b| {
            b.iter(|| UpdateFlexFlow::from_json(FLOW, black_box(&body)).is_ok());
        });
        group.bench_function("jsonschema is_valid", |b| b.iter(|| validator.is_valid(black_box(&body))));
        group.bench_function("jsonschema iter_errors", |b| {
            b.iter(|| validator.iter_errors(black_box(&body)).count());
        });
        group.bench_function("jsonschema iter_errors, in words", |b| {
            b.iter(|| -> Vec<String> {
                validator.iter_errors(black_box(&body)).map(|error| error.to_string()).collect()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, validate);
criterion_main!(benches);
