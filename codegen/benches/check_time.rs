//! What the compiler pays for the rules: `cargo check` of N generated builders and N chains that use them, against the same
//! crate generated from a spec without rules.
//!
//! Both crates are made by the generator from one description: N copies of the update of a Flex Flow with its 17 fields, in one
//! resource, so that all of them share the types of the fields. That is the hardest case for the rules: types, which cost the
//! same on both sides, are few. The plain crate comes out of the same description with its conditions and advice struck out.
//! Its builders have no type parameter, every setter is `self -> Self`, and everything that is not about rules is there in the
//! same words: fields, docs, validators, responses. Beside each crate stands a program with a chain of nine calls for each
//! builder, of the three types of integration in turn, so that the bounds are not only read but solved.
//!
//! A measurement is the time of `cargo check` for that program after `src/lib.rs` of its crate has been touched: crate and
//! program are checked anew, without incremental compilation; dependencies are not. What counts is the processor time of Cargo
//! and the compiler, because other work on the machine changes it least; where the system does not tell it, the time that went
//! by. The two crates take turns, and the fastest of the rounds is taken.
//! `cargo bench --package flex-codegen --bench check_time -- 100` measures that size only.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is read, not used")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fs::File;
use std::time::{Duration, SystemTime};

use serde_yaml::{Mapping, Value};

use support::{Files, cpu_time, generate, twilio_flex, workspace::Workspace};

const RESOURCE: &str = "v1/flex_flow.yaml";
/// The files of the description that stay.
const NEEDED: [&str; 5] =
    [RESOURCE, "common/sids.yaml", "common/errors.yaml", "openapi.yaml", "codegen.yaml"];
const SIZES: [usize; 3] = [100, 200, 400];
const ROUNDS: usize = 5;

fn main() {
    // `cargo test --benches` builds and starts this, too.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let chosen: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if chosen.is_empty() { &SIZES } else { chosen.as_slice() };
    let mut first = None;
    for &size in sizes {
        let [rules, plain] = measure(size);
        let [rules_before, plain_before] = *first.get_or_insert([rules, plain]);
        let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
        println!(
            "{size} builders: with rules {rules:.2?}, plain {plain:.2?}, ratio {:.2}; \
             against {}: with rules x{:.2}, plain x{:.2}",
            ratio(rules, plain),
            sizes[0],
            ratio(rules, rules_before),
            ratio(plain, plain_before),
        );
    }
}

/// The fastest check with rules and without.
fn measure(size: usize) -> [Duration; 2] {
    let kinds = [Kind { name: "rules", rules: true }, Kind { name: "plain", rules: false }];
    let crates: Vec<_> = kinds.iter().flat_map(|kind| kind.crates(size)).collect();
    let workspace = Workspace::new(&format!("check_time_{size}"), &crates);
    let check = |kind: &Kind| {
        let program = format!("{}-chains", kind.name);
        let library = workspace.folder.join(kind.name).join("src/lib.rs");
        File::options().append(true).open(library).unwrap().set_modified(SystemTime::now()).unwrap();
        cpu_time::of_children(|| drop(workspace.succeed(&["check", "--offline", "--package", &program])))
    };
    for kind in &kinds {
        check(kind);
    }
    let mut fastest = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        for (kind, fastest) in kinds.iter().zip(&mut fastest) {
            *fastest = check(kind).min(*fastest);
        }
    }
    fastest
}

struct Kind {
    name: &'static str,
    rules: bool,
}

impl Kind {
    /// The generated crate, and the program that uses it.
    fn crates(&self, size: usize) -> [(String, Files); 2] {
        let generated = generate(&spec(self, size));
        assert_eq!((generated.summary.operations, generated.summary.rules > 0), (size, self.rules));
        let library =
            generated.files.iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
        [(self.name.to_owned(), library), (format!("{}-chains", self.name), self.program(size))]
    }

    fn program(&self, size: usize) -> Files {
        let manifest = format!(
            "[package]\nname = \"{0}-chains\"\nedition.workspace = true\n\n[dependencies]\n{0}.workspace = true\n",
            self.name
        );
        let mut main = CONSTANTS.replace("LIBRARY", self.name);
        for copy in 0..size {
            main.push_str(&self.chain(copy));
        }
        main.push_str("\nfn main() {\n");
        (0..size).for_each(|copy| main.push_str(&format!("    chain{copy}();\n")));
        main.push_str("}\n");
        Files::from([
            ("Cargo.toml".to_owned(), manifest.into_bytes()),
            ("src/main.rs".to_owned(), main.into_bytes()),
        ])
    }

    /// The chain of one builder.
    fn chain(&self, copy: usize) -> String {
        let (kind, calls) = CHAINS[copy % CHAINS.len()];
        let module = if self.rules { "integration_type" } else { "IntegrationType" };
        format!(
            "
fn chain{copy}() -> flex_flow::UpdateFlexFlow{copy} {{
    flex_flow::UpdateFlexFlow{copy}::builder(FLOW)
        .friendly_name(\"Support\")
        .enabled(true)
        .integration_type(flex_flow::{module}::{kind}){calls}
        .build()
}}
"
        )
    }
}

const CONSTANTS: &str =
    "use LIBRARY::sid::{ChatServiceSid, FlexFlowSid, StudioFlowSid, WorkflowSid, WorkspaceSid};
use LIBRARY::v1::flex_flow::{self, RetryCount};
use LIBRARY::{Uri, lit, sid};

const FLOW: FlexFlowSid = sid!(FlexFlowSid, \"FO0123456789abcdef0123456789abcdef\");
const SERVICE: ChatServiceSid = sid!(ChatServiceSid, \"IS0123456789abcdef0123456789abcdef\");
const STUDIO: StudioFlowSid = sid!(StudioFlowSid, \"FW0123456789abcdef0123456789abcdef\");
const WORKSPACE: WorkspaceSid = sid!(WorkspaceSid, \"WS0123456789abcdef0123456789abcdef\");
const WORKFLOW: WorkflowSid = sid!(WorkflowSid, \"WW0123456789abcdef0123456789abcdef\");
const RETRIES: RetryCount = lit!(RetryCount, 2);
";

/// A type of integration, and what it needs.
const CHAINS: [(&str, &str); 3] = [
    (
        "Studio",
        "
        .integration_flow_sid(STUDIO)
        .integration_retry_count(RETRIES)
        .chat_service_sid(SERVICE)
        .contact_identity(\"+12025550142\")
        .long_lived(true)",
    ),
    (
        "External",
        "
        .integration_url(Uri::parse(\"https://example.com/\").unwrap())
        .integration_retry_count(RETRIES)
        .chat_service_sid(SERVICE)
        .contact_identity(\"+12025550142\")
        .long_lived(true)",
    ),
    (
        "Task",
        "
        .integration_workspace_sid(WORKSPACE)
        .integration_workflow_sid(WORKFLOW)
        .integration_channel(\"sms\")
        .integration_timeout(3600)
        .integration_priority(3)",
    ),
];

/// The description of Twilio Flex with nothing but `size` copies of the update.
fn spec(kind: &Kind, size: usize) -> Files {
    let mut files = twilio_flex();
    files.retain(|path, _| NEEDED.contains(&path.as_str()));
    let mut resource = parse(&files[RESOURCE]);
    let mut update = resource["paths"]["/v1/FlexFlows/{Sid}"].clone();
    for method in ["get", "delete"] {
        update.as_mapping_mut().unwrap().remove(method);
    }
    let schemas = resource["components"]["schemas"].as_mapping_mut().unwrap();
    for unused in ["CreateFlexFlowRequest", "NewFlexFlowHandler", "FlexFlowPage"] {
        schemas.remove(unused);
    }
    if !kind.rules {
        for part in ["ChangedFlexFlowHandler", "FlexFlowBehavior"] {
            for rules in ["allOf", "x-advice"] {
                schemas[part].as_mapping_mut().unwrap().remove(rules);
            }
        }
    }
    let [mut paths, mut references] = [Mapping::new(), Mapping::new()];
    for copy in 0..size {
        let path = format!("/v1/FlexFlows{copy}/{{Sid}}");
        update["post"]["operationId"] = format!("UpdateFlexFlow{copy}").into();
        paths.insert(path.as_str().into(), update.clone());
        let reference = format!("{RESOURCE}#/paths/~1v1~1FlexFlows{copy}~1%7BSid%7D");
        references.insert(path.into(), Mapping::from_iter([("$ref".into(), reference.into())]).into());
    }
    resource["paths"] = paths.into();
    let mut root = parse(&files["openapi.yaml"]);
    root["paths"] = references.into();
    let mut config = parse(&files["codegen.yaml"]);
    config["package"]["name"] = kind.name.into();
    config["modules"].as_mapping_mut().unwrap().remove("common/paging.yaml");
    config.as_mapping_mut().unwrap().remove("features");
    for (path, value) in [(RESOURCE, resource), ("openapi.yaml", root), ("codegen.yaml", config)] {
        files.insert(path.to_owned(), serde_yaml::to_string(&value).unwrap().into_bytes());
    }
    files
}

fn parse(bytes: &[u8]) -> Value {
    serde_yaml::from_slice(bytes).unwrap()
}
