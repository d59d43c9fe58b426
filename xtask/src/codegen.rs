//! `cargo xtask codegen`: specs come in, generated packages are written, or with `--check` compared only.

use std::path::PathBuf;

use crate::{
    error::Error,
    output::{self, Output},
    report, terminal, workspace, write,
};

/// How to generate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Write nothing, fail if anything differs.
    pub(crate) check: bool,
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
        Some(place) => vec![output::of_place(place)?],
        None => output::of_workspace()?,
    };
    let commands = Commands::of(options);
    if options.check { check(&outputs, &commands) } else { write(&outputs, &commands) }
}

fn check(outputs: &[Output], commands: &Commands) -> Result<(), Error> {
    for output in outputs {
        terminal::out(&report::checked(output));
    }
    match report::mend(outputs, commands) {
        None => Ok(()),
        Some(advice) => Err(Error::Failed(advice)),
    }
}

fn write(outputs: &[Output], commands: &Commands) -> Result<(), Error> {
    if let Some(refusal) = report::refusal(outputs, commands) {
        return Err(Error::Failed(refusal));
    }
    let took = write::apply(outputs)?;
    for output in outputs {
        terminal::out(&report::written(output, took));
    }
    for note in
        [report::unblessed(outputs, commands), report::reworded(outputs, commands)].into_iter().flatten()
    {
        terminal::out(&note);
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
