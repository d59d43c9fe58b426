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
    /// The schemas of fields of requests.
    pub(crate) sent: BTreeSet<Span>,
    /// The schemas of properties of responses.
    pub(crate) received: BTreeSet<Span>,
}

/// Reports every `nullable`: what to write instead depends on who uses the schema.
pub(crate) fn report_nullables(document: &Document, usage: &Usage, sink: &mut Sink) {
    for found in &document.nullables {
        let null = if usage.sent.contains(&found.schema) {
            Null::Sent
        } else if usage.received.contains(&found.schema) {
            Null::Received
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
