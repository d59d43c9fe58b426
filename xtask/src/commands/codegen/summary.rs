//! What the user reads after a run: outputs with their plans come in, text goes out.

use std::{fmt::Write, time::Duration};

use crate::{
    commands::codegen::{
        file_state::FileState, package_plan::PackagePlan, suggested_commands::SuggestedCommands,
    },
    workspace::display_path::{absolute_path, display_path},
};
use flex_codegen::MARKER;

/// A written package: the summary, then a line for each file that changed.
pub(crate) fn written(output: &PackagePlan, took: Duration) -> String {
    let plan = &output.plan;
    let mut text = format!(
        "{}; {} written, {} unchanged, {} removed in {} ({} ms)",
        headline(output),
        count(plan.write.len(), "file"),
        plan.unchanged.len(),
        plan.remove.len(),
        folder(output),
        (output.spent + took).as_millis()
    );
    list(&mut text, &done(output));
    text
}

/// A checked package: the summary, then a line for each file that is not as it should be.
pub(crate) fn checked(output: &PackagePlan) -> String {
    let plan = &output.plan;
    let files = amiss(output);
    let wrong = files.len();
    let verdict = match wrong {
        0 => format!("{} up to date", count(plan.unchanged.len(), "file")),
        _ => format!("{} up to date, {wrong} not,", count(plan.unchanged.len(), "file")),
    };
    let mut text =
        format!("{}; {verdict} in {} ({} ms)", headline(output), folder(output), output.spent.as_millis());
    list(&mut text, &files);
    text
}

/// The files that a run changed.
pub(crate) fn done(output: &PackagePlan) -> Vec<(FileState, String)> {
    let plan = &output.plan;
    located(output, &[(FileState::Wrote, &plan.write), (FileState::Removed, &plan.remove)])
}

/// The files that are not as they should be.
pub(crate) fn amiss(output: &PackagePlan) -> Vec<(FileState, String)> {
    let plan = &output.plan;
    let (stale, missing): (Vec<_>, Vec<_>) =
        plan.write.iter().cloned().partition(|path| output.folder.get(path).is_some());
    let lists = [
        (FileState::Stale, &stale),
        (FileState::Missing, &missing),
        (FileState::Orphaned, &plan.remove),
        (FileState::Unblessed, &plan.unblessed),
        (FileState::Foreign, &plan.foreign),
    ];
    located(output, &lists)
}

/// The files that keep others from being written.
pub(crate) fn foreign(output: &PackagePlan) -> Vec<(FileState, String)> {
    located(output, &[(FileState::Foreign, &output.plan.foreign)])
}

fn located(output: &PackagePlan, lists: &[(FileState, &Vec<String>)]) -> Vec<(FileState, String)> {
    let files = lists.iter().flat_map(|(state, paths)| paths.iter().map(move |path| (*state, path)));
    files.map(|(state, path)| (state, display_path(&output.out.join(path)))).collect()
}

/// What to do about everything a check found. None when all is well.
pub(crate) fn mend(outputs: &[PackagePlan], commands: &SuggestedCommands) -> Option<String> {
    let found: Vec<FileState> = outputs.iter().flat_map(amiss).map(|(state, _)| state).collect();
    let lines: String = [
        ("foreign", &[FileState::Foreign][..]),
        ("stale, missing or orphaned", &[FileState::Stale, FileState::Missing, FileState::Orphaned]),
        ("unblessed", &[FileState::Unblessed]),
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
pub(crate) fn refusal(outputs: &[PackagePlan], commands: &SuggestedCommands) -> Option<String> {
    let foreign = paths(outputs, FileState::Foreign)?;
    Some(format!(
        "nothing was written, because these are not generated files (no `{MARKER}` in the first two \
         lines):{foreign}\nMove them elsewhere, then run `{}` again.",
        commands.codegen
    ))
}

/// A reminder to bless new compile-fail cases. None when there are none.
pub(crate) fn unblessed(outputs: &[PackagePlan], commands: &SuggestedCommands) -> Option<String> {
    let cases = paths(outputs, FileState::Unblessed)?;
    Some(format!("These compile-fail cases have no expected output yet; run `{}`:{cases}", commands.bless))
}

/// A reminder that what the compiler says about changed cases may have changed. None when no case did.
pub(crate) fn reworded(outputs: &[PackagePlan], commands: &SuggestedCommands) -> Option<String> {
    let changed = |output: &PackagePlan| {
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
pub(crate) fn headline(output: &PackagePlan) -> String {
    let package = &output.package;
    match &output.summary {
        Some(summary) => format!(
            "{package}: {}, {}, {}",
            count(summary.operations, "operation"),
            count(summary.types, "type"),
            count(summary.rules, "rule")
        ),
        None => format!("{package}: no spec generates it"),
    }
}

/// The folder of a package, in whichever checkout it is.
pub(crate) fn folder(output: &PackagePlan) -> String {
    absolute_path(&output.out)
}

fn list(text: &mut String, files: &[(FileState, String)]) {
    for (state, path) in files {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {:<9} {path}", state.label());
    }
}

fn paths(outputs: &[PackagePlan], wanted: FileState) -> Option<String> {
    let files = outputs.iter().flat_map(amiss).filter(|(state, _)| *state == wanted);
    let lines: String = files.map(|(_, path)| format!("\n  {path}")).collect();
    (!lines.is_empty()).then_some(lines)
}

/// "1 file", "2 files".
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
