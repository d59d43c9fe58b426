//! The states of a slot as types: markers of values, `Given`, `Missing` and `NotChosen`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::{ident, scalar, table};
use crate::ir::{Api, RequestObject, Scalar};

/// A value of which a builder knows that a field has it.
pub(super) struct Value {
    /// As it is sent.
    pub(super) wire: String,
    /// The name of its marker, which for an enum is that of its variant.
    pub(super) marker: String,
}

/// The values that a field can be seen to have; none where only its presence can be seen.
pub(super) fn values(api: &Api, object: &RequestObject, field: usize) -> Vec<Value> {
    let value = |wire: &str, marker: &str| Value { wire: wire.to_owned(), marker: marker.to_owned() };
    if object.fields[field].ty.scalar == Scalar::Boolean {
        return vec![value("true", "True"), value("false", "False")];
    }
    let variants = table::variants(api, object, field).iter();
    variants.map(|variant| value(&variant.name.wire, &variant.name.pascal)).collect()
}

/// The module with the markers of a field.
pub(super) fn module(api: &Api, object: &RequestObject, field: usize) -> Ident {
    match scalar::id_of(object.fields[field].ty.scalar) {
        Some(id) => ident(&api.ty(id).name.snake),
        None => ident("boolean"),
    }
}

/// The type of a slot in one of its states.
pub(super) fn state(api: &Api, object: &RequestObject, field: usize, state: usize) -> TokenStream {
    if !object.is_choice(field) {
        return if state == 0 { quote!(Missing) } else { quote!(Given) };
    }
    let module = module(api, object, field);
    let values = values(api, object, field);
    let name = match state.checked_sub(1).and_then(|value| values.get(value)) {
        Some(value) => ident(&value.marker),
        None => ident("NotChosen"),
    };
    quote!(#module::#name)
}

/// The modules with the markers of an object's choices.
pub(super) fn import(api: &Api, object: &RequestObject, imports: &mut Imports) {
    for slot in object.slots.iter().filter(|slot| slot.is_choice()) {
        match scalar::id_of(object.fields[slot.field].ty.scalar).map(|id| api.ty(id)) {
            Some(ty) => imports.add(&ty.name.snake, &format!("crate::{}", ty.module.0.join("::"))),
            None => imports.add("boolean", "flex_runtime"),
        }
    }
}
