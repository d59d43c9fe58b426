//! Prints the diagnostics of a spec.

use flex_codegen::{Diagnostics, Report, Severity, Sources};
use serde::Serialize;

use crate::cli::{github, output_format::OutputFormat, terminal};

/// A line of `--format json`.
#[derive(Serialize)]
#[serde(tag = "kind", rename = "diagnostic")]
struct Line<'l> {
    #[serde(flatten)]
    report: &'l Report,
}

pub(crate) fn print_diagnostics(format: OutputFormat, diagnostics: &Diagnostics, sources: &Sources) {
    match format {
        OutputFormat::Human => {
            terminal::err(&diagnostics.render(sources, terminal::colour()));
            if let Some(first) = diagnostics.iter().next() {
                terminal::err(&format!("more about a code: `cargo xtask explain {}`", first.code()));
            }
        }
        OutputFormat::Json => {
            diagnostics.reports(sources).for_each(|report| terminal::json(&Line { report: &report }));
        }
        OutputFormat::Github => {
            diagnostics.reports(sources).for_each(|report| terminal::out(&github_diagnostic(&report)));
        }
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
        // The runner takes columns only of a single line.
        properties.extend([("col", column.as_str()), ("endColumn", end_column)]);
    }
    properties.push(("title", report.code));
    let help = report.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    github::command(level, &properties, &format!("{}{help}", report.message))
}
