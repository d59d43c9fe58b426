//! Prints what a run found, in the format that was asked for.
//!
//! For a program and for GitHub, every line of stdout is an object or a command, or the summary of a package. What a
//! command fails with goes to stderr as a sentence, whatever the format.

use flex_codegen::{Diagnostics, Report, Severity, Sources};
use serde::Serialize;

use crate::{
    cli::{github, output_format::OutputFormat, terminal},
    commands::codegen::{
        file_state::FileState, package_plan::PackagePlan, suggested_commands::SuggestedCommands, summary,
    },
};

/// A line of `--format json`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'l> {
    Diagnostic(&'l Report),
    File {
        state: FileState,
        file: &'l str,
        help: Option<String>,
    },
    Package {
        package: &'l str,
        /// Not there for a package that no spec generates any more.
        operations: Option<usize>,
        types: Option<usize>,
        rules: Option<usize>,
        up_to_date: bool,
    },
}

/// Tells what was found in a spec.
pub(crate) fn print_diagnostics(format: OutputFormat, found: &Diagnostics, sources: &Sources) {
    match format {
        OutputFormat::Human => {
            terminal::err(&found.render(sources, terminal::colour()));
            if let Some(first) = found.iter().next() {
                terminal::err(&format!("more about a code: `cargo xtask explain {}`", first.code()));
            }
        }
        OutputFormat::Json => found.reports(sources).for_each(|report| json(&Line::Diagnostic(&report))),
        OutputFormat::Github => {
            found.reports(sources).for_each(|report| terminal::out(&github_diagnostic(&report)));
        }
    }
}

/// Tells what became of a package: `text` to a person, and each of the `files` to a program.
pub(crate) fn print_package(
    format: OutputFormat,
    output: &PackagePlan,
    text: &str,
    files: &[(FileState, String)],
    commands: &SuggestedCommands,
) {
    match format {
        OutputFormat::Human => terminal::out(text),
        OutputFormat::Json => {
            for (state, file) in files {
                json(&Line::File { state: *state, file, help: state.help(commands) });
            }
            let (package, summary) = (output.package.as_str(), output.summary.as_ref());
            json(&Line::Package {
                package,
                operations: summary.map(|summary| summary.operations),
                types: summary.map(|summary| summary.types),
                rules: summary.map(|summary| summary.rules),
                up_to_date: output.plan.is_up_to_date(),
            });
        }
        OutputFormat::Github => {
            for (state, file) in files {
                if let Some(help) = state.help(commands) {
                    let properties = [("file", file.as_str()), ("title", state.label())];
                    terminal::out(&github::command(
                        "error",
                        &properties,
                        &format!("{}: {help}", state.label()),
                    ));
                }
            }
            terminal::out(&summary::headline(output));
        }
    }
}

/// Tells something that only a person needs to hear.
pub(crate) fn print_note(format: OutputFormat, text: &str) {
    if format == OutputFormat::Human {
        terminal::out(text);
    }
}

fn json(line: &Line<'_>) {
    // Text, numbers and lists: nothing of it can fail to be written as JSON.
    if let Ok(line) = serde_json::to_string(line) {
        terminal::out(&line);
    }
}

fn github_diagnostic(report: &Report) -> String {
    let level = match report.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = &report.place;
    let numbers = [place.line, place.column, place.end_line, place.end_column].map(|n| n.to_string());
    let [line, column, end_line, end_column] = &numbers;
    let mut properties = vec![("file", place.file.as_str()), ("line", line), ("endLine", end_line)];
    if line == end_line {
        // Of more than one line the runner takes no columns.
        properties.extend([("col", column.as_str()), ("endColumn", end_column)]);
    }
    properties.push(("title", report.code));
    let help = report.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    github::command(level, &properties, &format!("{}{help}", report.message))
}
