//! The Rust types of fields: as they are stored, as a setter takes them, as a response holds them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::support::tokens::ident;
use crate::ir::{Api, Field, FieldType, Scalar, TypeId, TypeKind};

/// The name of the type of a field, where it has a name of its own.
pub(crate) fn named(api: &Api, id: TypeId) -> Ident {
    ident(&api.ty(id).name.pascal)
}

/// How a request stores the value of a field.
pub(crate) fn stored_field(api: &Api, field: &Field) -> TokenStream {
    let stored = stored(api, field.ty.scalar);
    match field.ty.scalar {
        _ if field.ty.list => quote!(Vec<#stored>),
        // Most texts are short, and need no allocation then.
        Scalar::String => quote!(CompactString),
        _ => stored,
    }
}

/// How a request stores a value; of a list, an item.
pub(crate) fn stored(api: &Api, scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::String => quote!(String),
        Scalar::Integer => quote!(i64),
        Scalar::Number => quote!(Number),
        Scalar::Boolean => quote!(bool),
        Scalar::Uri => quote!(Uri),
        Scalar::Timestamp => quote!(Timestamp),
        Scalar::Secret => quote!(Secret),
        Scalar::Object => quote!(Map<String, Value>),
        Scalar::StringMap => quote!(BTreeMap<String, String>),
        Scalar::Any => quote!(Value),
        Scalar::Named(id) => {
            let name = named(api, id);
            quote!(#name)
        }
    }
}

/// What a setter takes, and how it becomes what is stored.
pub(crate) fn argument(api: &Api, field: &Field, name: &Ident) -> (TokenStream, TokenStream) {
    let scalar = field.ty.scalar;
    let stored = stored(api, scalar);
    if matches!(scalar, Scalar::String) && !field.ty.list {
        return (quote!(impl Into<String>), quote!(CompactString::from(#name.into())));
    }
    match (is_text(api, scalar) || matches!(scalar, Scalar::Number | Scalar::Any), field.ty.list) {
        (true, false) => (quote!(impl Into<#stored>), quote!(#name.into())),
        (false, false) => (stored, quote!(#name)),
        (true, true) => {
            let items = quote!(impl IntoIterator<Item = impl Into<#stored>>);
            (items, quote!(#name.into_iter().map(Into::into).collect()))
        }
        (false, true) => (quote!(impl IntoIterator<Item = #stored>), quote!(#name.into_iter().collect())),
    }
}

/// What an accessor returns, out of `self.params.…`.
pub(crate) fn accessor(api: &Api, field: &Field) -> (TokenStream, TokenStream) {
    let name = ident(&field.name.snake);
    let stored = stored(api, field.ty.scalar);
    match field.ty.scalar {
        _ if field.ty.list => (quote!(Option<&[#stored]>), quote!(self.params.#name.as_deref())),
        Scalar::String => (quote!(Option<&str>), quote!(self.params.#name.as_deref())),
        scalar
            if is_text(api, scalar)
                || is_owned(api, scalar)
                || matches!(scalar, Scalar::Uri | Scalar::Object | Scalar::Any) =>
        {
            (quote!(Option<&#stored>), quote!(self.params.#name.as_ref()))
        }
        _ => (quote!(Option<#stored>), quote!(self.params.#name)),
    }
}

/// The type of a member of a response object.
pub(crate) fn received(api: &Api, field: &Field) -> TokenStream {
    let FieldType { list, .. } = field.ty;
    let item = received_item(api, field);
    let value = if list { quote!(Vec<#item>) } else { item };
    if is_certain(field) { value } else { quote!(Option<#value>) }
}

/// Whether a response has a member in any case.
pub(crate) fn is_certain(field: &Field) -> bool {
    field.required && !field.ty.nullable
}

/// The type of a value of a response object; of one item, for a list.
pub(crate) fn received_item(api: &Api, field: &Field) -> TokenStream {
    match field.ty.scalar {
        Scalar::Named(id) => {
            let name = named(api, id);
            match api.ty(id).kind {
                TypeKind::Sid(_) | TypeKind::ConstrainedString(_) | TypeKind::Enumeration(_) => {
                    quote!(Open<#name>)
                }
                // The bounds are for what is sent.
                TypeKind::BoundedInteger(_) => quote!(i64),
                TypeKind::String { .. } | TypeKind::ResponseObject(_) | TypeKind::RequestObject(_) => {
                    quote!(#name)
                }
            }
        }
        // What the server sent is JSON, whose numbers are finite.
        Scalar::Number => quote!(f64),
        scalar => stored(api, scalar),
    }
}

/// Whether a setter takes anything that turns into the type.
pub(crate) fn is_text(api: &Api, scalar: Scalar) -> bool {
    match scalar {
        Scalar::String => true,
        Scalar::Named(id) => matches!(api.ty(id).kind, TypeKind::String { .. }),
        _ => false,
    }
}

/// Whether the type is one that is not copied: a checked text, an object.
fn is_owned(api: &Api, scalar: Scalar) -> bool {
    id_of(scalar).is_some_and(|id| {
        matches!(api.ty(id).kind, TypeKind::ConstrainedString(_) | TypeKind::RequestObject(_))
    })
}

/// Whether the type is a nested object, which has a builder of its own.
pub(crate) fn is_request_object(api: &Api, scalar: Scalar) -> bool {
    id_of(scalar).is_some_and(|id| matches!(api.ty(id).kind, TypeKind::RequestObject(_)))
}

/// Whether the type is a SID or a constrained string.
pub(crate) fn is_checked_string(api: &Api, scalar: Scalar) -> bool {
    id_of(scalar)
        .is_some_and(|id| matches!(api.ty(id).kind, TypeKind::Sid(_) | TypeKind::ConstrainedString(_)))
}

/// The named type behind a scalar.
pub(crate) fn id_of(scalar: Scalar) -> Option<TypeId> {
    match scalar {
        Scalar::Named(id) => Some(id),
        _ => None,
    }
}
