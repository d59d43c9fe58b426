//! `cargo xtask ci`: a step's name or none comes in, the step or all of them run as a CI job would run them.

use std::{env, time::Instant};

use crate::{
    cargo,
    codegen::{self, Options},
    error::Error,
    format::Format,
    terminal,
};

/// One thing that must hold before a change goes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Test,
    Fmt,
    Clippy,
    Codegen,
    Doc,
}

/// What a step runs.
enum Action {
    Cargo { arguments: &'static [&'static str], variable: Option<(&'static str, &'static str)> },
    Codegen,
}

impl Step {
    const ALL: [Self; 5] = [Self::Test, Self::Fmt, Self::Clippy, Self::Codegen, Self::Doc];

    /// The step that `name` stands for.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Codegen => "codegen",
            Self::Doc => "doc",
        }
    }

    fn action(self) -> Action {
        let plain = |arguments| Action::Cargo { arguments, variable: None };
        match self {
            Self::Test => plain(&["test", "--workspace"]),
            Self::Fmt => plain(&["fmt", "--all", "--check"]),
            Self::Clippy => plain(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
            Self::Codegen => Action::Codegen,
            Self::Doc => Action::Cargo {
                arguments: &["doc", "--workspace", "--no-deps"],
                variable: Some(("RUSTDOCFLAGS", "-D warnings")),
            },
        }
    }

    fn run(self) -> Result<(), Error> {
        let name = self.name();
        let action = self.action();
        let command = match &action {
            Action::Cargo { arguments, variable } => cargo::shown(arguments, *variable),
            Action::Codegen => "cargo xtask codegen --check --deny-warnings".to_owned(),
        };
        terminal::out(&format!("ci {name}: {command}"));
        // The runner of GitHub Actions says what it is, and shows annotations where the change is read.
        let github = env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        let format = if github { Format::Github } else { Format::Human };
        let start = Instant::now();
        let result = match action {
            Action::Cargo { arguments, variable } => cargo::run(arguments, variable),
            Action::Codegen => {
                codegen::run(&Options { check: true, deny_warnings: true, format, place: None })
            }
        };
        let took = start.elapsed().as_secs_f32();
        terminal::out(&format!("ci {name}: {} ({took:.1} s)", if result.is_ok() { "ok" } else { "FAILED" }));
        result
    }
}

/// Runs `step`, or all steps up to the first that fails.
pub(crate) fn run(step: Option<Step>) -> Result<(), Error> {
    match step {
        Some(step) => step.run(),
        None => Step::ALL.into_iter().try_for_each(Step::run),
    }
}
