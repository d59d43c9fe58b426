//! Text to the user: lines come in and go to stdout or stderr.
//!
//! A reader that closes the pipe early (`| head`) is no reason to fail, and `println!` would panic.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

/// A result.
pub(crate) fn out(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// A result for a program: a JSON object on a line of its own.
pub(crate) fn json(line: &impl Serialize) {
    // Text, numbers and lists: nothing of it can fail to be written as JSON.
    if let Ok(line) = serde_json::to_string(line) {
        out(&line);
    }
}

/// A complaint.
pub(crate) fn err(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Whether complaints may be coloured: someone looks at them and did not object (<https://no-color.org>).
pub(crate) fn colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
