//! What a builder is made for: the request of an operation, or an object inside of one.

use crate::ir::{Api, Argument, Module, Name, Operation, Place, RequestObject, TypeDef, TypeKind};

/// A type with a builder.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) name: &'a Name,
    pub(crate) module: &'a Module,
    /// What `builder(…)` takes.
    pub(crate) arguments: &'a [Argument],
    pub(crate) object: &'a RequestObject,
    /// Where its fields go; `None` for an object inside of a request.
    pub(crate) place: Option<Place>,
}

impl<'a> Subject<'a> {
    pub(crate) fn of_operation(operation: &'a Operation) -> Self {
        let Operation { name, module, arguments, object, place, .. } = operation;
        Self { name, module, arguments, object, place: Some(*place) }
    }

    /// The type, where it is an object inside of requests.
    pub(crate) fn of_type(ty: &'a TypeDef) -> Option<Self> {
        let TypeDef { name, module, .. } = ty;
        match &ty.kind {
            TypeKind::Request(object) => Some(Self { name, module, arguments: &[], object, place: None }),
            _ => None,
        }
    }

    /// Every type with a builder.
    pub(crate) fn all(api: &'a Api) -> impl Iterator<Item = Self> {
        let operations = api.operations.iter().map(Self::of_operation);
        operations.chain(api.types.iter().filter_map(Self::of_type)).filter(Self::has_builder)
    }

    /// Whether there is anything to set. An object is made by a builder in any case.
    pub(crate) fn has_builder(&self) -> bool {
        !self.is_sent() || self.object.has_fields()
    }

    /// Whether it is a request, which can be sent.
    pub(crate) fn is_sent(&self) -> bool {
        self.place.is_some()
    }

    /// What it is, in a sentence.
    pub(crate) fn noun(&self) -> &'static str {
        if self.is_sent() { "request" } else { "object" }
    }

    /// The same with its article.
    pub(crate) fn a_noun(&self) -> &'static str {
        if self.is_sent() { "a request" } else { "an object" }
    }
}
