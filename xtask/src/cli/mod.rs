//! What a user types and reads, whatever the command.

pub(crate) mod escape;
pub(crate) mod github;
pub(crate) mod output_format;
pub(crate) mod terminal;
pub(crate) mod value_name;
