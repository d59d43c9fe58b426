//! The output formats of `cargo xtask codegen`, for specs with warnings, errors and hostile text.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::fs;

use serde_json::Value;

use self::support::{Answer, flex_copy::FlexCopy};

const FLOW: &str = "v1/flex_flow.yaml";

/// Replaces the first `from` in the spec's one resource.
fn edit(copy: &FlexCopy, from: &str, to: &str) {
    let path = copy.spec().join(FLOW);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// A spec with a component that nobody refers to.
fn with_a_warning() -> FlexCopy {
    let copy = FlexCopy::new();
    edit(&copy, "  schemas:\n", "  schemas:\n    Unused:\n      type: string\n");
    copy
}

fn objects(answer: &Answer) -> Vec<Value> {
    answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of_kind<'o>(objects: &'o [Value], kind: &str) -> Vec<&'o Value> {
    objects.iter().filter(|object| object["kind"] == kind).collect()
}

#[test]
fn a_warning_is_printed_and_stops_nothing() {
    let copy = with_a_warning();
    let answer = copy.run(&[]);
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    assert!(answer.stderr.starts_with("warning[FG0304]: no operation uses `Unused`"), "{}", answer.stderr);
    assert!(
        answer.stderr.contains("more about a code: `cargo xtask explain FG0304`\n1 warning in `"),
        "{}",
        answer.stderr
    );
    assert!(copy.out().join("src/lib.rs").exists());
    // A check fails because of unblessed cases, and not because of the warning.
    let answer = copy.run(&["--check"]);
    assert!(
        answer.stderr.contains("warning[FG0304]") && answer.stderr.contains("unblessed: run"),
        "{}",
        answer.stderr
    );
}

#[test]
fn a_warning_that_is_denied_stops_everything() {
    let copy = with_a_warning();
    for flags in [&["--deny-warnings"][..], &["--check", "--deny-warnings"]] {
        let answer = copy.fail(flags);
        assert!(answer.stderr.contains("1 warning in `"), "{}", answer.stderr);
        assert!(answer.stderr.contains("warnings are denied; nothing was written"), "{}", answer.stderr);
    }
    assert!(!copy.out().exists());
}

#[test]
fn the_spec_of_the_workspace_has_no_warning() {
    let copy = FlexCopy::new();
    let answer = copy.run(&["--deny-warnings"]);
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""));
}

#[test]
fn json_has_an_object_on_each_line() {
    let copy = FlexCopy::new();
    edit(&copy, "{required: [Integration.WorkspaceSid", "{required: [Integration.WorkspceSid");
    edit(&copy, "description: ", "description: ''\n# ");
    let answer = copy.fail(&["--format", "json"]);
    let objects = objects(&answer);
    let mistake = objects.iter().find(|object| object["code"] == "FG0601").unwrap();
    let path = copy.spec().join(FLOW);
    let text = fs::read_to_string(&path).unwrap();
    let line = text.lines().position(|line| line.contains("WorkspceSid")).unwrap();
    let column = text.lines().nth(line).unwrap().find("Integration.WorkspceSid").unwrap();
    assert_eq!(mistake["kind"], "diagnostic");
    assert_eq!(mistake["severity"], "error");
    assert_eq!(mistake["message"], "the object has no field `Integration.WorkspceSid`");
    assert_eq!(mistake["file"], path.to_str().unwrap());
    assert_eq!((&mistake["line"], &mistake["column"]), (&(line + 1).into(), &(column + 1).into()));
    assert_eq!((&mistake["end_line"], &mistake["end_column"]), (&(line + 1).into(), &(column + 24).into()));
    assert_eq!(mistake["labels"], serde_json::json!([]));
    assert_eq!(mistake["help"], "did you mean `Integration.WorkspaceSid`?");
    let edit = &mistake["edits"][0];
    assert_eq!(edit["replacement"], "Integration.WorkspaceSid");
    assert_eq!((&edit["column"], &edit["end_column"]), (&mistake["column"], &mistake["end_column"]));
    let warning = objects.iter().find(|object| object["code"] == "FG0207").unwrap();
    assert_eq!(warning["severity"], "warning");
    assert!(answer.stderr.starts_with("error: ") && answer.stderr.lines().count() == 1, "{}", answer.stderr);
}

#[test]
fn json_says_what_was_written_and_what_is_stale() {
    let copy = FlexCopy::new();
    let answer = copy.run(&["--format", "json"]);
    let first = objects(&answer);
    let written = of_kind(&first, "file");
    assert!(written.len() > 10 && written.iter().all(|file| file["state"] == "wrote"), "{}", answer.stdout);
    let package = of_kind(&first, "package");
    let rules = fs::read_to_string(copy.out().join("rules.json")).unwrap();
    let rules: Value = serde_json::from_str(&rules).unwrap();
    let operations = Value::from(rules["operations"].as_array().unwrap().len());
    assert_eq!((&package[0]["package"], &package[0]["operations"]), (&"twilio-flex".into(), &operations));

    let stray = copy.out().join("notes.md");
    fs::write(&stray, "mine").unwrap();
    fs::remove_file(copy.out().join("src/lib.rs")).unwrap();
    let check = objects(&copy.fail(&["--check", "--format=json"]));
    let states = |state: &str| -> Vec<&Value> {
        of_kind(&check, "file").into_iter().filter(|file| file["state"] == state).collect()
    };
    assert_eq!(states("foreign")[0]["file"], stray.to_str().unwrap());
    assert!(states("missing")[0]["file"].as_str().unwrap().ends_with("/src/lib.rs"));
    assert!(states("missing")[0]["help"].as_str().unwrap().starts_with("run `cargo xtask codegen"));
    assert!(!states("unblessed").is_empty());
    assert_eq!(of_kind(&check, "package")[0]["up_to_date"], false);
    // Writing is refused for the same reason, in the same words.
    let refused = objects(&copy.fail(&["--format=json"]));
    assert_eq!(of_kind(&refused, "file"), states("foreign"));
}

#[test]
fn github_gets_commands() {
    let copy = FlexCopy::new();
    edit(&copy, "{required: [Integration.WorkspaceSid", "{required: [Integration.WorkspceSid");
    let answer = copy.fail(&["--format", "github"]);
    let file = copy.spec().join(FLOW).display().to_string();
    let line = answer.stdout.lines().next().unwrap();
    assert!(line.starts_with(&format!("::error file={file},line=")), "{line}");
    let message = ",title=FG0601::the object has no field `Integration.WorkspceSid`%0Ahelp: did you mean `";
    assert!(line.contains(message), "{line}");

    let copy = with_a_warning();
    let answer = copy.run(&["--format", "github"]);
    assert!(answer.stdout.starts_with("::warning file="), "{}", answer.stdout);
    fs::write(copy.out().join("src/notes, by: hand.rs"), "mine").unwrap();
    let answer = copy.fail(&["--check", "--format", "github"]);
    let command = "/src/notes%2C by%3A hand.rs,title=foreign::foreign: move it elsewhere";
    assert!(answer.stdout.lines().any(|line| line.starts_with("::error file=") && line.contains(command)));
}

/// Text of a spec and names of files that would be commands of their own, or colour a terminal, if they were printed raw.
#[cfg(unix)]
#[test]
fn nothing_in_a_spec_becomes_a_line_of_its_own() {
    let hostile = "x\\n::error::a\\r\\n##[group]b\\n{\\\"kind\\\":1}\\n";
    let copy = FlexCopy::new();
    edit(&copy, "IntegrationType: {const: studio}", &format!("IntegrationType: {{const: \"{hostile}\"}}"));
    let github = copy.fail(&["--format", "github"]);
    let stray = |line: &str| !line.starts_with("::error file=") && !line.starts_with("twilio-flex: ");
    assert!(!github.stdout.lines().any(stray), "{}", github.stdout);
    assert!(github.stderr.lines().all(|line| line.starts_with("error: ")), "{}", github.stderr);
    let json = objects(&copy.fail(&["--format", "json"]));
    assert!(json.iter().all(|object| object["kind"] == "diagnostic"), "{json:?}");
    let human = copy.fail(&[]);
    assert!(!human.stderr.lines().any(|line| line.trim_start().starts_with("::error::")), "{}", human.stderr);

    let copy = FlexCopy::generated();
    fs::write(copy.out().join("a\n::error::b\u{1b}[31m.rs"), "mine").unwrap();
    for format in ["human", "json", "github"] {
        let answer = copy.fail(&["--check", "--format", format]);
        let said = format!("{}{}", answer.stdout, answer.stderr);
        assert!(said.lines().all(|line| !line.starts_with("::error::b")), "{format}: {said}");
        assert!(!said.contains('\u{1b}'), "{format}: {said}");
    }
}

#[test]
fn files_of_editors_fail_no_check() {
    let copy = FlexCopy::generated();
    for name in [".lib.rs.swp", "lib.rs~", ".DS_Store", "#lib.rs#"] {
        fs::write(copy.out().join("src").join(name), "").unwrap();
    }
    let answer = copy.run(&["--check"]);
    assert_eq!(answer.code, Some(0), "{}", answer.stdout);
}
