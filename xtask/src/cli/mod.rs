//! What a user types and reads: the command line, the terminal and the formats of the output.

pub(crate) mod args;
pub(crate) mod escape;
pub(crate) mod github;
pub(crate) mod output_format;
pub(crate) mod terminal;
