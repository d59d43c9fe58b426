//! `cargo xtask codegen`: writes a package for each spec or, with `--check`, reports what differs.

mod file_state;
pub(crate) mod options;
mod package_plan;
mod print_diagnostics;
mod print_package;
mod suggested_commands;
mod summary;
mod write;

use self::{
    options::Options,
    package_plan::PackagePlan,
    print_package::{print_note, print_package},
    suggested_commands::SuggestedCommands,
};
use crate::{cli::output_format::OutputFormat, error::Error};

/// Runs the command. Writing and checking are the same up to the last step.
pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let packages = match &options.spec_and_output {
        Some(given) => vec![package_plan::of_spec_and_output(given, options)?],
        None => package_plan::of_workspace(options)?,
    };
    let commands = SuggestedCommands::of(options);
    let finish = if options.check { check } else { write };
    finish(&packages, &commands, options.format)
}

fn check(packages: &[PackagePlan], commands: &SuggestedCommands, format: OutputFormat) -> Result<(), Error> {
    for package in packages {
        print_package(format, package, &summary::after_check(package), &summary::problems(package), commands);
    }
    match summary::check_failure(packages, commands) {
        None => Ok(()),
        Some(failure) => Err(Error::Failed(failure)),
    }
}

fn write(packages: &[PackagePlan], commands: &SuggestedCommands, format: OutputFormat) -> Result<(), Error> {
    if let Some(refusal) = summary::refusal(packages, commands) {
        if format != OutputFormat::Human {
            for package in packages {
                print_package(format, package, "", &summary::foreign(package), commands);
            }
        }
        return Err(Error::Failed(refusal));
    }
    let took = write::apply(packages)?;
    for package in packages {
        print_package(
            format,
            package,
            &summary::after_write(package, took),
            &summary::changes(package),
            commands,
        );
    }
    for note in [summary::unblessed(packages, commands), summary::changed_cases(packages, commands)]
        .into_iter()
        .flatten()
    {
        print_note(format, &note);
    }
    Ok(())
}
