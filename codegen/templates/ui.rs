//! Runs the compile-fail and compile-pass cases, and holds them against `rules.json`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// The flags that trybuild passes to the compiler for cases.
const FLAGS: [&str; 5] = ["--cfg=trybuild", "--verbose", "-A", "dead_code", "--diagnostic-width=140"];

/// The compiler reports what the `.stderr` of each failing case contains, and the first lines of that are the documented
/// sentences. Literals are built: a check reports the same errors with fewer notes.
///
/// The test runs itself in another process, with the flags in its environment: trybuild would otherwise use other flags for the
/// dependencies of the cases than for the cases, and build them twice.
#[test]
fn what_must_not_compile_fails_with_the_documented_sentence() {
    const FLAGS_OF_CARGO: &str = "CARGO_ENCODED_RUSTFLAGS";
    let flags = FLAGS.join("\u{1f}");
    if env::var(FLAGS_OF_CARGO).is_ok_and(|found| found == flags) {
        return hold_cases_against_the_compiler();
    }
    let program = env::current_exe().expect("a test knows where its program is");
    let this = "what_must_not_compile_fails_with_the_documented_sentence";
    // `trybuild=NAME` chooses cases.
    let chosen = env::args().filter(|argument| argument.starts_with("trybuild="));
    let status = Command::new(program)
        .args([this, "--exact", "--nocapture"])
        .args(chosen)
        .env(FLAGS_OF_CARGO, flags)
        .status();
    assert!(status.is_ok_and(|status| status.success()), "see above");
}

fn hold_cases_against_the_compiler() {
    let cases = files("tests/compile_fail");
    // trybuild checks, as `cargo check` does, where every case fails.
    let checked = trybuild::TestCases::new();
    for case in cases.iter().filter(|case| !case.ends_with("literals.rs")) {
        checked.compile_fail(case);
    }
    drop(checked);
    let built = trybuild::TestCases::new();
    built.compile_fail("tests/compile_fail/**/literals.rs");
    built.pass(one_program("tests/compile_pass"));
    drop(built);
    for case in cases {
        let expected = count(expectations(Some(&case)));
        let blessed = fs::read_to_string(case.with_extension("stderr")).unwrap_or_default();
        let found = count(blessed.lines().filter(|line| line.starts_with("error")).map(sentence));
        assert_eq!(found, expected, "{}: the compiler errors are not the documented sentences", case.display());
    }
}

/// A program with all cases of a folder as modules, which is built in the time of one.
fn one_program(folder: &str) -> PathBuf {
    let here = env::current_dir().expect("Cargo runs tests in the folder of their package");
    let mut program = "#![allow(dead_code)]\n\nfn main() {}\n".to_owned();
    for (number, case) in files(folder).iter().enumerate() {
        let path = here.join(case).to_string_lossy().into_owned();
        program.push_str(&format!("\n#[path = {path:?}]\nmod case_{number};\n"));
    }
    let name = concat!(env!("CARGO_PKG_NAME"), "-compile_pass.rs");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, program).expect("the folder for files of tests can be written");
    path
}

/// Every cell that is required, not applicable or advised against has a failing case, every row a passing one.
#[test]
fn every_cell_of_every_decision_table_is_a_case() {
    let rules = rules();
    let (mut cells, mut cases) = (0, 0);
    for builder in builders(&rules) {
        for table in array(builder, "tables") {
            for row in array(table, "rows") {
                let name = format!("{} {}", name(builder), state(table, row));
                assert!(case("compile_pass", builder, &state(table, row)).is_some(), "{name} has no case that compiles");
                let sentences = expectations(case("compile_fail", builder, &state(table, row)).as_deref());
                let set = array(row, "cells").iter().zip(array(row, "errors"));
                let cleared = array(row, "clearCells").iter().zip(array(row, "clearErrors"));
                for (cell, error) in set.chain(cleared) {
                    assert_eq!(cell == "o", error.is_null(), "{name} has {cell} and the error {error}");
                    cells += usize::from(cell != "o");
                    cases += usize::from(sentences.iter().any(|sentence| sentence == error));
                }
            }
        }
        for field in array(builder, "required") {
            let case = case("compile_fail", builder, "without a field that is always required");
            let expected = format!("`{}` is required", text(field));
            let sentences = expectations(case.as_deref());
            assert!(has_no_builder(builder) || sentences.contains(&expected), "no case for {expected}");
        }
    }
    assert_eq!(cells, cases);
    println!("{cells} cells, {cases} cases");
}

/// Every bound of every builder is violated by some case.
#[test]
fn every_check_of_every_builder_is_a_case() {
    let rules = rules();
    for builder in builders(&rules) {
        let cases = cases("compile_fail", builder);
        let sentences: Vec<_> = cases.iter().flat_map(|case| expectations(Some(case))).collect();
        for check in array(builder, "checks") {
            let expected = text(&check["sentence"]);
            assert!(sentences.iter().any(|sentence| sentence == expected), "no case for {expected}");
        }
    }
}

/// Everything with a builder: operations, and nested objects in requests.
fn builders(rules: &Value) -> impl Iterator<Item = &Value> {
    array(rules, "operations").iter().chain(array(rules, "objects"))
}

/// The documented name of what a builder makes.
fn name(builder: &Value) -> &str {
    builder["operationId"].as_str().unwrap_or_else(|| text(&builder["object"]))
}

fn has_no_builder(builder: &Value) -> bool {
    array(builder, "fields").is_empty()
}

/// The cases of a builder in some state. They are found by their first line: the names of files are made of Rust
/// names, which `rules.json` does not have.
fn case(kind: &str, builder: &Value, state: &str) -> Option<PathBuf> {
    cases(kind, builder).into_iter().find(|file| {
        let source = fs::read_to_string(file).unwrap_or_default();
        let about = source.lines().find_map(|line| line.strip_prefix("//! `")?.split_once("` "));
        about.is_some_and(|(found, rest)| rest.starts_with(state) && same(found, name(builder)))
    })
}

/// The cases of a builder's module, without those of its child modules.
fn cases(kind: &str, builder: &Value) -> Vec<PathBuf> {
    let folder = Path::new("tests").join(kind).join(text(&builder["module"]).replace("::", "/"));
    let mut cases = files(&folder);
    cases.retain(|case| case.parent() == Some(&folder));
    cases
}

/// Whether a Rust name comes from a documented one.
fn same(name: &str, documented: &str) -> bool {
    let letters = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    letters(name).eq_ignore_ascii_case(&letters(documented))
}

/// How the first line of a case names its row.
fn state(table: &Value, row: &Value) -> String {
    let discriminator = text(&table["discriminator"]);
    if row["otherValue"] == true {
        return format!("with another `{discriminator}`:");
    }
    match row["value"].as_str() {
        Some(value) => format!("with `{discriminator}` `{value}`:"),
        None => format!("without `{discriminator}`:"),
    }
}

/// The `error:` lines above the functions of a case file.
fn expectations(case: Option<&Path>) -> Vec<String> {
    let source = case.and_then(|case| fs::read_to_string(case).ok()).unwrap_or_default();
    source.lines().filter_map(|line| line.strip_prefix("/// error: ")).map(str::to_owned).collect()
}

/// `error[E0277]: the sentence` without its head.
fn sentence(line: &str) -> String {
    let text = line.split_once(": ").map_or(line, |(_, text)| text);
    text.strip_prefix("evaluation panicked: ").unwrap_or(text).to_owned()
}

fn count(sentences: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for sentence in sentences {
        *counts.entry(sentence).or_default() += 1;
    }
    counts
}

/// Every `.rs` file below a folder.
fn files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rules() -> Value {
    let text = fs::read_to_string("rules.json").unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
