//! What all emitters share: tokens, imports, formatting, files and parallel work.

pub(crate) mod file_writer;
pub(crate) mod imports;
pub(crate) mod parallel;
pub(crate) mod pretty_print;
pub(crate) mod tokens;
