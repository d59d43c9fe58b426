//! The tests that a crate is generated with, of what is sent and received: in go the examples of the spec, out come the files
//! and their names for the manifest.

pub(crate) mod expected_encoding;
pub(crate) mod requests;
pub(crate) mod responses;
pub(crate) mod support_module;
pub(crate) mod test_file;
pub(crate) mod unknown_enum_values;

use crate::fileset::FileSet;
use crate::ir::Api;

/// Adds the tests of `api`: the names of those that Cargo is to run.
pub(crate) fn emit(api: &Api, files: &mut FileSet) -> Vec<&'static str> {
    if let Some(text) = support_module::emit(api) {
        files.insert("tests/support/requests.rs", text);
    }
    let tests = [("requests", requests::emit(api)), ("responses", responses::emit(api))];
    let named = tests.into_iter().filter_map(|(name, text)| Some((name, text?)));
    named
        .map(|(name, text)| {
            files.insert(format!("tests/{name}.rs"), text);
            name
        })
        .collect()
}
