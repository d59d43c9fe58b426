//! Stage 3: from an `Api` to the files of a crate. Each file here emits one thing that a user of the crate sees.

mod builder;
mod docs;
mod generated_tests;
mod package;
mod request;
mod support;
mod types;

use self::builder::target::BuilderTarget;
#[cfg(test)]
pub(crate) use self::generated_tests::ui::{
    expected_errors::expected_errors,
    setter_chain::{Call, calls},
};
use self::package::module_tree;
use self::support::parallel::{self, Job};
use crate::fileset::FileSet;
use crate::ir::Api;

/// Every file of the crate for `api`. No two jobs write the same file.
pub(crate) fn emit(api: &Api) -> FileSet {
    let mut jobs: Vec<Job<'_>> =
        vec![Box::new(|files| add_package(api, files)), Box::new(|files| add_tests_and_manifest(api, files))];
    for module in module_tree::all(api) {
        jobs.push(Box::new(move |files| package::module_files::add(api, &module, files)));
    }
    for operation in &api.operations {
        jobs.push(Box::new(move |files| request::add_operation(api, operation, files)));
    }
    for ty in &api.types {
        if let Some(target) = BuilderTarget::of_type(ty) {
            jobs.push(Box::new(move |files| request::add_nested_object(api, ty, &target, files)));
        }
    }
    jobs.push(Box::new(|files| generated_tests::ui::add_common(api, files)));
    for target in BuilderTarget::all(api) {
        jobs.push(Box::new(move |files| generated_tests::ui::add_cases(api, &target, files)));
    }
    parallel::run(&jobs)
}

/// The package of the hand-written targets: its name and its files.
pub(crate) fn hand_written(api: &Api) -> Option<(String, FileSet)> {
    let targets = api.package.targets.as_ref()?;
    let mut files = FileSet::new();
    files.insert("Cargo.toml", package::cargo_toml::hand_written(api, targets));
    Some((package::cargo_toml::hand_written_package(&api.package.name), files))
}

/// Adds the files of the crate as a whole.
fn add_package(api: &Api, files: &mut FileSet) {
    files.insert(".rustfmt.toml", package::cargo_toml::rustfmt());
    files.insert("README.md", package::readme::text(api));
    files.insert("rules.json", package::rules_json::text(api));
    files.insert("src/lib.rs", package::lib_rs::text(api));
}

/// Adds the tests, and the manifest, which lists them.
fn add_tests_and_manifest(api: &Api, files: &mut FileSet) {
    let tests = generated_tests::examples::add(api, files);
    files.insert("Cargo.toml", package::cargo_toml::emit(api, &tests));
}
