//! One module for each command.

mod bless;
mod ci;
mod codegen;
mod compare;
mod explain;
mod fuzz;
mod oracle;

use clap::Subcommand;

use crate::error::Error;

/// A command with its options.
#[derive(Debug, PartialEq, Eq, Subcommand)]
pub(crate) enum Command {
    /// Write generated/ from every folder of spec/ that has a codegen.yaml
    Codegen(codegen::options::Options),
    /// Say what a diagnostic means, with a wrong and a right example, or list all codes
    Explain {
        /// The code, such as FG0101
        code: Option<String>,
    },
    /// Run the compile-fail tests and accept what the compiler says (.stderr files)
    Bless,
    /// Let libFuzzer look for input that breaks something
    Fuzz(fuzz::Options),
    /// Run what CI runs, up to the first step that fails
    Ci {
        /// A single step
        step: Option<ci::Step>,
    },
    /// Check validators and builders against jsonschema, with random requests and random sets of rules
    Oracle(oracle::Options),
    /// List what the description says differently from Twilio's OpenAPI documents
    Compare(compare::options::Options),
}

impl Command {
    pub(crate) fn run(self) -> Result<(), Error> {
        match self {
            Self::Codegen(options) => codegen::run(&options),
            Self::Explain { code } => explain::run(code.as_deref()),
            Self::Bless => bless::run(),
            Self::Fuzz(options) => fuzz::run(&options),
            Self::Ci { step } => ci::run(step),
            Self::Oracle(options) => oracle::run(options),
            Self::Compare(options) => compare::run(&options),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::parsed;

    #[test]
    fn commands() {
        assert_eq!(parsed("bless"), Ok(Command::Bless));
        assert_eq!(parsed("ci"), Ok(Command::Ci { step: None }));
        assert_eq!(parsed("ci clippy"), Ok(Command::Ci { step: Some(ci::Step::Clippy) }));
        assert_eq!(parsed("explain"), Ok(Command::Explain { code: None }));
        assert_eq!(parsed("explain fg0101"), Ok(Command::Explain { code: Some("fg0101".to_owned()) }));
    }

    #[test]
    fn what_is_not_known_is_named() {
        for (line, error) in [
            ("generate", "error: unrecognized subcommand 'generate'"),
            ("bless all", "error: unexpected argument 'all' found"),
            ("ci lint", "error: invalid value 'lint' for '[STEP]'"),
            ("ci fmt doc", "error: unexpected argument 'doc' found"),
            ("explain FG0101 FG0102", "error: unexpected argument 'FG0102' found"),
        ] {
            assert_eq!(parsed(line), Err(error.to_owned()), "{line}");
        }
    }
}
