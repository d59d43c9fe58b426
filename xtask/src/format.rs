//! What a run found, for whoever reads it: diagnostics and files come in, lines for a person, a program or GitHub go out.
//!
//! For a program and for GitHub, every line of stdout is an object or a command, or the summary of a package. What a
//! command fails with goes to stderr as a sentence, whatever the format.

use flex_codegen::{Diagnostics, Report, Severity, Sources};
use serde::Serialize;

use crate::{
    codegen::Commands,
    output::{Contents, Output},
    report::{self, State},
    terminal,
};

/// Who reads the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// A person at a terminal.
    #[default]
    Human,
    /// A program: one JSON object on each line.
    Json,
    /// The runner of GitHub Actions, which turns commands into annotations of a change.
    Github,
}

/// A line of `--format json`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'l> {
    Diagnostic(&'l Report),
    File {
        state: State,
        file: &'l str,
        help: Option<String>,
    },
    Package {
        package: &'l str,
        /// Of the crate of a spec; no other package has these.
        operations: Option<usize>,
        types: Option<usize>,
        rules: Option<usize>,
        up_to_date: bool,
    },
}

impl Format {
    /// The format of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "human" => Some(Self::Human),
            "json" => Some(Self::Json),
            "github" => Some(Self::Github),
            _ => None,
        }
    }

    /// Tells what was found in a spec.
    pub(crate) fn tell_diagnostics(self, found: &Diagnostics, sources: &Sources) {
        match self {
            Self::Human => {
                terminal::err(&found.render(sources, terminal::colour()));
                if let Some(first) = found.iter().next() {
                    terminal::err(&format!("more about a code: `cargo xtask explain {}`", first.code()));
                }
            }
            Self::Json => found.reports(sources).for_each(|report| json(&Line::Diagnostic(&report))),
            Self::Github => {
                found.reports(sources).for_each(|report| terminal::out(&github_diagnostic(&report)));
            }
        }
    }

    /// Tells what became of a package: `text` to a person, and each of the `files` to a program.
    pub(crate) fn tell_package(
        self,
        output: &Output,
        text: &str,
        files: &[(State, String)],
        commands: &Commands,
    ) {
        match self {
            Self::Human => terminal::out(text),
            Self::Json => {
                for (state, file) in files {
                    json(&Line::File { state: *state, file, help: state.help(commands) });
                }
                let package = output.package.as_str();
                let summary = match &output.contents {
                    Contents::Crate(summary) => Some(summary),
                    Contents::HandWritten | Contents::Orphan => None,
                };
                json(&Line::Package {
                    package,
                    operations: summary.map(|summary| summary.operations),
                    types: summary.map(|summary| summary.types),
                    rules: summary.map(|summary| summary.rules),
                    up_to_date: output.plan.is_up_to_date(),
                });
            }
            Self::Github => {
                for (state, file) in files {
                    if let Some(help) = state.help(commands) {
                        let properties = [("file", file.as_str()), ("title", state.label())];
                        terminal::out(&command("error", &properties, &format!("{}: {help}", state.label())));
                    }
                }
                terminal::out(&report::headline(output));
            }
        }
    }

    /// Tells something that only a person needs to hear.
    pub(crate) fn tell(self, text: &str) {
        if self == Self::Human {
            terminal::out(text);
        }
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
    command(level, &properties, &format!("{}{help}", report.message))
}

/// A workflow command, as the runner reads it back:
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
fn command(name: &str, properties: &[(&str, &str)], data: &str) -> String {
    let escaped = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |(name, value): &(&str, &str)| {
        format!("{name}={}", escaped(value).replace(':', "%3A").replace(',', "%2C"))
    };
    let properties: Vec<_> = properties.iter().map(property).collect();
    format!("::{name} {}::{}", properties.join(","), escaped(data))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the runner takes a command apart: first the name and the properties, up to the next `::`, then the data.
    fn read(line: &str) -> (String, Vec<(String, String)>, String) {
        let (head, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (name, properties) = head.split_once(' ').unwrap();
        let unescaped = |text: &str| {
            let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":");
            text.replace("%2C", ",").replace("%25", "%")
        };
        let properties = properties.split(',').map(|pair| pair.split_once('=').unwrap());
        let properties = properties.map(|(name, value)| (name.to_owned(), unescaped(value))).collect();
        (name.to_owned(), properties, unescaped(data))
    }

    #[test]
    fn whatever_a_spec_holds_stays_inside_of_its_command() {
        let hostile = [
            "a::b",
            "::error::x",
            "a,line=7",
            "a\n::stop-commands::x",
            "100 %",
            "\r\n",
            "##[error]x",
            ": ,",
            "\u{1b}[31m",
        ];
        for text in hostile {
            let line = command("error", &[("file", text), ("title", "FG0601")], text);
            assert_eq!(line.lines().count(), 1, "{line:?}");
            let (name, properties, data) = read(&line);
            let expected = [("file", text), ("title", "FG0601")].map(|(n, v)| (n.to_owned(), v.to_owned()));
            assert_eq!((name.as_str(), properties, data.as_str()), ("error", expected.to_vec(), text));
        }
    }

    #[test]
    fn a_percent_sign_is_escaped_before_anything_else() {
        assert_eq!(command("error", &[("file", "%0A:")], "%0A\n"), "::error file=%250A%3A::%250A%0A");
    }
}
