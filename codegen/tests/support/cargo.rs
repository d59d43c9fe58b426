//! Cargo on workspaces of tests: in goes a command line, out come its answer and what the compiler said.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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
    /// Those without an error, each with the file that came of it: a program, or a library.
    pub(crate) targets: BTreeMap<String, String>,
    pub(crate) errors: Vec<Message>,
}

impl Workspace {
    /// Runs Cargo here. All workspaces of tests build into one folder, so that dependencies are compiled once.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(tool("cargo"));
        // Without features there is no transport: a hundred packages that none of these tests needs.
        let (verb, rest) = arguments.split_first().unwrap();
        command.args([*verb, "--no-default-features"]).args(rest).current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", scratch("target"));
        command.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
        command.env("CARGO_TERM_COLOR", "never");
        if self.linted {
            // As `cargo clippy` does, which only checks. Whether a description puts the names in it in backticks is for its
            // author to decide.
            command.env("RUSTC_WORKSPACE_WRAPPER", tool("clippy-driver"));
            command.env("CLIPPY_ARGS", "-Aclippy::doc_markdown");
        }
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

    /// Documents a package into a folder of its own, with what was compiled before, and without a warning.
    pub(crate) fn document(&self, package: &str, groups: &str, compiled: &Compiled) {
        let library = package.replace('-', "_");
        let mut rustdoc = Command::new(tool("rustdoc"));
        rustdoc.args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--crate-name",
            &library,
            "-D",
            "warnings",
        ]);
        rustdoc.arg("--out-dir").arg(scratch("doc").join(&library));
        rustdoc.arg(self.folder.join(package).join("src/lib.rs"));
        for dependency in ["flex_runtime", "http", "serde", "serde_json"] {
            let file = Path::new(&compiled.targets[dependency]);
            rustdoc.arg("--extern").arg(format!("{dependency}={}", file.display()));
            rustdoc.arg("-L").arg(format!("dependency={}", file.parent().unwrap().display()));
        }
        for group in groups.split(", ").filter(|group| !group.is_empty()) {
            rustdoc.arg("--cfg").arg(format!("feature={group}"));
        }
        // The code of the crate asks for them.
        rustdoc.env("CARGO_PKG_NAME", package).env("CARGO_PKG_VERSION", "0.1.0");
        let output = rustdoc.output().unwrap();
        assert!(output.status.success(), "{package}: {}", String::from_utf8_lossy(&output.stderr));
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
                let file = line["executable"].as_str().or(line["filenames"][0].as_str());
                compiled.targets.insert(target.to_owned(), file.unwrap_or_default().to_owned());
            }
            compiled.errors.extend(error(target, &line["message"]));
        }
        compiled.errors.sort();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() == compiled.errors.is_empty(), "{stderr}");
        compiled
    }
}

/// A program of the toolchain that runs this test.
pub(crate) fn tool(name: &str) -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| name.into(), |cargo| Path::new(&cargo).with_file_name(name))
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
