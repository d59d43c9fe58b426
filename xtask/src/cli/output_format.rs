//! The formats of the output.

use clap::ValueEnum;

/// Who reads the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For a person at a terminal
    #[default]
    Human,
    /// An object on each line
    Json,
    /// Annotations of a change, for the runner of GitHub Actions
    Github,
}
