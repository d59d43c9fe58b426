//! The states of a slot as types: markers of values, `Given`, `Missing` and `NotChosen`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::support::imports::Imports;
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Api, CLEARED, RequestObject, Scalar, TypeKind, Variant};

/// A value of a field that the state of a builder records.
pub(crate) struct Value {
    /// The value as it is sent; `None` for any text that is not documented.
    pub(crate) wire: Option<String>,
    /// The name of its marker, which for an enum is that of its variant.
    pub(crate) marker: String,
}

/// The state after a text that is not documented.
pub(crate) const UNDOCUMENTED: &str = "Undocumented";

/// The values of a field that have markers; none where the state only records whether the field is set.
pub(crate) fn values(api: &Api, object: &RequestObject, field: usize) -> Vec<Value> {
    let value = |wire: &str, marker: &str| Value { wire: Some(wire.to_owned()), marker: marker.to_owned() };
    if object.fields[field].ty.scalar == Scalar::Boolean {
        return vec![value("true", "True"), value("false", "False")];
    }
    let scalar = object.fields[field].ty.scalar;
    let documented = variants(api, scalar).iter();
    let other = || Value { wire: None, marker: UNDOCUMENTED.to_owned() };
    documented
        .map(|variant| value(&variant.name.wire, &variant.name.pascal))
        .chain(field_type::is_extensible(api, scalar).then(other))
        .collect()
}

/// The variants of an enum; none for any other type.
pub(crate) fn variants(api: &Api, scalar: Scalar) -> &[Variant] {
    match scalar {
        Scalar::Named(id) => match &api.ty(id).kind {
            TypeKind::Enumeration(enumeration) => &enumeration.variants,
            _ => &[],
        },
        _ => &[],
    }
}

/// The module with the markers of a field.
pub(crate) fn module(api: &Api, object: &RequestObject, field: usize) -> Ident {
    match field_type::id_of(object.fields[field].ty.scalar) {
        Some(id) => ident(&api.ty(id).name.snake),
        None => ident("boolean"),
    }
}

/// The type of a slot in one of its states.
pub(crate) fn state(api: &Api, object: &RequestObject, field: usize, state: usize) -> TokenStream {
    if !object.holds_marker(field) {
        return match state {
            0 => quote!(Missing),
            CLEARED => quote!(Cleared),
            _ => quote!(Given),
        };
    }
    let module = module(api, object, field);
    let values = values(api, object, field);
    let name = match state.checked_sub(1).and_then(|value| values.get(value)) {
        Some(value) => ident(&value.marker),
        None => ident("NotChosen"),
    };
    quote!(#module::#name)
}

/// Imports the modules with the markers of an object's discriminators.
pub(crate) fn import(api: &Api, object: &RequestObject, imports: &mut Imports) {
    for slot in object.slots.iter().filter(|slot| slot.holds_marker()) {
        match field_type::id_of(object.fields[slot.field].ty.scalar).map(|id| api.ty(id)) {
            Some(ty) => imports.add(&ty.name.snake, &format!("crate::{}", ty.module.0.join("::"))),
            None => imports.add("boolean", "flex_runtime"),
        }
    }
}
