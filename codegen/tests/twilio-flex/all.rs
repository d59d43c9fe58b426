//! What the generated crate does, beyond what its own tests derive from the rules.
//!
//! These stand here because the crate's folder is generated whole; `spec/twilio-flex/codegen.yaml` declares them, and they run
//! in the folder of the package that is made of that, `generated/twilio-flex-tests`.
#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod builder;
mod configuration;
mod described;
mod documented_example;
mod events;
mod evidence;
mod extensible_enums;
mod frequent_calls;
mod fuzz;
mod interaction_webhook;
mod loopback;
mod mutations;
mod oracle;
mod overridden;
mod partial_update;
mod readme;
mod responses;
// Every request and every response of the crate, which the generator knows.
#[rustfmt::skip]
#[path = "../../../generated/twilio-flex/tests/support/requests.rs"]
mod requests;
#[rustfmt::skip]
#[path = "../../../generated/twilio-flex/tests/support/responses.rs"]
mod all_responses;
mod schema;
mod send;
mod table;
mod wire;

use twilio_flex::sid::{ChatServiceSid, FlexFlowSid, StudioFlowSid, WorkflowSid, WorkspaceSid};

/// The folder of the crate.
const CRATE: &str = "../twilio-flex";

const FLOW: FlexFlowSid = FlexFlowSid::literal("FO0123456789abcdef0123456789abcdef");
const CHAT_SERVICE: ChatServiceSid = ChatServiceSid::literal("IS0123456789abcdef0123456789abcdef");
const STUDIO_FLOW: StudioFlowSid = StudioFlowSid::literal("FW0123456789abcdef0123456789abcdef");
const WORKSPACE: WorkspaceSid = WorkspaceSid::literal("WS0123456789abcdef0123456789abcdef");
const WORKFLOW: WorkflowSid = WorkflowSid::literal("WW0123456789abcdef0123456789abcdef");
