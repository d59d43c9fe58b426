//! The examples of the spec as tests of what a crate sends and receives.

pub(crate) mod accessors;
pub(crate) mod expected_encoding;
pub(crate) mod requests;
pub(crate) mod response_list;
pub(crate) mod responses;
pub(crate) mod support_module;
pub(crate) mod test_file;
pub(crate) mod unknown_enum_values;

use crate::fileset::FileSet;
use crate::ir::Api;

/// Adds the tests of `api` and returns the names of the test targets.
pub(crate) fn add(api: &Api, files: &mut FileSet) -> Vec<&'static str> {
    if let Some(text) = support_module::text(api) {
        files.insert("tests/support/requests.rs", text);
    }
    if let Some(text) = response_list::text(api) {
        files.insert("tests/support/responses.rs", text);
    }
    let tests = [("requests", requests::text(api)), ("responses", responses::text(api))];
    let named = tests.into_iter().filter_map(|(name, text)| Some((name, text?)));
    named
        .map(|(name, text)| {
            files.insert(format!("tests/{name}.rs"), text);
            name
        })
        .collect()
}
