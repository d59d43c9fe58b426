//! What the compiler pays for a chain of setters: `cargo check` of programs with 1, 100 and 400 chains of eight setters that
//! update a Flex Flow, with three `sid!` in each chain, and with the same SIDs as constants; against as many struct literals with
//! the same fields, which is the least that a program with these values can cost. A fourth program has as many `lit!` of a string
//! with a pattern.
//!
//! The time of a chain is what each of the later ones adds: the difference of two programs by the difference of their chains.
//! The programs take turns, and the fastest of the rounds is taken.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is read, not used")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fs::File;
use std::time::{Duration, SystemTime};

use support::{Files, beside, cpu_time, files, generate, twilio_flex, workspace::Workspace};

const SIZES: [u32; 3] = [1, 100, 400];
const ROUNDS: usize = 5;

/// A kind of program: its name, its beginning, and the function that is repeated, where `#` is its number in 32 digits.
const KINDS: [(&str, &str, &str); 4] = [
    (
        "chains-sid",
        "use twilio_flex::sid;\nuse twilio_flex::sid::{FlexFlowSid, WorkflowSid, WorkspaceSid};\nuse twilio_flex::v1::flex_flow::{UpdateFlexFlow, integration_type};\n",
        "UpdateFlexFlow {
    UpdateFlexFlow::builder(sid!(FlexFlowSid, \"FO#\"))
        .friendly_name(\"Support\").enabled(true).integration_type(integration_type::Task)
        .integration_workspace_sid(sid!(WorkspaceSid, \"WS#\"))
        .integration_workflow_sid(sid!(WorkflowSid, \"WW#\"))
        .integration_channel(\"sms\").integration_priority(3).long_lived(true)
        .build()
}",
    ),
    (
        "chains-constant",
        "use twilio_flex::sid;\nuse twilio_flex::sid::{FlexFlowSid, WorkflowSid, WorkspaceSid};\nuse twilio_flex::v1::flex_flow::{UpdateFlexFlow, integration_type};\n
const FLOW: FlexFlowSid = sid!(FlexFlowSid, \"FO0123456789abcdef0123456789abcdef\");
const WORKSPACE: WorkspaceSid = sid!(WorkspaceSid, \"WS0123456789abcdef0123456789abcdef\");
const WORKFLOW: WorkflowSid = sid!(WorkflowSid, \"WW0123456789abcdef0123456789abcdef\");\n",
        "UpdateFlexFlow {
    UpdateFlexFlow::builder(FLOW)
        .friendly_name(\"Support\").enabled(true).integration_type(integration_type::Task)
        .integration_workspace_sid(WORKSPACE)
        .integration_workflow_sid(WORKFLOW)
        .integration_channel(\"sms\").integration_priority(3).long_lived(true)
        .build()
}",
    ),
    (
        "chains-literal",
        "pub enum Type { Studio, External, Task }
pub struct Flow {
    pub sid: &'static str, pub friendly_name: Option<String>, pub enabled: Option<bool>, pub kind: Option<Type>,
    pub workspace: Option<String>, pub workflow: Option<String>, pub channel: Option<String>, pub priority: Option<i64>,
    pub long_lived: Option<bool>,
}\n",
        "Flow {
    Flow {
        sid: \"FO#\", friendly_name: Some(\"Support\".into()), enabled: Some(true), kind: Some(Type::Task),
        workspace: Some(\"WS#\".into()), workflow: Some(\"WW#\".into()), channel: Some(\"sms\".into()), priority: Some(3),
        long_lived: Some(true),
    }
}",
    ),
    (
        "chains-text",
        "use golden_patterns::lit;\nuse golden_patterns::order::OrderKey;\n",
        "OrderKey {\n    lit!(OrderKey, \"ord_#\")\n}",
    ),
];

fn main() {
    // `cargo test --benches` builds and starts this, too.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut crates = vec![
        ("twilio-flex".to_owned(), generated(&twilio_flex())),
        ("golden-patterns".to_owned(), generated(&files(&beside("golden/patterns/spec")))),
    ];
    crates.extend(KINDS.iter().flat_map(|kind| SIZES.map(|size| program(kind, size))));
    let workspace = Workspace::new("chain_time", &crates);
    let mut fastest = [[Duration::MAX; SIZES.len()]; KINDS.len()];
    // The first round builds what the programs depend on.
    for round in 0..=ROUNDS {
        for ((name, ..), fastest) in KINDS.iter().zip(&mut fastest) {
            for (size, fastest) in SIZES.iter().zip(fastest) {
                let time = check(&workspace, &format!("{name}-{size}"));
                *fastest = if round == 0 { *fastest } else { time.min(*fastest) };
            }
        }
    }
    for ((name, ..), [one, hundred, most]) in KINDS.iter().zip(fastest) {
        let each = most.saturating_sub(one) / (SIZES[2] - SIZES[0]);
        println!("{name}: 1 in {one:.2?}, 100 in {hundred:.2?}, 400 in {most:.2?}: {each:.1?} each");
    }
}

fn check(workspace: &Workspace, program: &str) -> Duration {
    let main = workspace.folder.join(program).join("src/main.rs");
    File::options().append(true).open(main).unwrap().set_modified(SystemTime::now()).unwrap();
    cpu_time::of_children(|| drop(workspace.succeed(&["check", "--offline", "--package", program])))
}

fn generated(spec: &Files) -> Files {
    let generated = generate(spec);
    generated.files.iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

fn program((name, beginning, function): &(&str, &str, &str), size: u32) -> (String, Files) {
    let name = format!("{name}-{size}");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition.workspace = true\n\n[dependencies]\ntwilio-flex.workspace = true\n\
         golden-patterns.workspace = true\n"
    );
    let mut main = format!("#![allow(dead_code)]\n{beginning}\nfn main() {{}}\n");
    for number in 0..size {
        main.push_str(&format!("\nfn f{number}() -> {}\n", function.replace('#', &format!("{number:032}"))));
    }
    let files = [("Cargo.toml", manifest), ("src/main.rs", main)];
    (name, files.map(|(path, text)| (path.to_owned(), text.into_bytes())).into())
}
