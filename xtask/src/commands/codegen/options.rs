//! The options of `cargo xtask codegen`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::output_format::OutputFormat;

#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Write nothing; list what differs and fail if anything does
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing and fail if a spec has a warning
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Who reads the output
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: OutputFormat,
    #[command(flatten)]
    pub(crate) spec_and_output: Option<SpecAndOutput>,
}

// A spec outside of `spec/`, and where its package goes. A doc comment would become the help of the command.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[group(requires_all = ["spec", "out"])]
pub(crate) struct SpecAndOutput {
    /// The folder of any other spec
    #[arg(long, value_name = "DIR", required = false)]
    pub(crate) spec: PathBuf,
    /// The folder to write it to; the crate joins the workspace around it
    #[arg(long, value_name = "DIR", required = false)]
    pub(crate) out: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::Command, tests::parsed};

    #[test]
    fn folders_are_given_in_any_form() {
        let spec_and_output = Some(SpecAndOutput { spec: "a".into(), out: "b".into() });
        let expected = Options { check: true, spec_and_output, ..Options::default() };
        for line in ["codegen --check --spec a --out b", "codegen --out=b --spec=a --check"] {
            assert_eq!(parsed(line).as_ref(), Ok(&Command::Codegen(expected.clone())), "{line}");
        }
        assert_eq!(parsed("codegen"), Ok(Command::Codegen(Options::default())));
    }

    #[test]
    fn a_format_is_named_in_either_form() {
        let options = |format, deny_warnings| Options { deny_warnings, format, ..Options::default() };
        let json = Command::Codegen(options(OutputFormat::Json, false));
        assert_eq!(parsed("codegen --format json"), Ok(json));
        let github = Command::Codegen(options(OutputFormat::Github, true));
        assert_eq!(parsed("codegen --deny-warnings --format=github"), Ok(github));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let required = "error: the following required arguments were not provided:";
        let no_folder = "error: a value is required for '--spec <DIR>' but none was supplied";
        for (line, error) in [
            ("codegen --chek", "error: unexpected argument '--chek' found"),
            ("codegen there", "error: unexpected argument 'there' found"),
            ("codegen --spec a", required),
            ("codegen --out a", required),
            ("codegen --out", "error: a value is required for '--out <DIR>' but none was supplied"),
            ("codegen --spec --check", no_folder),
            ("codegen --spec= --out a", no_folder),
            ("codegen --check --check", "error: the argument '--check' cannot be used multiple times"),
            ("codegen --format", "error: a value is required for '--format <FORMAT>' but none was supplied"),
            ("codegen --format=", "error: a value is required for '--format <FORMAT>' but none was supplied"),
            ("codegen --format xml", "error: invalid value 'xml' for '--format <FORMAT>'"),
        ] {
            assert_eq!(parsed(line), Err(error.to_owned()), "{line}");
        }
        let twice = parsed("codegen --format json --format json").unwrap_err();
        assert_eq!(twice, "error: the argument '--format <FORMAT>' cannot be used multiple times");
    }
}
