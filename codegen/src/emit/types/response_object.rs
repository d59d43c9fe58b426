//! Objects of responses: a struct, and the list of its members by which the runtime reads and writes it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::field_type;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::support::tokens::ident;
use crate::ir::{Accessor, Api, Field, ResponseObject, TypeDef};

/// The struct.
pub(crate) fn items(api: &Api, ty: &TypeDef, object: &ResponseObject) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A response.");
    let fields = object.fields.iter().map(|field| {
        let docs = doc_comment::described_or(&field.docs, &format!("`{}`.", field.name.wire));
        let ident = ident(&field.name.snake);
        let ty = field_type::response_field(api, field);
        quote! {
            #docs
            pub #ident: #ty
        }
    });
    let members = object.fields.iter().map(member);
    let required = object.fields.iter().filter(|field| field_type::is_promised(field));
    let required: Vec<_> = required.map(|field| &field.name.wire).collect();
    let required = (!required.is_empty()).then(|| quote!(required { #(#required),* }));
    let accessors = accessors(api, &name, &object.accessors);
    quote! {
        #docs
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            extra: Extra,
        }

        flex_runtime::impl_response_object!(#name { #(#members),* } #required);

        #accessors
    }
}

/// A member: its field, and its name where that is another.
fn member(field: &Field) -> TokenStream {
    let (ident, wire) = (ident(&field.name.snake), &field.name.wire);
    let name = (field.name.snake != *wire).then(|| quote!(= #wire));
    quote!(#ident #name)
}

/// The methods that read values deep inside of the object.
fn accessors(api: &Api, object: &Ident, accessors: &[Accessor]) -> Option<TokenStream> {
    let methods = accessors.iter().map(|Accessor { value, pointers }| {
        let name = ident(&value.name.snake);
        let ty = field_type::response_field(api, value);
        let docs = doc_comment::described_or(&value.docs, &format!("`{}`.", value.name.wire));
        let places = pointers
            .iter()
            .map(|pointer| format!("`{}`", markdown::code(pointer)))
            .collect::<Vec<_>>()
            .join(", then ");
        let about = doc_comment::described(&format!("Read from {places}."));
        quote! {
            #docs
            #[doc = ""]
            #about
            pub fn #name(&self) -> #ty {
                find(self, &[#(#pointers),*])
            }
        }
    });
    (!accessors.is_empty()).then(|| quote!(impl #object { #(#methods)* }))
}
