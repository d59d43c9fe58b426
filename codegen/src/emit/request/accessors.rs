//! The accessors of a request or nested object: a method for each path parameter and field.

use proc_macro2::TokenStream;
use quote::quote;

use super::path_arguments;
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Api, PathParameter, RequestObject, Scalar};

/// An accessor for each path parameter.
pub(crate) fn of_path_parameters(api: &Api, arguments: &[PathParameter]) -> TokenStream {
    let accessors = arguments.iter().map(|argument| {
        let name = ident(&argument.name.snake);
        let docs = doc_comment::described_or(
            &argument.docs,
            &format!("The path parameter `{}`.", argument.name.wire),
        );
        let ty = path_arguments::stored_type(api, argument.scalar);
        let (ty, value) = match argument.scalar {
            Scalar::String => (quote!(&str), quote!(&self.#name)),
            _ => (quote!(&#ty), quote!(&self.#name)),
        };
        quote! {
            #docs
            pub fn #name(&self) -> #ty { #value }
        }
    });
    quote!(#(#accessors)*)
}

/// An accessor for each field, and `members` where there may be undescribed ones.
pub(crate) fn of_fields(api: &Api, object: &RequestObject) -> TokenStream {
    let fields = object.fields.iter().map(|field| {
        let (ty, value) = field_type::accessor(api, field);
        let name = ident(&field.name.snake);
        let set = if field.ty.clearable { "set or cleared" } else { "set" };
        let docs = doc_comment::outer(&[format!("`{}`, if it is {set}.", field.name.wire)]);
        quote! {
            #docs
            pub fn #name(&self) -> #ty { #value }
        }
    });
    let members = object.open.then(|| {
        let overriding =
            if object.is_overridable() { ", and those that override described ones" } else { "" };
        let docs = doc_comment::outer(&[format!("The members that are not described{overriding}.")]);
        quote! {
            #docs
            pub fn members(&self) -> &Map<String, Value> {
                &self.params.members
            }
        }
    });
    quote!(#(#fields)* #members)
}
