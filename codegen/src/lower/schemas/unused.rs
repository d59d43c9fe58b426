//! How operations use the schemas of a document, and what is reported about those that they do not use.

use std::collections::BTreeSet;

use crate::diagnostic::Sink;
use crate::document::{self, Document, Null};
use crate::source::{FileId, Span};

/// The file of a component and its name there.
pub(crate) type ComponentKey = (FileId, String);

/// How operations use schemas.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    /// The components that some operation refers to, directly or by way of others.
    pub(crate) components: BTreeSet<ComponentKey>,
    /// The schemas of fields that are sent as text, of which none can be null.
    pub(crate) without_null: BTreeSet<Span>,
    /// The schemas of properties of JSON, which can be null.
    pub(crate) with_null: BTreeSet<Span>,
}

/// Reports every `nullable`: what to write instead depends on who uses the schema.
pub(crate) fn report_nullables(document: &Document, usage: &Usage, sink: &mut Sink) {
    for found in &document.nullables {
        let null = if usage.without_null.contains(&found.schema) {
            Null::Refused
        } else if usage.with_null.contains(&found.schema) {
            Null::Allowed
        } else {
            Null::Elsewhere
        };
        sink.push(found.diagnostic(null));
    }
}

pub(crate) fn report_unused_components(document: &Document, usage: &Usage, sink: &mut Sink) {
    if sink.errors() > 0 {
        // An error elsewhere may be the reason why nothing refers to a component.
        return;
    }
    for (_, component) in document.schemas.iter().filter(|(key, _)| !usage.components.contains(*key)) {
        sink.push(document::unused(&component.name));
    }
}
