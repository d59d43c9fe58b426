//! The project's own commands: arguments come in, files in `generated/` and an exit code go out.
//!
//! This is the only program that writes to the working tree; the generator itself works in memory.

mod cli;
mod commands;
mod error;
mod workspace;

use std::process::ExitCode;

use crate::{
    cli::{
        args::{self, Command},
        terminal,
    },
    commands::{bless, ci, codegen, compare, explain, fuzz, oracle},
    error::Error,
};

fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::err(&format!("error: {error}"));
            if let Error::Usage(_) = error {
                terminal::err(&format!("\n{}", args::USAGE));
            }
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
