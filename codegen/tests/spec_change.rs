//! A change of the spec reaches everything: types, compile errors of two operations, and checks at run time.
//!
//! A copy of the description of Twilio Flex gets a fourth integration type with a field of its own. What is generated
//! from it is used by a small program, as a user of the crate would.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::sync::OnceLock;

use support::workspace::Workspace;
use support::{Files, generate, twilio_flex};

const RESOURCE: &str = "v1/flex_flow.yaml";

/// Where the spec is edited, and what comes in.
const EDITS: [(&str, &str); 4] = [
    ("      enum: [studio, external, task]\n", "      enum: [studio, external, task, bot]\n"),
    (
        "        task: No software in between",
        "        bot: A bot handles the messages.\n        task: No software in between",
    ),
    (
        "        Integration.RetryCount:\n          $ref",
        "        Integration.BotName:\n          type: string\n          description: Name of the bot.\n        \
         Integration.RetryCount:\n          $ref",
    ),
    (
        "        # The documentation adds that the value defaults",
        "        - if: {required: [IntegrationType], properties: {IntegrationType: {const: bot}}}\n          \
         then: {required: [Integration.BotName]}\n          \
         else: {properties: {Integration.BotName: false}}\n          \
         x-basis: Required when `integrationType` is `bot`\n\n        # The documentation adds that the value defaults",
    ),
];

/// Prints what the validators say about requests with a bot.
const PROGRAM: &str = r#"//! Requests with a bot, as data that is known at run time only.

use serde_json::{Value, json};
use twilio_flex::sid;
use twilio_flex::sid::FlexFlowSid;
use twilio_flex::v1::flex_flow::{CreateFlexFlow, UpdateFlexFlow};

fn update(fields: &Value) {
    match UpdateFlexFlow::from_json(sid!(FlexFlowSid, "FO0123456789abcdef0123456789abcdef"), fields) {
        Ok(_) => println!("accepted"),
        Err(rejected) => rejected.violations().iter().for_each(|violation| println!("{violation}")),
    }
}

fn main() {
    update(&json!({"IntegrationType": "bot", "Integration.BotName": "Ada"}));
    update(&json!({"IntegrationType": "bot", "Integration.Priority": 1, "Integration.RetryCount": 1}));
    update(&json!({"Integration.BotName": "Ada"}));
    let create = CreateFlexFlow::from_json(&json!({"IntegrationType": "bot"}));
    create.unwrap_err().violations().iter().for_each(|violation| println!("create: {violation}"));
}
"#;

/// Every function has one mistake.
const WRONG: &str = r"#![allow(dead_code)]

use twilio_flex::sid::{ChatServiceSid, FlexFlowSid};
use twilio_flex::v1::flex_flow::integration_type::{Bot, Task};
use twilio_flex::v1::flex_flow::{ChannelType, CreateFlexFlow, RetryCount, UpdateFlexFlow};

fn update_without(sid: FlexFlowSid) {
    let _ = UpdateFlexFlow::builder(sid).integration_type(Bot).build();
}

fn update_closed(sid: FlexFlowSid) {
    let _ = UpdateFlexFlow::builder(sid).integration_type(Task).integration_bot_name(String::new());
}

fn update_retry(sid: FlexFlowSid, count: RetryCount) {
    let _ = UpdateFlexFlow::builder(sid).integration_type(Bot).integration_retry_count(count);
}

fn create_without(service: ChatServiceSid) {
    let create = CreateFlexFlow::builder().friendly_name(String::new()).chat_service_sid(service);
    let _ = create.channel_type(ChannelType::Web).integration_type(Bot).build();
}

fn create_closed() {
    let _ = CreateFlexFlow::builder().integration_bot_name(String::new());
}

fn main() {}
";

const LITERALS: &str = r#"use twilio_flex::sid::StudioFlowSid;
use twilio_flex::v1::flex_flow::RetryCount;
use twilio_flex::{lit, sid};

fn main() {
    let _ = sid!(StudioFlowSid, "FW12");
    let _ = lit!(RetryCount, 4);
}
"#;

#[test]
fn both_operations_fail_to_compile_with_the_new_sentences() {
    let required = "`Integration.BotName` is required when `IntegrationType` is `bot`";
    let closed = "`Integration.BotName` can only be set when `IntegrationType` is `bot`";
    let retry = "`Integration.RetryCount` cannot be set when `IntegrationType` is `task` or `bot`";
    let errors = workspace().errors(&["--package", "program", "--example", "wrong"]);
    let found: Vec<_> = errors.iter().map(|error| (error.line, error.text.as_str())).collect();
    assert_eq!(found, [(8, required), (12, closed), (16, retry), (21, required), (25, closed)]);
}

/// `cargo check` evaluates no more constants than it has to; it is what editors run.
#[test]
fn a_check_finds_broken_literals() {
    let errors = workspace().errors(&["--package", "program", "--example", "literals"]);
    let found: Vec<_> = errors.iter().map(|error| (error.line, error.text.as_str())).collect();
    assert_eq!(
        found,
        [
            (6, "`FW12` is not a valid `StudioFlowSid`: it does not match `^FW[0-9a-fA-F]{32}$`"),
            (7, "`4` is out of range for `Integration.RetryCount` (0 to 3)"),
        ]
    );
}

#[test]
fn the_validator_knows_the_new_rules() {
    let printed = workspace().succeed(&["run", "--quiet", "--package", "program"]);
    let expected = [
        "accepted",
        "`Integration.Priority` cannot be set when `IntegrationType` is set to something other than `task`",
        "`Integration.BotName` is required when `IntegrationType` is `bot`",
        "`Integration.RetryCount` cannot be set when `IntegrationType` is set to something other than `studio` or `external`",
        "`Integration.BotName` can only be set when `IntegrationType` is `bot`",
        "create: `FriendlyName` is required",
        "create: `ChatServiceSid` is required",
        "create: `ChannelType` is required",
        "create: `Integration.BotName` is required when `IntegrationType` is `bot`",
    ];
    assert_eq!(printed.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn the_rest_of_the_crate_still_compiles() {
    workspace().succeed(&["check", "--package", "twilio-flex", "--all-targets", "--features", "flex-flow"]);
}

/// The spec with every edit.
fn changed() -> Files {
    let mut spec = twilio_flex();
    let mut resource = String::from_utf8(spec[RESOURCE].clone()).unwrap();
    for (before, after) in EDITS {
        assert_eq!(resource.matches(before).count(), 1, "no place for an edit: {before}");
        resource = resource.replace(before, after);
    }
    spec.insert(RESOURCE.to_owned(), resource.into_bytes());
    spec
}

fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let generated = generate(&changed()).files;
        let generated = generated.iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let manifest = "[package]\nname = \"program\"\nedition.workspace = true\n\n\
                        [dependencies]\nserde_json.workspace = true\ntwilio-flex.workspace = true\n";
        let program = [
            ("Cargo.toml", manifest),
            ("src/main.rs", PROGRAM),
            ("examples/wrong.rs", WRONG),
            ("examples/literals.rs", LITERALS),
        ];
        let program = program.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        Workspace::new(
            "spec-change",
            &[("twilio-flex".to_owned(), generated.collect()), ("program".to_owned(), Files::from(program))],
        )
    })
}
