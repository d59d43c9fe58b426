//! Objects of responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::field_type;
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::ident;
use crate::ir::{Api, ResponseObject, TypeDef};

/// The struct.
pub(crate) fn items(api: &Api, ty: &TypeDef, object: &ResponseObject) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A response.");
    let fields = object.fields.iter().map(|field| {
        let docs = doc_comment::described_or(&field.docs, &format!("`{}`.", field.name.wire));
        let ident = ident(&field.name.snake);
        let wire = &field.name.wire;
        let rename = (field.name.snake != *wire).then(|| quote!(#[serde(rename = #wire)]));
        let ty = field_type::response_field(api, field);
        quote! {
            #docs
            #rename
            pub #ident: #ty
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    }
}
