//! The project's own commands: arguments come in, files in `generated/` and an exit code go out.
//!
//! This is the only program that writes to the working tree; the generator itself works in memory.

mod args;
mod bless;
mod cargo;
mod ci;
mod codegen;
mod compare;
mod error;
mod explain;
mod features;
mod folder;
mod format;
mod fuzz;
mod listing;
mod oracle;
mod output;
mod report;
mod sources;
mod terminal;
mod workspace;
mod write;

use std::process::ExitCode;

use crate::{args::Command, error::Error};

fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::err(&format!("error: {error}"));
            error.exit_code()
        }
    }
}

fn run(command: Command) -> Result<(), Error> {
    match command {
        Command::Help => {
            terminal::out(args::USAGE);
            Ok(())
        }
        Command::Codegen(options) => codegen::run(&options),
        Command::Explain(code) => {
            terminal::out(&explain::page(code));
            Ok(())
        }
        Command::Bless => bless::run(),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Ci(step) => ci::run(step),
        Command::Oracle(options) => oracle::run(options),
        Command::Compare(options) => compare::run(&options),
    }
}
