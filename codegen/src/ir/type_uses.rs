//! Which module of the generated crate uses which named type.

use super::operation::Operation;
use super::resource::Module;
use super::types::field::{Scalar, TypeId};
use super::types::{TypeDef, TypeKind};

/// Each use of a named type, with the module that uses it. The type may be in another module.
pub(crate) fn uses<'a>(
    types: &'a [TypeDef],
    operations: &'a [Operation],
) -> impl Iterator<Item = (&'a Module, TypeId)> {
    let named = |scalar: Scalar| match scalar {
        Scalar::Named(id) => Some(id),
        _ => None,
    };
    let of_types = types.iter().flat_map(move |ty| {
        let (fields, variants): (Vec<_>, _) = match &ty.kind {
            TypeKind::ResponseObject(object) => (object.values().collect(), &[][..]),
            TypeKind::RequestObject(object) => (object.fields.iter().collect(), &[][..]),
            TypeKind::Event(event) => (Vec::new(), event.variants.as_slice()),
            TypeKind::Sid(_)
            | TypeKind::ConstrainedString(_)
            | TypeKind::Enumeration(_)
            | TypeKind::BoundedInteger(_)
            | TypeKind::String { .. } => (Vec::new(), &[][..]),
        };
        let of_fields = fields.into_iter().filter_map(move |field| named(field.ty.scalar));
        let of_variants = variants.iter().map(|variant| variant.fields);
        of_fields.chain(of_variants).map(move |id| (&ty.module, id))
    });
    let of_operations = operations.iter().flat_map(move |operation| {
        let arguments = operation.path_parameters.iter().map(|argument| argument.scalar);
        let fields = operation.object.fields.iter().chain(&operation.paged).map(|field| field.ty.scalar);
        let types = arguments.chain(fields).filter_map(named).chain(operation.response);
        types.map(|id| (&operation.module, id))
    });
    of_types.chain(of_operations)
}
