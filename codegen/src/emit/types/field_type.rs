//! The Rust types of fields: as they are stored, as a setter takes them, as a response holds them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::support::tokens::ident;
use crate::ir::{Api, Field, FieldType, Scalar, TypeId, TypeKind};

/// The name of a named type.
pub(crate) fn named(api: &Api, id: TypeId) -> Ident {
    ident(&api.ty(id).name.pascal)
}

/// The type in which a request stores a field.
pub(crate) fn stored_field(api: &Api, field: &Field) -> TokenStream {
    let stored = stored(api, field.ty.scalar);
    let value = match field.ty.scalar {
        _ if field.ty.list => quote!(Vec<#stored>),
        scalar if is_extensible(api, scalar) => quote!(Open<#stored>),
        _ if field.ty.clearable => quote!(Clearable<#stored>),
        // Most strings are short enough to need no allocation.
        Scalar::String => quote!(CompactString),
        _ => stored,
    };
    if field.ty.nullable { quote!(Nullable<#value>) } else { value }
}

/// The type in which a request stores a value, or an item of a list.
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
        Scalar::ObjectOrText => quote!(JsonObjectOrText),
        Scalar::IntegerOrDigits => quote!(IntegerOrDigits),
        Scalar::Named(id) => {
            let name = named(api, id);
            quote!(#name)
        }
    }
}

/// The type of a setter's parameter, and the expression that converts it to what is stored.
pub(crate) fn setter_parameter(api: &Api, field: &Field, name: &Ident) -> (TokenStream, TokenStream) {
    let scalar = field.ty.scalar;
    let stored = stored(api, scalar);
    if is_extensible(api, scalar) {
        return (stored, quote!(#name.into()));
    }
    if matches!(scalar, Scalar::String) && !field.ty.list {
        return (quote!(impl Into<String>), quote!(CompactString::from(#name.into())));
    }
    let is_converted =
        matches!(scalar, Scalar::Number | Scalar::Any | Scalar::ObjectOrText | Scalar::IntegerOrDigits);
    match (is_converted || is_free_string(api, scalar), field.ty.list) {
        (true, false) => (quote!(impl Into<#stored>), quote!(#name.into())),
        (false, false) => (stored, quote!(#name)),
        (true, true) => {
            let items = quote!(impl IntoIterator<Item = impl Into<#stored>>);
            (items, quote!(#name.into_iter().map(Into::into).collect()))
        }
        (false, true) => (quote!(impl IntoIterator<Item = #stored>), quote!(#name.into_iter().collect())),
    }
}

/// The return type of an accessor, and the expression that reads `self.params.…`.
pub(crate) fn accessor(api: &Api, field: &Field) -> (TokenStream, TokenStream) {
    let name = ident(&field.name.snake);
    let stored = stored(api, field.ty.scalar);
    let (ty, method) = match field.ty.scalar {
        _ if field.ty.list => (quote!(&[#stored]), Some("as_deref")),
        _ if field.ty.clearable => (quote!(&Clearable<#stored>), Some("as_ref")),
        scalar if is_extensible(api, scalar) => (quote!(&Open<#stored>), Some("as_ref")),
        Scalar::String => (quote!(&str), Some("as_deref")),
        scalar
            if is_free_string(api, scalar)
                || is_owned(api, scalar)
                || matches!(
                    scalar,
                    Scalar::Uri
                        | Scalar::Object
                        | Scalar::Any
                        | Scalar::ObjectOrText
                        | Scalar::IntegerOrDigits
                ) =>
        {
            (quote!(&#stored), Some("as_ref"))
        }
        _ => (stored, None),
    };
    let method = method.map(ident);
    if field.ty.nullable {
        let borrowed = method.map(|method| quote!(.as_ref().map(Nullable::#method)));
        return (quote!(Option<Nullable<#ty>>), quote!(self.params.#name #borrowed));
    }
    let borrowed = method.map(|method| quote!(.#method()));
    (quote!(Option<#ty>), quote!(self.params.#name #borrowed))
}

/// The type of a field of a response object.
pub(crate) fn response_field(api: &Api, field: &Field) -> TokenStream {
    let FieldType { list, .. } = field.ty;
    let item = response_item(api, field);
    let value = if list { quote!(Vec<#item>) } else { item };
    if is_always_present(api, field) { value } else { quote!(Option<#value>) }
}

/// Whether the description promises a value for a field of a response.
pub(crate) fn is_promised(field: &Field) -> bool {
    field.required && !field.ty.nullable
}

/// Whether a response always has a value for a field: one that is promised, and is empty if the service breaks the promise.
pub(crate) fn is_always_present(api: &Api, field: &Field) -> bool {
    let is_object = || match field.ty.scalar {
        Scalar::Object | Scalar::StringMap => true,
        Scalar::Named(id) => matches!(api.ty(id).kind, TypeKind::ResponseObject(_)),
        _ => false,
    };
    is_promised(field) && (field.ty.list || is_object())
}

/// The type of a value of a response object, or of an item of a list.
pub(crate) fn response_item(api: &Api, field: &Field) -> TokenStream {
    match field.ty.scalar {
        Scalar::Named(id) => {
            let name = named(api, id);
            match api.ty(id).kind {
                TypeKind::Sid(_) | TypeKind::ConstrainedString(_) | TypeKind::Enumeration(_) => {
                    quote!(Open<#name>)
                }
                // Bounds apply to requests only.
                TypeKind::BoundedInteger(_) => quote!(i64),
                TypeKind::String { .. }
                | TypeKind::ResponseObject(_)
                | TypeKind::RequestObject(_)
                | TypeKind::Event(_) => {
                    quote!(#name)
                }
            }
        }
        // Responses are JSON, whose numbers are finite.
        Scalar::Number => quote!(f64),
        scalar => stored(api, scalar),
    }
}

/// Whether the type is a string without constraints, so that a setter takes anything that converts into it.
pub(crate) fn is_free_string(api: &Api, scalar: Scalar) -> bool {
    match scalar {
        Scalar::String => true,
        Scalar::Named(id) => matches!(api.ty(id).kind, TypeKind::String { .. }),
        _ => false,
    }
}

/// Whether the type is a named one that is not `Copy`: a constrained string or a nested object.
fn is_owned(api: &Api, scalar: Scalar) -> bool {
    id_of(scalar).is_some_and(|id| {
        matches!(api.ty(id).kind, TypeKind::ConstrainedString(_) | TypeKind::RequestObject(_))
    })
}

/// Whether the type is a nested object, which has a builder of its own.
pub(crate) fn is_request_object(api: &Api, scalar: Scalar) -> bool {
    id_of(scalar).is_some_and(|id| matches!(api.ty(id).kind, TypeKind::RequestObject(_)))
}

/// Whether the type is an enum that takes any other text as well.
pub(crate) fn is_extensible(api: &Api, scalar: Scalar) -> bool {
    id_of(scalar).is_some_and(
        |id| matches!(&api.ty(id).kind, TypeKind::Enumeration(enumeration) if enumeration.extensible),
    )
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
