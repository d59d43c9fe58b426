//! `cargo xtask ci`: a step's name or none comes in, the step or all of them run as a CI job would run them.

use std::{env, process::Command, time::Instant};

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
    Features,
    Codegen,
    Doc,
}

/// Features of the runtime and of the crates on it that must build without a warning when everything else is off: none, each
/// alone, those that decide something together, and all.
const FEATURES: [&str; 14] = [
    "",
    "native-tls",
    "reqwest",
    "rustls",
    "testing",
    "tracing",
    "ureq",
    "webhook",
    "native-tls,reqwest",
    "native-tls,ureq",
    "reqwest,rustls",
    "reqwest,ureq",
    "rustls,ureq",
    "native-tls,reqwest,rustls,testing,tracing,ureq,webhook",
];

/// What the step `codegen` runs, as a user would type it.
const CODEGEN: &str = "cargo xtask codegen --check --deny-warnings";

/// What a step runs.
enum Action {
    Cargo { arguments: &'static [&'static str], variable: Option<(&'static str, &'static str)> },
    Codegen,
    Features,
}

impl Step {
    const ALL: [Self; 6] = [Self::Test, Self::Fmt, Self::Clippy, Self::Features, Self::Codegen, Self::Doc];

    /// The step that `name` stands for.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Features => "features",
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
            Self::Features => Action::Features,
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
            Action::Codegen => CODEGEN.to_owned(),
            Action::Features => cargo::shown(&clippy_with("…"), None),
        };
        terminal::out(&format!("ci {name}: {command}"));
        // The runner of GitHub Actions says what it is, and shows annotations where the change is read.
        let github = env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        let format = if github { Format::Github } else { Format::Human };
        let start = Instant::now();
        let result = match action {
            Action::Cargo { arguments, variable } => cargo::run(arguments, variable),
            Action::Codegen => codegen::run(&options(format)),
            Action::Features => {
                combinations().iter().try_for_each(|features| cargo::run(&clippy_with(features), None))
            }
        };
        let took = start.elapsed().as_secs_f32();
        terminal::out(&format!("ci {name}: {} ({took:.1} s)", if result.is_ok() { "ok" } else { "FAILED" }));
        result
    }
}

/// The combinations of features that can be built here. The system's TLS is OpenSSL on Linux, and its headers are the one
/// thing that Rust and a C compiler do not bring.
fn combinations() -> Vec<String> {
    let found =
        |name: &str| Command::new("pkg-config").args(["--exists", name]).status().is_ok_and(|s| s.success());
    let all = FEATURES.map(str::to_owned).to_vec();
    if !cfg!(target_os = "linux") || found("openssl") {
        return all;
    }
    terminal::out("ci features: without `native-tls`, for which this machine has no headers of OpenSSL");
    without(&all, "native-tls")
}

/// `combinations` with one feature left out of each, and none twice.
fn without(combinations: &[String], feature: &str) -> Vec<String> {
    let mut rest: Vec<String> = Vec::new();
    for combination in combinations {
        let kept: Vec<&str> = combination.split(',').filter(|name| *name != feature).collect();
        let kept = kept.join(",");
        if !rest.contains(&kept) {
            rest.push(kept);
        }
    }
    rest
}

/// Lints the libraries with no feature but `features`. Their tests turn on what they need themselves.
fn clippy_with(features: &str) -> Vec<&str> {
    let packages =
        "clippy --quiet -p flex-runtime -p twilio-flex --no-default-features --features".split(' ');
    packages.chain([features, "--", "-D", "warnings"]).collect()
}

/// What is generated here has to be what the spec says, and the spec without a warning.
fn options(format: Format) -> Options {
    Options { check: true, deny_warnings: true, format, place: None }
}

/// Runs `step`, or all steps up to the first that fails.
pub(crate) fn run(step: Option<Step>) -> Result<(), Error> {
    match step {
        Some(step) => step.run(),
        None => Step::ALL.into_iter().try_for_each(Step::run),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::fs;

    use super::*;
    use crate::args::{self, Command};
    use crate::workspace;

    #[test]
    fn a_feature_that_cannot_be_built_is_left_out_of_all_and_the_others_stay() {
        let all = ["", "a", "b", "a,b", "a,b,c"].map(str::to_owned);
        assert_eq!(without(&all, "a"), ["", "b", "b,c"]);
        let rest = without(&FEATURES.map(str::to_owned), "native-tls");
        assert!(rest.len() > 7 && rest.iter().all(|features| !features.contains("native")), "{rest:?}");
    }

    #[test]
    fn every_feature_is_checked_alone_and_with_all_others() {
        let manifest = fs::read_to_string(workspace::root().join("codegen/runtime/Cargo.toml")).unwrap();
        let (_, features) = manifest.split_once("[features]\n").unwrap();
        let (features, _) = features.split_once("\n[").unwrap();
        let mut names: Vec<_> =
            features.lines().filter_map(|line| Some(line.split_once(" = [")?.0)).collect();
        names.sort_unstable();
        assert!(names.len() > 5, "{names:?}");
        for name in &names {
            assert!(FEATURES.contains(name), "`{name}` is not checked alone");
        }
        assert_eq!(FEATURES.last(), Some(&names.join(",").as_str()));
    }

    #[test]
    fn the_command_that_is_shown_is_the_one_that_runs() {
        let words = CODEGEN.split(' ').skip(2).map(OsString::from);
        let shown = args::parse(words).map_err(|error| error.to_string());
        assert_eq!(shown, Ok(Command::Codegen(options(Format::Human))));
        assert!(CODEGEN.ends_with("--check --deny-warnings"));
    }
}
