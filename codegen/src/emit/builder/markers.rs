//! The states of a slot as types: markers of values, `Given`, `Missing` and `NotChosen`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::docs::decision_table;
use crate::emit::ident;
use crate::emit::support::imports::Imports;
use crate::emit::types::field_type;
use crate::ir::{Api, RequestObject, Scalar};

/// A value of which a builder knows that a field has it.
pub(crate) struct Value {
    /// As it is sent.
    pub(crate) wire: String,
    /// The name of its marker, which for an enum is that of its variant.
    pub(crate) marker: String,
}

/// The values that a field can be seen to have; none where only its presence can be seen.
pub(crate) fn values(api: &Api, object: &RequestObject, field: usize) -> Vec<Value> {
    let value = |wire: &str, marker: &str| Value { wire: wire.to_owned(), marker: marker.to_owned() };
    if object.fields[field].ty.scalar == Scalar::Boolean {
        return vec![value("true", "True"), value("false", "False")];
    }
    let variants = decision_table::variants(api, object.fields[field].ty.scalar).iter();
    variants.map(|variant| value(&variant.name.wire, &variant.name.pascal)).collect()
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
pub(crate) fn import(api: &Api, object: &RequestObject, imports: &mut Imports) {
    for slot in object.slots.iter().filter(|slot| slot.holds_marker()) {
        match field_type::id_of(object.fields[slot.field].ty.scalar).map(|id| api.ty(id)) {
            Some(ty) => imports.add(&ty.name.snake, &format!("crate::{}", ty.module.0.join("::"))),
            None => imports.add("boolean", "flex_runtime"),
        }
    }
}
