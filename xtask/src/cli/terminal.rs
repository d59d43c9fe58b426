//! Output to stdout and stderr.
//!
//! `println!` panics if the reader closes the pipe early, as `| head` does. Here that is no failure.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

/// Prints a result.
pub(crate) fn out(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Prints a result for a program: a JSON object on a line of its own.
pub(crate) fn json(line: &impl Serialize) {
    // Text, numbers and lists can always be written as JSON.
    if let Ok(line) = serde_json::to_string(line) {
        out(&line);
    }
}

/// Prints an error or a warning.
pub(crate) fn err(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Whether errors may be coloured: they go to a terminal, and `NO_COLOR` is not set (<https://no-color.org>).
pub(crate) fn colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
