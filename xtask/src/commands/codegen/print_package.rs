//! Prints what a run did with a package, or found there.
//!
//! For a program and for GitHub, every line of stdout is an object or a command, or the summary of a package. What a
//! command fails with goes to stderr as a sentence, whatever the format.

use serde::Serialize;

use crate::{
    cli::{github, output_format::OutputFormat, terminal},
    commands::codegen::{
        file_state::FileState,
        package_plan::{Contents, PackagePlan},
        suggested_commands::SuggestedCommands,
        summary,
    },
};

/// A line of `--format json`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'l> {
    File {
        state: FileState,
        file: &'l str,
        help: Option<String>,
    },
    Package {
        package: &'l str,
        folder: String,
        /// Left out for a package that is not the crate of a spec.
        operations: Option<usize>,
        types: Option<usize>,
        rules: Option<usize>,
        up_to_date: bool,
    },
}

/// Prints what a run did with a package or found there: `text` for a person, each of the `files` for a program.
pub(crate) fn print_package(
    format: OutputFormat,
    package: &PackagePlan,
    text: &str,
    files: &[(FileState, String)],
    commands: &SuggestedCommands,
) {
    match format {
        OutputFormat::Human => terminal::out(text),
        OutputFormat::Json => {
            for (state, file) in files {
                terminal::json(&Line::File { state: *state, file, help: state.help(commands) });
            }
            let numbers = match &package.contents {
                Contents::Crate(summary) => Some(summary),
                Contents::HandWritten | Contents::Orphan => None,
            };
            terminal::json(&Line::Package {
                package: &package.name,
                folder: summary::folder_path(package),
                operations: numbers.map(|numbers| numbers.operations),
                types: numbers.map(|numbers| numbers.types),
                rules: numbers.map(|numbers| numbers.rules),
                up_to_date: package.plan.is_up_to_date(),
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
            terminal::out(&format!("{} in {}", summary::headline(package), summary::folder_path(package)));
        }
    }
}

/// Prints something that is for a person only.
pub(crate) fn print_note(format: OutputFormat, text: &str) {
    if format == OutputFormat::Human {
        terminal::out(text);
    }
}
