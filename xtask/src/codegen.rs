//! `cargo xtask codegen`: specs come in, generated packages are written, or with `--check` compared only.

use std::path::PathBuf;

use crate::{
    error::Error,
    format::Format,
    output::{self, Output},
    report, workspace, write,
};

/// How to generate.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Write nothing, fail if anything differs.
    pub(crate) check: bool,
    /// Take a warning for an error.
    pub(crate) deny_warnings: bool,
    /// Who reads what comes out.
    pub(crate) format: Format,
    /// Instead of the workspace's own specs.
    pub(crate) place: Option<Place>,
}

/// A spec and where its package goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}

/// Runs the command. Writing and checking share everything up to the last step.
pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let outputs = match &options.place {
        Some(place) => vec![output::of_place(place, options)?],
        None => output::of_workspace(options)?,
    };
    let commands = Commands::of(options);
    let act = if options.check { check } else { write };
    act(&outputs, &commands, options.format)
}

fn check(outputs: &[Output], commands: &Commands, format: Format) -> Result<(), Error> {
    for output in outputs {
        format.tell_package(output, &report::checked(output), &report::amiss(output), commands);
    }
    match report::mend(outputs, commands) {
        None => Ok(()),
        Some(advice) => Err(Error::Failed(advice)),
    }
}

fn write(outputs: &[Output], commands: &Commands, format: Format) -> Result<(), Error> {
    if let Some(refusal) = report::refusal(outputs, commands) {
        if format != Format::Human {
            for output in outputs {
                format.tell_package(output, "", &report::foreign(output), commands);
            }
        }
        return Err(Error::Failed(refusal));
    }
    let took = write::apply(outputs)?;
    for output in outputs {
        format.tell_package(output, &report::written(output, took), &report::done(output), commands);
    }
    for note in
        [report::unblessed(outputs, commands), report::reworded(outputs, commands)].into_iter().flatten()
    {
        format.tell(&note);
    }
    Ok(())
}

/// What to tell a user to run.
pub(crate) struct Commands {
    pub(crate) codegen: String,
    pub(crate) bless: String,
}

impl Commands {
    fn of(options: &Options) -> Self {
        match &options.place {
            None => Self { codegen: "cargo xtask codegen".to_owned(), bless: "cargo xtask bless".to_owned() },
            Some(place) => {
                let (spec, out) = (workspace::shown(&place.spec), workspace::shown(&place.out));
                Self {
                    codegen: format!("cargo xtask codegen --spec {spec} --out {out}"),
                    // `bless` runs packages of this workspace only.
                    bless: format!("cd {out} && TRYBUILD=overwrite cargo test --test ui"),
                }
            }
        }
    }
}
