//! Lowers JSON Schema: components to named types, properties and parameters to fields.

pub(crate) mod all_of;
mod bounded_integer;
mod component;
mod enumeration;
pub(crate) mod keywords;
pub(crate) mod pattern;
mod property;
pub(crate) mod request_object;
pub(crate) mod response_object;
mod string;
pub(crate) mod types;
pub(crate) mod unused;

use std::collections::{BTreeMap, BTreeSet};

use self::types::Types;
use self::unused::{ComponentKey, Usage};
use super::names::collision::NameTable;
use super::spans::SpanIndex;
use crate::document::Document;
use crate::ir::{TypeId, TypeKind};

/// Where a schema is used, which decides what its type may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Request,
    Response,
}

/// Lowers components when the first operation refers to them, and keeps their types.
pub(crate) struct Components<'d> {
    document: &'d Document,
    pub(crate) types: Types,
    pub(crate) names: NameTable,
    pub(crate) spans: SpanIndex,
    /// The type made of each component, `None` where that failed and was reported.
    lowered: BTreeMap<ComponentKey, Option<TypeId>>,
    /// The components that are being lowered right now, to find a cycle.
    open: Vec<ComponentKey>,
    /// The documented names of the request fields of each type.
    labels: BTreeMap<TypeId, BTreeSet<String>>,
    /// Properties of responses that could not be read.
    unreadable_properties: BTreeSet<String>,
    usage: Usage,
}

impl<'d> Components<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self {
            document,
            types: Types::default(),
            names: NameTable::default(),
            spans: SpanIndex::default(),
            lowered: BTreeMap::new(),
            open: Vec::new(),
            labels: BTreeMap::new(),
            unreadable_properties: BTreeSet::new(),
            usage: Usage::default(),
        }
    }

    /// Whether some response has a property of this name that could not be read, which was reported.
    pub(crate) fn is_unreadable_property(&self, name: &str) -> bool {
        self.unreadable_properties.contains(name)
    }

    /// Runs `lower`, and forgets the types and names that come of it.
    pub(crate) fn without_types(&mut self, lower: impl FnOnce(&mut Self)) {
        let before = (self.types.len(), self.lowered.clone(), self.names.clone());
        lower(self);
        self.types.truncate(before.0);
        (self.lowered, self.names) = (before.1, before.2);
    }

    /// All types, the names that the modules of the crate define, and how the schemas are used.
    pub(crate) fn finish(mut self) -> (Types, NameTable, Usage) {
        // A bounded integer is called by its field's documented name, where there is only one.
        for (id, labels) in &self.labels {
            let mut labels = labels.iter();
            if let (TypeKind::BoundedInteger(bounded), Some(label), None) =
                (self.types.kind_mut(*id), labels.next(), labels.next())
            {
                bounded.label.clone_from(label);
            }
        }
        (self.types, self.names, self.usage)
    }
}
