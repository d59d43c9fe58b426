//! The titles of operations and resources in docs.

use super::markdown;
use crate::ir::{Api, Module, Operation};

/// The summary, or the name if the spec has none, without a full stop.
pub(crate) fn of_operation(operation: &Operation) -> String {
    let summary = operation.summary.trim().trim_end_matches('.');
    if summary.is_empty() { operation.name.wire.clone() } else { markdown::cell(summary) }
}

/// The title of a resource, if the spec gives one.
pub(crate) fn of_resource(api: &Api, module: &Module) -> Option<String> {
    let title = api.resource(module).map(|resource| resource.title.as_str());
    title.filter(|title| !title.is_empty()).map(markdown::cell)
}
