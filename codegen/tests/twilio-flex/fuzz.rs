//! Data from outside that is nearly right: it comes in as requests, as responses and as events. What has to hold for it is said in
//! `codegen/fuzz/src`, for libFuzzer and for these tests alike.

#[allow(unreachable_pub, reason = "public for libFuzzer")]
#[path = "../../fuzz/src/event.rs"]
mod event;
#[allow(unreachable_pub, reason = "public for libFuzzer")]
#[path = "../../fuzz/src/form.rs"]
mod form;
#[allow(unreachable_pub, reason = "public for libFuzzer")]
#[path = "../../fuzz/src/json.rs"]
mod json;
#[path = "../support/mutation.rs"]
mod mutation;
#[path = "../../fuzz/src/requests.rs"]
mod requests;
#[allow(unreachable_pub, reason = "public for libFuzzer")]
#[path = "../../fuzz/src/response.rs"]
mod response;

use std::path::Path;

use self::mutation::{Target, seeds};

const EVENT: Target = Target { name: "event", run: event::run };
const FORM: Target = Target { name: "form", run: form::run };
const JSON: Target = Target { name: "json", run: json::run };
const RESPONSE: Target = Target { name: "response", run: response::run };

fn holds(target: Target) {
    let seeds = seeds(Path::new("../../codegen/fuzz/seeds"), target.name);
    assert!(seeds.len() > 5);
    target.take(&seeds);
    target.attack(&seeds, 5_000);
}

#[test]
fn what_has_to_hold_for_events_holds() {
    holds(EVENT);
}

#[test]
fn what_has_to_hold_for_forms_holds() {
    holds(FORM);
}

#[test]
fn what_has_to_hold_for_json_holds() {
    holds(JSON);
}

#[test]
fn what_has_to_hold_for_responses_holds() {
    holds(RESPONSE);
}
