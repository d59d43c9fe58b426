//! What the user reads after a run: outputs with their plans come in, text goes out.

use std::{fmt::Write, time::Duration};

use flex_codegen::MARKER;
use serde::Serialize;

use crate::{
    codegen::Commands,
    output::{Contents, Output},
    workspace,
};

/// A written package: the summary, then a line for each file that changed.
pub(crate) fn written(output: &Output, took: Duration) -> String {
    let plan = &output.plan;
    let mut text = format!(
        "{}; {} written, {} unchanged, {} removed ({} ms)",
        headline(output),
        count(plan.write.len(), "file"),
        plan.unchanged.len(),
        plan.remove.len(),
        (output.spent + took).as_millis()
    );
    list(&mut text, &done(output));
    text
}

/// A checked package: the summary, then a line for each file that is not as it should be.
pub(crate) fn checked(output: &Output) -> String {
    let plan = &output.plan;
    let files = amiss(output);
    let wrong = files.len();
    let verdict = match wrong {
        0 => format!("{} up to date", count(plan.unchanged.len(), "file")),
        _ => format!("{} up to date, {wrong} not", count(plan.unchanged.len(), "file")),
    };
    let mut text = format!("{}; {verdict} ({} ms)", headline(output), output.spent.as_millis());
    list(&mut text, &files);
    text
}

/// What is said about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Wrote,
    Removed,
    Stale,
    Missing,
    Orphaned,
    Unblessed,
    Foreign,
}

impl State {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Wrote => "wrote",
            Self::Removed => "removed",
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Orphaned => "orphaned",
            Self::Unblessed => "unblessed",
            Self::Foreign => "foreign",
        }
    }

    /// What to do about it; none where all is well.
    pub(crate) fn help(self, commands: &Commands) -> Option<String> {
        match self {
            Self::Wrote | Self::Removed => None,
            Self::Stale | Self::Missing | Self::Orphaned => Some(format!("run `{}`", commands.codegen)),
            Self::Unblessed => Some(format!("run `{}`, and read what the compiler says", commands.bless)),
            Self::Foreign => Some("move it elsewhere; generated folders hold nothing by hand".to_owned()),
        }
    }
}

/// The files that a run changed.
pub(crate) fn done(output: &Output) -> Vec<(State, String)> {
    let plan = &output.plan;
    located(output, &[(State::Wrote, &plan.write), (State::Removed, &plan.remove)])
}

/// The files that are not as they should be.
pub(crate) fn amiss(output: &Output) -> Vec<(State, String)> {
    let plan = &output.plan;
    let (stale, missing): (Vec<_>, Vec<_>) =
        plan.write.iter().cloned().partition(|path| output.folder.get(path).is_some());
    let lists = [
        (State::Stale, &stale),
        (State::Missing, &missing),
        (State::Orphaned, &plan.remove),
        (State::Unblessed, &plan.unblessed),
        (State::Foreign, &plan.foreign),
    ];
    located(output, &lists)
}

/// The files that keep others from being written.
pub(crate) fn foreign(output: &Output) -> Vec<(State, String)> {
    located(output, &[(State::Foreign, &output.plan.foreign)])
}

fn located(output: &Output, lists: &[(State, &Vec<String>)]) -> Vec<(State, String)> {
    let files = lists.iter().flat_map(|(state, paths)| paths.iter().map(move |path| (*state, path)));
    files.map(|(state, path)| (state, workspace::shown(&output.out.join(path)))).collect()
}

/// What to do about everything a check found. None when all is well.
pub(crate) fn mend(outputs: &[Output], commands: &Commands) -> Option<String> {
    let found: Vec<State> = outputs.iter().flat_map(amiss).map(|(state, _)| state).collect();
    let lines: String = [
        ("foreign", &[State::Foreign][..]),
        ("stale, missing or orphaned", &[State::Stale, State::Missing, State::Orphaned]),
        ("unblessed", &[State::Unblessed]),
    ]
    .into_iter()
    .filter_map(|(name, states)| {
        let state = states.iter().find(|state| found.contains(state))?;
        Some(format!("\n  {name}: {}", state.help(commands)?))
    })
    .collect();
    (!lines.is_empty()).then(|| format!("the generated files are not what the spec says{lines}"))
}

/// Why nothing is written: files that are not the generator's. None when there are none.
pub(crate) fn refusal(outputs: &[Output], commands: &Commands) -> Option<String> {
    let foreign = paths(outputs, State::Foreign)?;
    Some(format!(
        "nothing was written, because these are not generated files (no `{MARKER}` in the first two \
         lines):{foreign}\nMove them elsewhere, then run `{}` again.",
        commands.codegen
    ))
}

/// A reminder to bless new compile-fail cases. None when there are none.
pub(crate) fn unblessed(outputs: &[Output], commands: &Commands) -> Option<String> {
    let cases = paths(outputs, State::Unblessed)?;
    Some(format!("These compile-fail cases have no expected output yet; run `{}`:{cases}", commands.bless))
}

/// A reminder that what the compiler says about changed cases may have changed. None when no case did.
pub(crate) fn reworded(outputs: &[Output], commands: &Commands) -> Option<String> {
    let changed = |output: &Output| {
        let cases = output.plan.write.iter().filter(|path| path.starts_with("tests/compile_fail/"));
        cases.filter(|path| output.folder.get(path).is_some()).count()
    };
    let cases: usize = outputs.iter().map(changed).sum();
    let bless = &commands.bless;
    (cases > 0).then(|| {
        format!(
            "{} changed: run `{bless}`, and read what the compiler says now",
            count(cases, "compile-fail case")
        )
    })
}

/// What a package is made of, in numbers.
pub(crate) fn headline(output: &Output) -> String {
    let package = &output.package;
    match &output.contents {
        Contents::Crate(summary) => format!(
            "{package}: {}, {}, {}",
            count(summary.operations, "operation"),
            count(summary.types, "type"),
            count(summary.rules, "rule")
        ),
        Contents::HandWritten => format!("{package}: hand-written tests, benchmarks and examples"),
        Contents::Orphan => format!("{package}: no spec generates it"),
    }
}

fn list(text: &mut String, files: &[(State, String)]) {
    for (state, path) in files {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {:<9} {path}", state.label());
    }
}

fn paths(outputs: &[Output], wanted: State) -> Option<String> {
    let files = outputs.iter().flat_map(amiss).filter(|(state, _)| *state == wanted);
    let lines: String = files.map(|(_, path)| format!("\n  {path}")).collect();
    (!lines.is_empty()).then_some(lines)
}

/// "1 file", "2 files".
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
