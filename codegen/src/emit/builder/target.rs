//! What a builder is made for: the request of an operation, or an object inside of one.

use crate::ir::{Api, Encoding, Module, Name, Operation, PathParameter, RequestObject, TypeDef, TypeKind};

/// A type with a builder.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) name: &'a Name,
    pub(crate) module: &'a Module,
    /// What `builder(…)` takes.
    pub(crate) arguments: &'a [PathParameter],
    pub(crate) object: &'a RequestObject,
    /// Where its fields go; `None` for an object inside of a request.
    pub(crate) encoding: Option<Encoding>,
}

impl<'a> Subject<'a> {
    pub(crate) fn of_operation(operation: &'a Operation) -> Self {
        let Operation { name, module, path_parameters: arguments, object, encoding, .. } = operation;
        Self { name, module, arguments, object, encoding: Some(*encoding) }
    }

    /// The type, where it is an object inside of requests.
    pub(crate) fn of_type(ty: &'a TypeDef) -> Option<Self> {
        let TypeDef { name, module, .. } = ty;
        match &ty.kind {
            TypeKind::RequestObject(object) => {
                Some(Self { name, module, arguments: &[], object, encoding: None })
            }
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
        self.encoding.is_some()
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
