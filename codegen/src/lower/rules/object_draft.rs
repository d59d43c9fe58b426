//! A request object whose fields are lowered and whose rules are not.

use std::collections::BTreeSet;

use crate::document::Spanned;
use crate::ir::Field;
use crate::lower::schemas::all_of::FlattenedObject;

/// What the rules of an object are lowered from.
pub(crate) struct ObjectDraft<'o> {
    /// The id of the operation, or the name of the component.
    pub(crate) name: &'o Spanned<String>,
    pub(crate) flat: &'o FlattenedObject<'o>,
    pub(crate) fields: Vec<Field>,
    /// The documented name of each field.
    pub(crate) wires: &'o [Spanned<String>],
    pub(crate) unreadable: &'o UnreadableFields,
}

/// The fields of an object that could not be read. That was reported: it is no mistake to mention them.
#[derive(Debug)]
pub(crate) struct UnreadableFields {
    names: BTreeSet<String>,
    /// Whether there are some whose names are not known.
    has_unknown: bool,
}

impl UnreadableFields {
    /// Those of the fields `described` that have not become one of `wires`, and those of an unreadable part.
    pub(crate) fn new<'n>(
        described: impl Iterator<Item = &'n Spanned<String>>,
        wires: &[Spanned<String>],
        flat: &FlattenedObject<'_>,
    ) -> Self {
        let unread = described.filter(|name| wires.iter().all(|wire| wire.value != name.value));
        Self { names: unread.map(|name| name.value.clone()).collect(), has_unknown: flat.has_unreadable_part }
    }

    /// Whether a field of this name may exist.
    pub(crate) fn may_contain(&self, name: &str) -> bool {
        self.has_unknown || self.names.contains(name)
    }
}
