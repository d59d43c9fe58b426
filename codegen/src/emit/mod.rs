//! Stage 3: what a spec means to the files of a crate. One file here for each thing that a user of the crate sees.

mod builder;
mod docs;
mod generated_tests;
mod package;
mod request;
mod support;
mod types;

use proc_macro2::{Ident, Literal, Span};

#[cfg(test)]
pub(crate) use self::generated_tests::ui::case::{Call, calls, said};
use self::support::parallel::Job;
use crate::fileset::FileSet;
use crate::ir::Api;

/// Every file of the crate for `api`.
pub(crate) fn emit(api: &Api) -> FileSet {
    let mut jobs: Vec<Job<'_>> =
        vec![Box::new(|files| whole(api, files)), Box::new(|files| tests(api, files))];
    jobs.extend(package::module_tree::jobs(api));
    jobs.extend(generated_tests::ui::jobs(api));
    support::parallel::run(&jobs)
}

/// The files about the crate as a whole.
fn whole(api: &Api, files: &mut FileSet) {
    files.insert(".rustfmt.toml", package::cargo_toml::rustfmt());
    files.insert("README.md", package::readme::emit(api));
    files.insert("rules.json", package::rules_json::emit(api));
    files.insert("src/lib.rs", package::lib_rs::emit(api));
}

/// The tests, and the manifest, which names them.
fn tests(api: &Api, files: &mut FileSet) {
    let names = generated_tests::examples::emit(api, files);
    files.insert("Cargo.toml", package::cargo_toml::emit(api, &names));
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
