//! Stage 3: what a spec means to the files of a crate. One file here for each thing that a user of the crate sees.

mod builder;
mod cases;
mod checks;
mod choice;
mod doc;
mod example;
mod finish;
mod imports;
mod input;
mod jobs;
mod library;
mod manifest;
mod markdown;
mod marker;
mod module;
mod object;
mod operation;
mod overview;
mod params;
mod readme;
mod request;
mod rules;
mod rules_json;
mod scalar;
mod state;
mod subject;
mod suite;
mod table;
mod text;
mod types;
mod wire;

use proc_macro2::{Ident, Literal, Span};

#[cfg(test)]
pub(crate) use self::cases::chain::{Call, calls, said};
use self::jobs::Job;
use crate::fileset::FileSet;
use crate::ir::Api;

/// Every file of the crate for `api`.
pub(crate) fn emit(api: &Api) -> FileSet {
    let mut jobs: Vec<Job<'_>> =
        vec![Box::new(|files| whole(api, files)), Box::new(|files| tests(api, files))];
    jobs.extend(module::jobs(api));
    jobs.extend(cases::jobs(api));
    jobs::run(&jobs)
}

/// The package of the hand-written targets: its name and its files.
pub(crate) fn hand_written(api: &Api) -> Option<(String, FileSet)> {
    let targets = api.package.targets.as_ref()?;
    let mut files = FileSet::new();
    files.insert("Cargo.toml", manifest::hand_written(api, targets));
    Some((manifest::hand_written_package(&api.package.name), files))
}

/// The files about the crate as a whole.
fn whole(api: &Api, files: &mut FileSet) {
    files.insert(".rustfmt.toml", manifest::rustfmt());
    files.insert("README.md", readme::emit(api));
    files.insert("rules.json", rules_json::emit(api));
    files.insert("src/lib.rs", library::emit(api));
}

/// The tests, and the manifest, which names them.
fn tests(api: &Api, files: &mut FileSet) {
    let names = suite::emit(api, files);
    files.insert("Cargo.toml", manifest::emit(api, &names));
}

/// An identifier out of a name that lowering has checked.
fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// An integer as a person writes it: without a suffix, and with `_` where it is long.
fn integer(value: i64) -> Literal {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::new();
    if value < 0 {
        grouped.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped.parse().unwrap_or_else(|_| Literal::i64_unsuffixed(value))
}

/// A count or an offset, without a suffix.
fn length(value: usize) -> Literal {
    Literal::usize_unsuffixed(value)
}
