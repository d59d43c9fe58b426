//! Compile-fail and compile-pass cases: one file for each row of a decision table, so that every cell has a case.
//!
//! Above each case, `error:` lines quote the sentences that the compiler has to print. `tests/ui.rs` compares them with the
//! blessed output and with `rules.json`, so that a careless bless cannot hide a wrong or missing one.

pub(crate) mod case;
pub(crate) mod case_file;
pub(crate) mod counterexample;
pub(crate) mod decision_table_rows;
pub(crate) mod expected_errors;
pub(crate) mod literals;
pub(crate) mod marker_arguments;
pub(crate) mod other_rules;
pub(crate) mod repeated_setters;
pub(crate) mod required_fields;
pub(crate) mod setter_chain;

use crate::emit::builder::target::BuilderTarget;
use crate::emit::support::pretty_print;
use crate::fileset::FileSet;
use crate::ir::Api;

/// The driver of the cases, a hand-written file that is the same for every crate.
const DRIVER: &str = include_str!("../../../templates/ui.rs");

/// Adds what does not belong to one builder: the driver, and the cases of literals.
pub(crate) fn add_common(api: &Api, files: &mut FileSet) {
    files.insert("tests/ui.rs", format!("{}\n{DRIVER}", pretty_print::header()));
    literals::add(api, files);
}

/// Adds the cases of one builder.
pub(crate) fn add_cases(api: &Api, target: &BuilderTarget<'_>, files: &mut FileSet) {
    let mut case_files = decision_table_rows::files(api, target);
    case_files.extend(other_rules::files(target).into_iter().flatten());
    case_files.extend(required_fields::file(target));
    case_files.extend(repeated_setters::file(target));
    case_files.extend(marker_arguments::file(api, target));
    for file in case_files {
        files.insert(file.path(target), file.text(api, target));
    }
}
