//! What all emitters share: imports, formatting and parallel work.

pub(crate) mod imports;
pub(crate) mod parallel;
pub(crate) mod pretty_print;
