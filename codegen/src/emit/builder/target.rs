//! What a builder builds: the request of an operation, or a nested object.

use crate::emit::types::field_type;
use crate::ir::{
    Api, Encoding, Module, Name, Operation, PathParameter, RequestObject, TypeDef, TypeId, TypeKind,
};

/// A request or nested object, as far as its builder is concerned.
#[derive(Clone, Copy)]
pub(crate) struct BuilderTarget<'a> {
    pub(crate) name: &'a Name,
    pub(crate) module: &'a Module,
    /// The parameters of `builder(…)`.
    pub(crate) arguments: &'a [PathParameter],
    pub(crate) object: &'a RequestObject,
    /// How the fields of a request are sent; `None` for a nested object.
    pub(crate) encoding: Option<Encoding>,
}

impl<'a> BuilderTarget<'a> {
    pub(crate) fn of_operation(operation: &'a Operation) -> Self {
        let Operation { name, module, path_parameters: arguments, object, encoding, .. } = operation;
        Self { name, module, arguments, object, encoding: Some(*encoding) }
    }

    /// The nested object that a type is; `None` for any other type.
    pub(crate) fn of_type(ty: &'a TypeDef) -> Option<Self> {
        let TypeDef { name, module, .. } = ty;
        match &ty.kind {
            TypeKind::RequestObject(object) => {
                Some(Self { name, module, arguments: &[], object, encoding: None })
            }
            _ => None,
        }
    }

    /// Every request and nested object with a builder.
    pub(crate) fn all(api: &'a Api) -> impl Iterator<Item = Self> {
        let operations = api.operations.iter().map(Self::of_operation);
        operations.chain(api.types.iter().filter_map(Self::of_type)).filter(Self::has_builder)
    }

    /// Whether it has a builder. A request without fields has none; a nested object always has one.
    pub(crate) fn has_builder(&self) -> bool {
        !self.is_request() || self.object.has_fields()
    }

    /// Whether the builder has a type parameter for its state.
    pub(crate) fn has_state(&self) -> bool {
        !self.object.slots.is_empty()
    }

    /// Whether it is a request, which can be sent.
    pub(crate) fn is_request(&self) -> bool {
        self.encoding.is_some()
    }

    /// The name of the builder.
    pub(crate) fn builder_name(&self) -> String {
        builder_name(self.name)
    }

    /// The named types of the path parameters and fields.
    pub(crate) fn named_types(&self) -> impl Iterator<Item = TypeId> {
        let arguments = self.arguments.iter().map(|argument| argument.scalar);
        let fields = self.object.fields.iter().map(|field| field.ty.scalar);
        arguments.chain(fields).filter_map(field_type::id_of)
    }

    /// The common noun for it in docs.
    pub(crate) fn noun(&self) -> &'static str {
        if self.is_request() { "request" } else { "object" }
    }

    /// The noun with its article.
    pub(crate) fn a_noun(&self) -> &'static str {
        if self.is_request() { "a request" } else { "an object" }
    }
}

/// The name of the builder of `name`.
pub(crate) fn builder_name(name: &Name) -> String {
    format!("{}Builder", name.pascal)
}
