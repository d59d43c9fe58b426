//! The commands that the README shows do what it says, in a copy of the project whose generated crate was deleted.
#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How each command of the README is shown to work.
enum Proof {
    /// It is run in a copy, and makes what is committed.
    Generates,
    /// It is run here without an account of Twilio, and prints these beginnings of lines in this order.
    Prints(&'static [&'static str]),
    /// It is what CI runs, and what runs this test.
    RunsThisTest,
    /// It needs what is not committed; `compare*.rs` run it on made-up files.
    NeedsAFile,
    /// It takes minutes; that it builds is clippy's business, which lints all targets.
    TooLong,
}

fn proof(command: &str) -> Proof {
    match command {
        "cargo xtask codegen" => Proof::Generates,
        "cargo test --workspace" => Proof::RunsThisTest,
        "cargo run --example flex_flows" => Proof::Prints(&[
            "talking to a server in this process",
            "created:  FO",
            "listed:   Example, to be deleted",
            "updated:  Example, renamed",
            "about to send an update that lacks something: `Integration.FlowSid` is required",
            "refused:  `Integration.FlowSid` is required when `IntegrationType` is `studio` (code 45004, HTTP 400",
            "deleted:  FO",
            "gone:     The requested resource /v1/FlexFlows/FO",
        ]),
        "cargo xtask compare twilio_flex_v1.json twilio_flex_v2.json" => Proof::NeedsAFile,
        "cargo bench --workspace" => Proof::TooLong,
        other => panic!("the README shows `{other}`, and this test does not know it"),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The lines of the README's `sh` blocks.
fn commands() -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut inside = false;
    let mut commands = Vec::new();
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside {
            commands.push(line.to_owned());
        }
    }
    commands
}

#[test]
fn the_commands_of_the_readme_work() {
    let commands = commands();
    assert_eq!(
        commands[..3],
        ["cargo xtask codegen", "cargo test --workspace", "cargo run --example flex_flows"]
    );
    for command in commands {
        match proof(&command) {
            Proof::Generates => generated_crate_comes_back(&command),
            Proof::Prints(expected) => prints(&command, expected),
            Proof::RunsThisTest => {
                let script = fs::read_to_string(root().join(".ci/run")).unwrap();
                assert!(script.lines().any(|line| line == command), ".ci/run does not run `{command}`");
            }
            Proof::NeedsAFile | Proof::TooLong => {}
        }
    }
}

/// Deletes `generated/` in a copy of the project, runs the command, and finds what is committed.
fn generated_crate_comes_back(command: &str) {
    let copy = tempfile::tempdir().unwrap();
    for name in ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo", "spec", "codegen", "xtask"] {
        copy_all(&root().join(name), &copy.path().join(name));
    }
    let mut words = command.split(' ');
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(words.next().unwrap())
        .args(words)
        .current_dir(copy.path())
        // Dependencies are shared with this project. Programs are not: the copy's `xtask` must not replace this one's.
        .env("CARGO_BUILD_BUILD_DIR", target)
        .env("CARGO_TARGET_DIR", target.join("readme"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    let made = files(&copy.path().join("generated"));
    assert!(made.len() > 10, "{made:?}");
    for (path, text) in made {
        let committed = fs::read(root().join("generated").join(&path)).unwrap_or_default();
        assert!(text == committed, "{} is not what `{command}` makes of the spec", path.display());
    }
}

/// Runs the command where the project is.
fn prints(command: &str, expected: &[&str]) {
    let mut words = command.split(' ');
    let mut cargo = Command::new(words.next().unwrap());
    cargo.args(words).current_dir(root());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TWILIO_") {
            cargo.env_remove(name);
        }
    }
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.lines().count(), expected.len(), "{printed}");
    for (line, expected) in printed.lines().zip(expected) {
        assert!(line.starts_with(expected), "`{expected}` is not how this begins: {line}");
    }
}

fn copy_all(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy_all(&entry.path(), &to.join(entry.file_name()));
    }
}

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push((path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    found
}
