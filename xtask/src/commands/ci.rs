//! `cargo xtask ci`: runs the steps of CI, or one of them.

mod feature_matrix;

use std::{env, time::Instant};

use clap::ValueEnum;

use crate::{
    cli::{output_format::OutputFormat, terminal, value_name::value_name},
    commands::codegen::{self, options::Options},
    error::Error,
    workspace::cargo,
};

/// A check that must pass before a change is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    Test,
    Fmt,
    Clippy,
    Features,
    Codegen,
    Doc,
}

/// The command of the step `codegen`, as a user would type it.
const CODEGEN: &str = "cargo xtask codegen --check --deny-warnings";

/// What a step runs.
enum Action {
    Cargo { arguments: &'static [&'static str], variable: Option<(&'static str, &'static str)> },
    Codegen,
    Features,
}

impl Step {
    fn action(self) -> Action {
        let plain = |arguments| Action::Cargo { arguments, variable: None };
        match self {
            Self::Test => plain(&["test", "--workspace"]),
            Self::Fmt => plain(&["fmt", "--all", "--check"]),
            Self::Clippy => plain(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
            Self::Features => Action::Features,
            Self::Codegen => Action::Codegen,
            Self::Doc => Action::Cargo {
                arguments: &["doc", "--workspace", "--no-deps"],
                variable: Some(("RUSTDOCFLAGS", "-D warnings")),
            },
        }
    }

    fn run(self) -> Result<(), Error> {
        let name = value_name(&self);
        let action = self.action();
        let command = match &action {
            Action::Cargo { arguments, variable } => cargo::display(arguments, *variable),
            Action::Codegen => CODEGEN.to_owned(),
            Action::Features => feature_matrix::display(),
        };
        terminal::out(&format!("ci {name}: {command}"));
        // GitHub Actions sets this, and shows annotations next to the change.
        let github = env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        let format = if github { OutputFormat::Github } else { OutputFormat::Human };
        let start = Instant::now();
        let result = match action {
            Action::Cargo { arguments, variable } => cargo::run(arguments, variable),
            Action::Codegen => codegen::run(&options(format)),
            Action::Features => feature_matrix::run(),
        };
        let took = start.elapsed().as_secs_f32();
        terminal::out(&format!("ci {name}: {} ({took:.1} s)", if result.is_ok() { "ok" } else { "FAILED" }));
        result
    }
}

/// The generated files must be what the spec says, and the spec must have no warning.
fn options(format: OutputFormat) -> Options {
    Options { check: true, deny_warnings: true, format, spec_and_output: None }
}

/// Runs `step`, or all of them up to the first that fails.
pub(crate) fn run(step: Option<Step>) -> Result<(), Error> {
    match step {
        Some(step) => step.run(),
        None => Step::value_variants().iter().try_for_each(|step| step.run()),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::{Cli, commands::Command};

    #[test]
    fn the_command_that_is_shown_is_the_one_that_runs() {
        let shown = Cli::try_parse_from(CODEGEN.split(' ').skip(1)).unwrap();
        assert_eq!(shown.command, Some(Command::Codegen(options(OutputFormat::Human))));
        assert!(CODEGEN.ends_with("--check --deny-warnings"));
    }
}
