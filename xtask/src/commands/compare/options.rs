//! The options of `cargo xtask compare`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Args, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Twilio's OpenAPI documents in JSON, one for each version of the API
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Show what differences.yaml gives a reason for as well
    #[arg(long)]
    pub(crate) deliberate: bool,
    /// Who reads the output
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// The folder of any other description
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: Option<PathBuf>,
}

/// Who reads the output. A difference has no line in a file of the change, so there is nothing to annotate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person at a terminal
    #[default]
    Human,
    /// An object on each line
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::Command, tests::parsed};

    #[test]
    fn files_and_flags_in_any_order() {
        let options = |deliberate, format, spec: Option<&str>| {
            let files = vec!["v1.json".into(), "v2.json".into()];
            Ok(Command::Compare(Options { files, deliberate, format, spec: spec.map(Into::into) }))
        };
        assert_eq!(parsed("compare v1.json v2.json"), options(false, Format::Human, None));
        let line = "compare --deliberate v1.json --spec a v2.json";
        assert_eq!(parsed(line), options(true, Format::Human, Some("a")));
        let line = "compare v1.json --format=json v2.json --spec=a";
        assert_eq!(parsed(line), options(false, Format::Json, Some("a")));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let required = "error: the following required arguments were not provided:";
        for (line, error) in [
            ("compare", required),
            ("compare --deliberate", required),
            ("compare a.json --all", "error: unexpected argument '--all' found"),
            ("compare a.json --format github", "error: invalid value 'github' for '--format <FORMAT>'"),
            ("compare a.json --spec", "error: a value is required for '--spec <DIR>' but none was supplied"),
            (
                "compare a.json --spec a --spec b",
                "error: the argument '--spec <DIR>' cannot be used multiple times",
            ),
        ] {
            assert_eq!(parsed(line), Err(error.to_owned()), "{line}");
        }
    }
}
