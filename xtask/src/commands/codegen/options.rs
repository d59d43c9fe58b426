//! The options of `cargo xtask codegen`.

use std::path::PathBuf;

use crate::cli::output_format::OutputFormat;

/// How to generate.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Write nothing, fail if anything differs.
    pub(crate) check: bool,
    /// Take a warning for an error.
    pub(crate) deny_warnings: bool,
    /// Who reads what comes out.
    pub(crate) format: OutputFormat,
    /// Instead of the workspace's own specs.
    pub(crate) spec_and_output: Option<SpecAndOutput>,
}

/// A spec and where its package goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SpecAndOutput {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}
