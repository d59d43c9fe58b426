//! Small specs, one feature each: what is generated for them stands beside them, and all of it is built.
//!
//! `golden/<feature>/spec` is the spec, `golden/<feature>/expected` the crate. A golden that nobody compiles proves
//! little, so every one is compiled, linted and documented, its doctests run, and its cases are held against the
//! compiler.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;
use std::thread;

use support::cargo::{Compiled, Message};
use support::workspace::{Workspace, groups, modules};
use support::{Files, beside, doctests, expect, files, folders, generate, words};

const COMMAND: &str = "cargo test --package flex-codegen --test golden";

/// The driver of compile-fail cases is the same in every crate, so that no golden repeats it.
const DRIVER: &str = "tests/ui.rs";

/// The programs of the crate with the cases, each of which has all cases of one kind as modules.
const EXAMPLES: [&str; 4] = ["fail", "literals", "pass", "send"];

#[test]
fn what_is_generated_is_what_is_expected() {
    let mut expected = Vec::new();
    let mut drivers = BTreeSet::new();
    for (name, mut made) in all().clone() {
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
    workspace().succeed(&["build", "--workspace"]);
}

#[test]
fn clippy_has_nothing_to_say() {
    let libraries = checked().errors.iter().filter(|message| !EXAMPLES.contains(&message.target.as_str()));
    assert_eq!(libraries.collect::<Vec<_>>(), Vec::<&Message>::new());
    for name in crates().keys() {
        let library = package(name).replace('-', "_");
        assert!(checked().targets.contains_key(&library), "{library} was not linted");
    }
}

/// Cargo would document them into one folder, where each crate writes the index of all anew, and compile what they depend on
/// once more.
#[test]
fn rustdoc_has_nothing_to_say() {
    let names: Vec<_> = crates().keys().collect();
    let (left, right) = names.split_at(names.len() / 2);
    thread::scope(|scope| {
        for names in [left, right] {
            scope.spawn(move || {
                for name in names {
                    let manifest = String::from_utf8_lossy(&crates()[*name]["Cargo.toml"]);
                    workspace().document(&package(name), groups(&manifest), checked());
                }
            });
        }
    });
}

#[test]
fn every_documented_example_runs() {
    let printed = workspace().succeed(&["test", "--doc", "--workspace", "--exclude", "cases", &all_groups()]);
    let ran = |line: &&str| line.starts_with("test ") && line.ends_with(" ok");
    let ran = printed.lines().filter(ran).count();
    let sources = crates().values().flatten().filter(|(path, _)| path.starts_with("src/"));
    let written: usize = sources.map(|(_, bytes)| doctests(std::str::from_utf8(bytes).unwrap())).sum();
    assert_eq!(ran, written, "{printed}");
}

#[test]
fn every_documented_request_is_sent_and_every_response_read() {
    workspace().succeed(&["test", "--package", "cases", "--test", "requests", "--test", "responses"]);
}

/// The tests of a crate with groups are not among those of all crates: here they run with its own manifest.
#[test]
fn any_group_of_resources_can_be_turned_off() {
    let run = |features: &str| {
        let test = ["test", "--package", "golden-features", "--test", "requests", "--test", "responses"];
        workspace().succeed(&[&test[..], &["--features", features]].concat())
    };
    let [nothing, customer, _, item, ..] =
        ["", "customer", "order", "order-item", "stock", "customer,stock"].map(run);
    assert!(item.contains("test order::update_order ... ok"), "it stands in a module of `order`");
    assert!(!customer.contains("order::update_order"), "nothing of `order` is needed");
    assert!(nothing.contains("test health::fetch_health ... ok"), "what is in no group is always there");
}

/// What the documented examples do not show: how requests are sent, and read from forms.
#[test]
fn requests_are_sent_and_read_as_described() {
    workspace().succeed(&["test", "--package", "cases", "--test", "wire", "--test", "objects"]);
}

/// The driver is the same for every crate, so that it is compiled for one of them and runs in the folder of each.
#[test]
fn every_cell_of_every_table_is_a_case() {
    let driver = workspace().compile(&["test", "--package", "golden-minimal", "--test", "ui", "--no-run"]);
    for name in crates().keys() {
        let folder = workspace().folder.join(package(name));
        let output = Command::new(&driver.targets["ui"]).arg("every_").current_dir(folder).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && printed.contains("2 passed"), "{name}: {printed}");
    }
}

#[test]
fn what_is_allowed_compiles() {
    assert_eq!(errors("pass"), BTreeMap::new());
    assert!(checked().targets.contains_key("pass"));
}

#[test]
fn what_is_not_allowed_fails_with_the_documented_sentence() {
    // A broken literal is found only where everything else is right: those cases are a program of their own.
    for example in ["fail", "literals"] {
        let cases = cases().iter().filter(|(path, _)| kind(path) == example);
        fails_as_expected(example, cases.map(|(path, text)| (format!("cases/examples/../../{path}"), text)));
    }
}

#[test]
fn sending_too_early_fails_with_the_same_sentences_each_said_once() {
    let sent = sent();
    assert!(sent.len() > 10, "{} cases end in `.build()`", sent.len());
    fails_as_expected("send", sent.iter().map(|(path, text)| (format!("cases/examples/{path}"), text)));
}

/// The compiler says about each case of an example what stands above it, and nothing else.
fn fails_as_expected<'c>(example: &str, cases: impl Iterator<Item = (String, &'c String)>) {
    let mut found = errors(example);
    for (path, text) in cases {
        let mut expected: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("/// error: ")).collect();
        expected.sort_unstable();
        assert!(!expected.is_empty(), "{path} expects nothing");
        let mut found = found.remove(&path).unwrap_or_default();
        found.sort_unstable();
        assert_eq!(found, expected, "{path}");
    }
    assert!(found.is_empty(), "errors outside of cases: {found:?}");
}

/// What the compiler has against each file of an example.
fn errors(example: &str) -> BTreeMap<String, Vec<&'static str>> {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for message in checked().errors.iter().filter(|message| message.target == example) {
        found.entry(message.file.clone()).or_default().push(&message.text);
    }
    found
}

/// What clippy says about the libraries, and the compiler about the cases: one run, which knows both.
fn checked() -> &'static Compiled {
    static CHECKED: OnceLock<Compiled> = OnceLock::new();
    let build = ["build", "--keep-going", "--workspace", "--lib", "--examples"];
    CHECKED.get_or_init(|| workspace().compile(&build))
}

/// The cases in which `.build()` fails, with `.send(…)` in its place; the path is that among the examples.
fn sent() -> BTreeMap<String, String> {
    let fails = cases().iter().filter(|(path, _)| kind(path) == "fail");
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
        for bytes in files.values() {
            let lines = std::str::from_utf8(bytes).unwrap().lines();
            let types = lines.filter_map(|line| line.strip_prefix("impl Request for "));
            found.extend(types.map(|line| (package(name), line.trim_end_matches(" {").to_owned())));
        }
    }
    found
}

/// What is generated for each golden, by its name.
fn all() -> &'static BTreeMap<String, Files> {
    static ALL: OnceLock<BTreeMap<String, Files>> = OnceLock::new();
    ALL.get_or_init(|| {
        let generated = |name: String| {
            let files = made(&files(&beside("golden").join(&name).join("spec")));
            (name, files)
        };
        folders(&beside("golden")).into_iter().map(generated).collect()
    })
}

/// The goldens, and a crate whose every name is one that generated code has anyway.
fn crates() -> &'static BTreeMap<String, Files> {
    static CRATES: OnceLock<BTreeMap<String, Files>> = OnceLock::new();
    CRATES.get_or_init(|| {
        let mut crates = all().clone();
        crates.insert("words".to_owned(), made(&words::spec()));
        crates
    })
}

fn made(spec: &Files) -> Files {
    let made = generate(spec).files;
    made.iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

/// All goldens in one workspace, with a crate of their cases and their tests.
fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let mut crates: Vec<_> =
            crates().iter().map(|(name, files)| (package(name), files.clone())).collect();
        let cases = case_crate(&crates);
        crates.push(("cases".to_owned(), cases));
        Workspace::new("goldens", &crates).linted()
    })
}

/// Every case file of every golden, by its path in the workspace.
fn cases() -> &'static BTreeMap<String, String> {
    static CASES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    CASES.get_or_init(|| {
        let mut cases = BTreeMap::new();
        for (name, files) in crates() {
            for (path, bytes) in files.iter().filter(|(path, _)| path.contains("/compile_")) {
                cases.insert(format!("{}/{path}", package(name)), String::from_utf8(bytes.clone()).unwrap());
            }
        }
        cases
    })
}

/// Turns on all groups of resources, where nothing else does: the crate of the cases depends on them.
fn all_groups() -> String {
    let of_crate = |(name, files): (&String, &Files)| {
        let manifest = String::from_utf8_lossy(&files["Cargo.toml"]).into_owned();
        let groups = groups(&manifest).split(", ").filter(|group| !group.is_empty());
        let groups: Vec<_> =
            groups.map(|group| format!("{}/{}", package(name), group.trim_matches('"'))).collect();
        groups
    };
    let features: Vec<_> = crates().iter().flat_map(of_crate).collect();
    assert!(!features.is_empty(), "a golden has groups of resources");
    format!("--features={}", features.join(","))
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

/// A crate that has the cases of all crates as modules of its examples, and their tests as modules of its own.
fn case_crate(crates: &[(String, Files)]) -> Files {
    let mut manifest = "[package]\nname = \"cases\"\nedition.workspace = true\n\n[dependencies]\n".to_owned();
    manifest.push_str("flex-runtime.workspace = true\nserde.workspace = true\nserde_json.workspace = true\n");
    for (name, _) in crates {
        manifest.push_str(&format!("{name}.workspace = true\n"));
    }
    let sent = sent();
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), manifest.into_bytes()),
        ("src/lib.rs".to_owned(), include_bytes!("support/constants.rs").to_vec()),
        ("tests/objects.rs".to_owned(), include_bytes!("support/objects.rs").to_vec()),
        ("tests/wire.rs".to_owned(), include_bytes!("support/wire.rs").to_vec()),
    ]);
    for test in ["requests", "responses"] {
        let path = format!("tests/{test}.rs");
        // What is in a group needs a feature that this crate does not have.
        let with_test = |(_, files): &&(String, Files)| {
            files.contains_key(&path) && groups(&String::from_utf8_lossy(&files["Cargo.toml"])).is_empty()
        };
        let paths = crates.iter().filter(with_test).map(|(name, _)| format!("../../{name}/{path}"));
        files.insert(path.clone(), modules("//! Tests.\n", paths));
    }
    for example in EXAMPLES {
        let of_example = cases().keys().filter(|path| kind(path) == example);
        let paths = of_example.map(|path| format!("../../{path}"));
        let sends = sent.keys().filter(|_| example == "send").cloned();
        let head = "#![allow(dead_code, clippy::all)]\n\nfn main() {}\n";
        files.insert(format!("examples/{example}.rs"), modules(head, paths.chain(sends)));
    }
    files.extend(sent.into_iter().map(|(path, text)| (format!("examples/{path}"), text.into_bytes())));
    files
}
