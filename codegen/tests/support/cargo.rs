//! Cargo on workspaces of tests: in goes a command line, out come its answer and what the compiler said.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use serde_json::Value;

use super::{scratch, workspace::Workspace};

/// One error of the compiler.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Message {
    /// What was compiled.
    pub(crate) target: String,
    /// The file that the error is about, as the compiler names it.
    pub(crate) file: String,
    pub(crate) line: u64,
    /// The first line, without `error[E0277]: `.
    pub(crate) text: String,
}

/// What came of compiling some targets.
pub(crate) struct Compiled {
    /// Those without an error, each with its program if it is one.
    pub(crate) targets: BTreeMap<String, String>,
    pub(crate) errors: Vec<Message>,
}

impl Workspace {
    /// Runs Cargo here. All workspaces of tests build into one folder, so that dependencies are compiled once.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(program);
        // Without features there is no transport: a hundred packages that none of these tests needs.
        let (verb, rest) = arguments.split_first().unwrap();
        command.args([*verb, "--no-default-features"]).args(rest).current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", scratch("target"));
        command.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
        command.env("CARGO_TERM_COLOR", "never");
        // What the outer Cargo told this test is not meant for the inner one.
        for name in ["CARGO_MAKEFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET_DIR", "RUSTC_WRAPPER"]
        {
            command.env_remove(name);
        }
        command.output().unwrap()
    }

    /// Runs Cargo, which has to succeed. Returns what it printed.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success(),
            "cargo {} in {}\n{stdout}\n{stderr}",
            arguments.join(" "),
            self.folder.display()
        );
        stdout
    }

    /// What the compiler has against the target that `arguments` choose.
    pub(crate) fn errors(&self, arguments: &[&str]) -> Vec<Message> {
        self.compile(&[&["check", "--keep-going"], arguments].concat()).errors
    }

    /// Runs Cargo, which has to fail if the compiler finds an error, and for no other reason.
    pub(crate) fn compile(&self, arguments: &[&str]) -> Compiled {
        let (verb, rest) = arguments.split_first().unwrap();
        let output = self.cargo(&[&[*verb, "--message-format=json"], rest].concat());
        let lines = String::from_utf8(output.stdout).unwrap();
        let mut compiled = Compiled { targets: BTreeMap::new(), errors: Vec::new() };
        for line in lines.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let target = line["target"]["name"].as_str().unwrap_or_default();
            if line["reason"] == "compiler-artifact" {
                let program = line["executable"].as_str().unwrap_or_default();
                compiled.targets.insert(target.to_owned(), program.to_owned());
            }
            compiled.errors.extend(error(target, &line["message"]));
        }
        compiled.errors.sort();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() == compiled.errors.is_empty(), "{stderr}");
        compiled
    }
}

fn error(target: &str, message: &Value) -> Option<Message> {
    if message["level"] != "error" {
        return None;
    }
    // The last message of a crate, which counts the others, has no place.
    let mut span = message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    // Inside of a macro: the call is what the user wrote.
    while span["expansion"]["span"].is_object() {
        span = &span["expansion"]["span"];
    }
    let text = message["message"].as_str()?;
    let text = text.strip_prefix("evaluation panicked: ").unwrap_or(text);
    let text = text.lines().next().unwrap_or_default().to_owned();
    let (target, file) = (target.to_owned(), span["file_name"].as_str()?.to_owned());
    Some(Message { target, file, line: span["line_start"].as_u64()?, text })
}
