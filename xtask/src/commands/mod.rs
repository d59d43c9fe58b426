//! One module for each command.

pub(crate) mod bless;
pub(crate) mod ci;
pub(crate) mod codegen;
pub(crate) mod compare;
pub(crate) mod explain;
pub(crate) mod fuzz;
pub(crate) mod oracle;
