//! The texts that a run ends with, for a person to read.

use std::{fmt::Write, time::Duration};

use flex_codegen::MARKER;

use crate::{
    cli::count::count,
    commands::codegen::{
        file_state::FileState,
        package_plan::{Contents, PackagePlan},
        suggested_commands::SuggestedCommands,
    },
    workspace::display_path::{absolute_path, display_path},
};

/// The summary of a package that was written, then a line for each file that changed.
pub(crate) fn after_write(package: &PackagePlan, took: Duration) -> String {
    let plan = &package.plan;
    let mut text = format!(
        "{}; {} written, {} unchanged, {} removed in {} ({} ms)",
        headline(package),
        count(plan.write.len(), "file"),
        plan.unchanged.len(),
        plan.remove.len(),
        folder_path(package),
        (package.spent + took).as_millis()
    );
    list(&mut text, &changes(package));
    text
}

/// The summary of a package that was checked, then a line for each file that is not as the spec says.
pub(crate) fn after_check(package: &PackagePlan) -> String {
    let plan = &package.plan;
    let files = problems(package);
    let wrong = files.len();
    let verdict = match wrong {
        0 => format!("{} up to date", count(plan.unchanged.len(), "file")),
        _ => format!("{} up to date, {wrong} not,", count(plan.unchanged.len(), "file")),
    };
    let mut text = format!(
        "{}; {verdict} in {} ({} ms)",
        headline(package),
        folder_path(package),
        package.spent.as_millis()
    );
    list(&mut text, &files);
    text
}

/// The files that a run changed.
pub(crate) fn changes(package: &PackagePlan) -> Vec<(FileState, String)> {
    let plan = &package.plan;
    with_paths(package, &[(FileState::Wrote, &plan.write), (FileState::Removed, &plan.remove)])
}

/// The files that are not as the spec says.
pub(crate) fn problems(package: &PackagePlan) -> Vec<(FileState, String)> {
    let plan = &package.plan;
    let (stale, missing): (Vec<_>, Vec<_>) =
        plan.write.iter().cloned().partition(|path| package.existing.get(path).is_some());
    let lists = [
        (FileState::Stale, &stale),
        (FileState::Missing, &missing),
        (FileState::Orphaned, &plan.remove),
        (FileState::Unblessed, &plan.unblessed),
        (FileState::Foreign, &plan.foreign),
    ];
    with_paths(package, &lists)
}

/// The files that were not generated, because of which nothing is written.
pub(crate) fn foreign(package: &PackagePlan) -> Vec<(FileState, String)> {
    with_paths(package, &[(FileState::Foreign, &package.plan.foreign)])
}

fn with_paths(package: &PackagePlan, lists: &[(FileState, &Vec<String>)]) -> Vec<(FileState, String)> {
    let files = lists.iter().flat_map(|(state, paths)| paths.iter().map(move |path| (*state, path)));
    files.map(|(state, path)| (state, display_path(&package.folder.join(path)))).collect()
}

/// Why a check fails, and what to do about it. None if it succeeds.
pub(crate) fn check_failure(packages: &[PackagePlan], commands: &SuggestedCommands) -> Option<String> {
    let found: Vec<FileState> = packages.iter().flat_map(problems).map(|(state, _)| state).collect();
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
    (!lines.is_empty()).then(|| format!("the generated files are not up to date{lines}"))
}

/// Why nothing is written. None if there are only generated files.
pub(crate) fn refusal(packages: &[PackagePlan], commands: &SuggestedCommands) -> Option<String> {
    let foreign = paths(packages, FileState::Foreign)?;
    Some(format!(
        "nothing was written, because these are not generated files (no `{MARKER}` in the first two \
         lines):{foreign}\nMove them elsewhere, then run `{}` again.",
        commands.codegen
    ))
}

/// A reminder to bless new compile-fail cases. None if there are none.
pub(crate) fn unblessed(packages: &[PackagePlan], commands: &SuggestedCommands) -> Option<String> {
    let cases = paths(packages, FileState::Unblessed)?;
    Some(format!("These compile-fail cases have no expected package yet; run `{}`:{cases}", commands.bless))
}

/// A reminder that the compiler may say something else about changed cases. None if no case changed.
pub(crate) fn changed_cases(packages: &[PackagePlan], commands: &SuggestedCommands) -> Option<String> {
    let changed = |package: &PackagePlan| {
        let cases = package.plan.write.iter().filter(|path| path.starts_with("tests/compile_fail/"));
        cases.filter(|path| package.existing.get(path).is_some()).count()
    };
    let cases: usize = packages.iter().map(changed).sum();
    let bless = &commands.bless;
    (cases > 0).then(|| {
        format!(
            "{} changed: run `{bless}`, and read what the compiler says now",
            count(cases, "compile-fail case")
        )
    })
}

/// The name of a package, and how much is in it.
pub(crate) fn headline(package: &PackagePlan) -> String {
    let name = &package.name;
    match &package.contents {
        Contents::Crate(summary) => format!(
            "{name}: {}, {}, {}",
            count(summary.operations, "operation"),
            count(summary.types, "type"),
            count(summary.rules, "rule")
        ),
        Contents::HandWritten => format!("{name}: hand-written tests, benchmarks and examples"),
        Contents::Orphan => format!("{name}: no spec generates it"),
    }
}

/// The whole path of a package, which shows the checkout that it is in.
pub(crate) fn folder_path(package: &PackagePlan) -> String {
    absolute_path(&package.folder)
}

fn list(text: &mut String, files: &[(FileState, String)]) {
    for (state, path) in files {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {:<9} {path}", state.label());
    }
}

fn paths(packages: &[PackagePlan], wanted: FileState) -> Option<String> {
    let files = packages.iter().flat_map(problems).filter(|(state, _)| *state == wanted);
    let lines: String = files.map(|(_, path)| format!("\n  {path}")).collect();
    (!lines.is_empty()).then_some(lines)
}
