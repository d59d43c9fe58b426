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

/// Runs the command. Writing and checking share everything up to the last step.
pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let outputs = match &options.spec_and_output {
        Some(given) => vec![package_plan::of_spec_and_output(given, options)?],
        None => package_plan::of_workspace(options)?,
    };
    let commands = SuggestedCommands::of(options);
    let act = if options.check { check } else { write };
    act(&outputs, &commands, options.format)
}

fn check(outputs: &[PackagePlan], commands: &SuggestedCommands, format: OutputFormat) -> Result<(), Error> {
    for output in outputs {
        print_package(format, output, &summary::checked(output), &summary::amiss(output), commands);
    }
    match summary::mend(outputs, commands) {
        None => Ok(()),
        Some(advice) => Err(Error::Failed(advice)),
    }
}

fn write(outputs: &[PackagePlan], commands: &SuggestedCommands, format: OutputFormat) -> Result<(), Error> {
    if let Some(refusal) = summary::refusal(outputs, commands) {
        if format != OutputFormat::Human {
            for output in outputs {
                print_package(format, output, "", &summary::foreign(output), commands);
            }
        }
        return Err(Error::Failed(refusal));
    }
    let took = write::apply(outputs)?;
    for output in outputs {
        print_package(format, output, &summary::written(output, took), &summary::done(output), commands);
    }
    for note in
        [summary::unblessed(outputs, commands), summary::reworded(outputs, commands)].into_iter().flatten()
    {
        print_note(format, &note);
    }
    Ok(())
}
