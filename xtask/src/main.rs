//! The project's own commands.
//!
//! This is the only program that writes to the working tree; the generator itself works in memory.

mod cli;
mod commands;
mod error;
mod workspace;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::{cli::terminal, commands::Command};

/// The project's own commands
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

fn main() -> ExitCode {
    let Some(command) = Cli::parse().command else {
        // A reader that closes the pipe early is no reason to fail.
        let _ = Cli::command().print_help();
        return ExitCode::SUCCESS;
    };
    match command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::err(&format!("error: {error}"));
            error.exit_code()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The command of a line, or the first line of the error about it.
    pub(crate) fn parsed(line: &str) -> Result<Command, String> {
        let cli = Cli::try_parse_from(["xtask"].into_iter().chain(line.split_whitespace()));
        let error = |error: clap::Error| error.to_string().lines().next().unwrap_or_default().to_owned();
        cli.map_err(error)?.command.ok_or_else(|| "no command".to_owned())
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn no_command_is_a_request_for_help() {
        assert_eq!(Cli::try_parse_from(["xtask"]).unwrap().command, None);
    }
}
