//! Input and output that the commands have in common.

pub(crate) mod count;
pub(crate) mod escape;
pub(crate) mod github;
pub(crate) mod output_format;
pub(crate) mod terminal;
pub(crate) mod value_name;
