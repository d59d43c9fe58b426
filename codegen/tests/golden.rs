//! Small specs, one feature each: what is generated for them stands beside them, and all of it is built.
//!
//! `golden/<feature>/spec` is the spec, `golden/<feature>/expected` the crate. A golden that nobody compiles proves
//! little, so every one is compiled, linted and documented, its doctests run, and its cases are held against the
//! compiler.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use support::cargo::Message;
use support::workspace::Workspace;
use support::{Files, beside, doctests, expect, files, folders, generate, words};

const COMMAND: &str = "cargo test --package flex-codegen --test golden";

/// The driver of compile-fail cases is the same in every crate, so that no golden repeats it.
const DRIVER: &str = "tests/ui.rs";

/// Texts that are decided while the crate with the cases is compiled.
const CONSTANTS: &str = r#"//! Constants.

use golden_patterns::order::{Bundles, Contains, MessageSid, Note, Title, Version, Word};

const _: bool = Version::matches("v1.0");
const _: () = assert!(Version::matches("v12.3456") && !Version::matches("v12.34567") && !Version::matches("v1"));
const _: () = assert!(Contains::matches("xOR12") && !Contains::matches("OR12"));
const _: () = assert!(Word::matches("Größe") && !Word::matches("Größe!") && !Word::matches("σ"));
const _: () = assert!(Title::matches("☎") && !Title::matches("") && Note::matches(""));
const _: () = assert!(Bundles::matches("BU0123456789,BU0123456789") && !Bundles::matches("BU0123456789,"));
const _: MessageSid = MessageSid::literal("MM0123456789");
const _: () = assert!(MessageSid::parse("NM0123456789").is_err());
"#;

#[test]
fn what_is_generated_is_what_is_expected() {
    let mut expected = Vec::new();
    let mut drivers = BTreeSet::new();
    for (name, mut made) in all() {
        drivers.insert(made.remove(DRIVER).unwrap());
        expected.push((beside("golden").join(&name).join("expected"), made));
    }
    expect::folders(expected, COMMAND);
    assert_eq!(drivers.len(), 1, "every crate has the same driver");
}

#[test]
fn every_golden_is_a_crate_of_its_own_name() {
    for name in folders(&beside("golden")) {
        let package = generate(&files(&beside("golden").join(&name).join("spec"))).package;
        assert_eq!(package, format!("golden-{}", name.replace('_', "-")));
    }
}

#[test]
fn every_golden_compiles_without_a_warning() {
    workspace().succeed(&["check", "--workspace", "--tests"]);
}

#[test]
fn clippy_has_nothing_to_say() {
    // Whether a description puts the names in it in backticks is for its author to decide.
    workspace().succeed(&["clippy", "--workspace", "--", "-D", "warnings", "-A", "clippy::doc_markdown"]);
}

#[test]
fn rustdoc_has_nothing_to_say() {
    workspace().succeed(&["doc", "--workspace", "--no-deps"]);
}

#[test]
fn every_documented_example_runs() {
    let printed = workspace().succeed(&["test", "--workspace", "--doc"]);
    let ran = |line: &&str| line.starts_with("test ") && line.ends_with(" ok");
    let ran = printed.lines().filter(ran).count();
    let sources = crates().into_values().flatten().filter(|(path, _)| path.starts_with("src/"));
    let written: usize = sources.map(|(_, bytes)| doctests(&String::from_utf8(bytes).unwrap())).sum();
    assert_eq!(ran, written, "{printed}");
}

#[test]
fn every_documented_request_is_sent_and_every_response_read() {
    workspace().succeed(&["test", "--workspace", "--test", "requests", "--test", "responses"]);
}

#[test]
fn any_group_of_resources_can_be_turned_off() {
    let package = ["--package", "golden-features"];
    for features in ["", "customer", "order", "order-item", "stock", "customer,stock"] {
        workspace().succeed(&[&["check", "--tests"], &package[..], &["--features", features]].concat());
    }
    let listed = |features: &'static str| {
        let test = ["--test", "requests", "--features", features, "--", "--list"];
        workspace().succeed(&[&["test"], &package[..], &test].concat())
    };
    assert!(listed("order-item").contains("order::update_order: test"), "it stands in a module of `order`");
    assert!(!listed("customer").contains("order::update_order: test"), "nothing of `order` is needed");
    assert!(listed("").contains("health::fetch_health: test"), "what is in no group is always there");
}

/// What the documented examples do not show: how requests are sent, and read from forms.
#[test]
fn requests_are_sent_and_read_as_described() {
    workspace().succeed(&["test", "--package", "cases", "--test", "wire", "--test", "objects"]);
}

#[test]
fn every_cell_of_every_table_is_a_case() {
    workspace().succeed(&["test", "--workspace", "--test", "ui", "--", "every_"]);
}

#[test]
fn what_is_allowed_compiles() {
    assert_eq!(workspace().errors(&["--package", "cases", "--example", "pass"]), []);
}

#[test]
fn what_is_not_allowed_fails_with_the_documented_sentence() {
    // A broken literal is found only where everything else is right: those cases are a program of their own.
    for example in ["fail", "literals"] {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for Message { file, text, .. } in workspace().errors(&["--package", "cases", "--example", example]) {
            let path = file.strip_prefix("cases/examples/../../").unwrap();
            found.entry(path.to_owned()).or_default().push(text);
        }
        for (path, text) in cases().into_iter().filter(|(path, _)| kind(path) == example) {
            let mut expected: Vec<_> =
                text.lines().filter_map(|line| line.strip_prefix("/// error: ")).collect();
            expected.sort_unstable();
            assert!(!expected.is_empty(), "{path} expects nothing");
            let mut found = found.remove(&path).unwrap_or_default();
            found.sort();
            assert_eq!(found, expected, "{path}");
        }
        assert!(found.is_empty(), "errors outside of cases: {found:?}");
    }
}

#[test]
fn sending_too_early_fails_with_the_same_sentences_each_said_once() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Message { file, text, .. } in workspace().errors(&["--package", "cases", "--example", "send"]) {
        found.entry(file).or_default().push(text);
    }
    let sent = sent();
    assert!(sent.len() > 10, "{} cases end in `.build()`", sent.len());
    for (path, text) in sent {
        let mut expected: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("/// error: ")).collect();
        expected.sort_unstable();
        let mut found = found.remove(&format!("cases/examples/{path}")).unwrap_or_default();
        found.sort();
        assert_eq!(found, expected, "{path}");
    }
    assert!(found.is_empty(), "errors outside of cases: {found:?}");
}

/// The cases in which `.build()` fails, with `.send(…)` in its place; the path is that among the examples.
fn sent() -> BTreeMap<String, String> {
    let fails = cases().into_iter().filter(|(path, _)| kind(path) == "fail");
    let requests = requests();
    let is_request = |path: &str, text: &str| {
        requests.iter().any(|(package, name)| {
            path.starts_with(&format!("{package}/")) && text.contains(&format!(" {name}::builder("))
        })
    };
    let builds = fails.filter(|(path, text)| text.contains(".build();") && is_request(path, text));
    let sends = builds.map(|(path, text)| {
        let client = "\nfn client() -> flex_runtime::Client {\n    loop {}\n}\n";
        let text = text.replace(".build();", ".send(&client());");
        (format!("send/{}", path.replace('/', "_")), text + client)
    });
    sends.collect()
}

/// The types that can be sent, each with its package. An object inside of a request can be built and no more.
fn requests() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, files) in all() {
        for bytes in files.into_values() {
            let text = String::from_utf8(bytes).unwrap();
            let lines = text.lines().filter_map(|line| line.strip_prefix("impl Request for "));
            found.extend(lines.map(|line| (package(&name), line.trim_end_matches(" {").to_owned())));
        }
    }
    found
}

/// What is generated for each golden, by its name.
fn all() -> BTreeMap<String, Files> {
    let generated = |name: String| {
        let made = generate(&files(&beside("golden").join(&name).join("spec")));
        let made = made.files.iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        (name, made.collect())
    };
    folders(&beside("golden")).into_iter().map(generated).collect()
}

/// The goldens, and a crate whose every name is one that generated code has anyway.
fn crates() -> BTreeMap<String, Files> {
    static WORDS: OnceLock<Files> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let made = generate(&words::spec());
        made.files.iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
    });
    let mut crates = all();
    crates.insert("words".to_owned(), words.clone());
    crates
}

/// All goldens in one workspace, with a crate whose examples are their cases.
fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let mut crates: Vec<_> = crates().into_iter().map(|(name, files)| (package(&name), files)).collect();
        let names: Vec<_> = crates.iter().map(|(name, _)| name.clone()).collect();
        crates.push(("cases".to_owned(), case_crate(&names)));
        Workspace::new("goldens", &crates)
    })
}

/// Every case file of every golden, by its path in the workspace.
fn cases() -> BTreeMap<String, String> {
    let mut cases = BTreeMap::new();
    for (name, files) in crates() {
        for (path, bytes) in files.into_iter().filter(|(path, _)| path.contains("/compile_")) {
            cases.insert(format!("{}/{path}", package(&name)), String::from_utf8(bytes).unwrap());
        }
    }
    cases
}

fn package(name: &str) -> String {
    format!("golden-{}", name.replace('_', "-"))
}

/// The example that a case is a part of.
fn kind(path: &str) -> &'static str {
    if path.contains("/compile_pass/") {
        "pass"
    } else if path.ends_with("/literals.rs") {
        "literals"
    } else {
        "fail"
    }
}

/// A crate with three examples, each of which has all cases of one kind as modules.
fn case_crate(goldens: &[String]) -> Files {
    let mut manifest = "[package]\nname = \"cases\"\nedition.workspace = true\n\n[dependencies]\n".to_owned();
    manifest.push_str("flex-runtime.workspace = true\nserde_json.workspace = true\n");
    for name in goldens {
        manifest.push_str(&format!("{name}.workspace = true\n"));
    }
    let mut examples: BTreeMap<&str, String> = BTreeMap::new();
    for (number, path) in cases().keys().enumerate() {
        let text =
            examples.entry(kind(path)).or_insert_with(|| "#![allow(dead_code)]\n\nfn main() {}\n".to_owned());
        text.push_str(&format!("\n#[path = \"../../{path}\"]\nmod case_{number};\n"));
    }
    let send = examples.entry("send").or_insert_with(|| "#![allow(dead_code)]\n\nfn main() {}\n".to_owned());
    for (number, path) in sent().keys().enumerate() {
        send.push_str(&format!("\n#[path = \"{path}\"]\nmod case_{number};\n"));
    }
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), manifest.into_bytes()),
        ("src/lib.rs".to_owned(), CONSTANTS.as_bytes().to_vec()),
        ("tests/objects.rs".to_owned(), include_bytes!("support/objects.rs").to_vec()),
        ("tests/wire.rs".to_owned(), include_bytes!("support/wire.rs").to_vec()),
    ]);
    files.extend(examples.into_iter().map(|(name, text)| (format!("examples/{name}.rs"), text.into_bytes())));
    files.extend(sent().into_iter().map(|(path, text)| (format!("examples/{path}"), text.into_bytes())));
    files
}
