//! Runs Cargo in the workspace.

use std::{env, process};

use crate::{error::Error, workspace::layout};

/// Runs `cargo` with `arguments` and, if it is given, an environment variable. Its output is that of this program.
pub(crate) fn run(arguments: &[&str], variable: Option<(&str, &str)>) -> Result<(), Error> {
    let status = command(arguments)?
        .envs(variable)
        .status()
        .map_err(|error| Error::Failed(format!("cannot run `{}`: {error}", display(arguments, variable))))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed(format!("`{}` failed ({status})", display(arguments, variable))))
}

/// Runs `cargo` with `arguments`. Returns whether it succeeded and what it wrote to stdout; its stderr is that of this
/// program.
pub(crate) fn output(arguments: &[&str], variables: &[(&str, String)]) -> Result<(bool, String), Error> {
    let variables = variables.iter().map(|(name, value)| (name, value));
    let output = command(arguments)?
        .envs(variables)
        .stderr(process::Stdio::inherit())
        .output()
        .map_err(|error| Error::Failed(format!("cannot run `{}`: {error}", display(arguments, None))))?;
    Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

fn command(arguments: &[&str]) -> Result<process::Command, Error> {
    // Cargo sets this to its own path, so a child runs on the same toolchain.
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = process::Command::new(program);
    command.args(arguments).current_dir(layout::root()?);
    Ok(command)
}

/// The command as a user would type it.
pub(crate) fn display(arguments: &[&str], variable: Option<(&str, &str)>) -> String {
    let quoted = |word: &str| {
        if word.contains(' ') { format!("'{word}'") } else { word.to_owned() }
    };
    let variable = variable.map(|(name, value)| format!("{name}={} ", quoted(value))).unwrap_or_default();
    let words: Vec<_> = arguments.iter().map(|word| quoted(word)).collect();
    format!("{variable}cargo {}", words.join(" "))
}
