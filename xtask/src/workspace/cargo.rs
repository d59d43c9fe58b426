//! Running Cargo on the workspace: arguments come in, success or an error naming the command goes out.

use std::{env, process};

use crate::{error::Error, workspace::layout};

/// Runs `cargo` with `arguments`; `variable` is set for it alone. What it prints goes to the user as it is.
pub(crate) fn run(arguments: &[&str], variable: Option<(&str, &str)>) -> Result<(), Error> {
    let status = command(arguments)?
        .envs(variable)
        .status()
        .map_err(|error| Error::Failed(format!("cannot run `{}`: {error}", shown(arguments, variable))))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed(format!("`{}` failed ({status})", shown(arguments, variable))))
}

/// Runs `cargo` with `arguments`. Whether it succeeded, and what it wrote to stdout; the rest goes to the user as it is.
pub(crate) fn output(arguments: &[&str], variables: &[(&str, String)]) -> Result<(bool, String), Error> {
    let variables = variables.iter().map(|(name, value)| (name, value));
    let output = command(arguments)?
        .envs(variables)
        .stderr(process::Stdio::inherit())
        .output()
        .map_err(|error| Error::Failed(format!("cannot run `{}`: {error}", shown(arguments, None))))?;
    Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

fn command(arguments: &[&str]) -> Result<process::Command, Error> {
    // Cargo names itself, so that a child runs on the same toolchain.
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = process::Command::new(program);
    command.args(arguments).current_dir(layout::root()?);
    Ok(command)
}

/// The command as a user would type it.
pub(crate) fn shown(arguments: &[&str], variable: Option<(&str, &str)>) -> String {
    let quoted = |word: &str| {
        if word.contains(' ') { format!("'{word}'") } else { word.to_owned() }
    };
    let variable = variable.map(|(name, value)| format!("{name}={} ", quoted(value))).unwrap_or_default();
    let words: Vec<_> = arguments.iter().map(|word| quoted(word)).collect();
    format!("{variable}cargo {}", words.join(" "))
}
