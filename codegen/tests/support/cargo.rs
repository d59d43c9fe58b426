//! Cargo on workspaces of tests: in goes a command line, out come its answer and what the compiler said.

use std::process::{Command, Output};

use serde_json::Value;

use super::{scratch, workspace::Workspace};

/// One error or warning of the compiler.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Message {
    /// The file that the error is about, as the compiler names it.
    pub(crate) file: String,
    pub(crate) line: u64,
    /// The first line, without `error[E0277]: `.
    pub(crate) text: String,
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
        let mut all = vec!["check", "--keep-going", "--message-format=json"];
        all.extend(arguments);
        let output = self.cargo(&all);
        let lines = String::from_utf8(output.stdout).unwrap();
        let messages = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut errors: Vec<_> = messages.filter_map(|message| error(&message["message"])).collect();
        errors.sort();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() == errors.is_empty(), "{stderr}");
        errors
    }
}

fn error(message: &Value) -> Option<Message> {
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
    Some(Message { file: span["file_name"].as_str()?.to_owned(), line: span["line_start"].as_u64()?, text })
}
