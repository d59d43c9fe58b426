//! The named types: bounded integers and response objects here, the others in files of their own.

pub(crate) mod enumeration;
pub(crate) mod field_type;
pub(crate) mod string;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::doc_comment;
use super::{ident, integer};
use crate::ir::{Api, BoundedInteger, ResponseObject, TypeDef, TypeKind};

/// The items of one type, without imports.
pub(crate) fn emit(api: &Api, ty: &TypeDef) -> TokenStream {
    match &ty.kind {
        TypeKind::Sid(pattern) => string::sid(ty, pattern),
        TypeKind::ConstrainedString(checked) => string::checked(ty, checked),
        TypeKind::Enumeration(choice) => enumeration::emit(ty, choice),
        TypeKind::BoundedInteger(bounded) => bounded_integer(ty, bounded),
        TypeKind::String { default } => string::free(ty, default.as_deref()),
        TypeKind::ResponseObject(object) => response(api, ty, object),
        // It has files of its own.
        TypeKind::RequestObject(_) => TokenStream::new(),
    }
}

fn bounded_integer(ty: &TypeDef, bounded: &BoundedInteger) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, &format!("`{}`, an integer.", bounded.label));
    let range = doc_comment::outer(&[String::new(), format!("Range: {}.", bounded.range)]);
    let [low, high] = [bounded.minimum, bounded.maximum].map(bound);
    let (label, words) = (&bounded.label, &bounded.range);
    let default = bounded.default.map(|default| {
        let value = integer(default);
        let docs = doc_comment::outer(&["What the service takes when the field is not sent."]);
        quote! {
            impl #name {
                #docs
                pub const DEFAULT: Self = Self::literal(#value);
            }
        }
    });
    quote! {
        #docs
        #range
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(i64);

        #default

        flex_runtime::impl_bounded_integer!(#name, #low, #high, #label, #words);
    }
}

/// A bound that the description leaves open is the type's own.
fn bound(value: i64) -> TokenStream {
    match value {
        i64::MIN => quote!(i64::MIN),
        i64::MAX => quote!(i64::MAX),
        value => {
            let value = integer(value);
            quote!(#value)
        }
    }
}

fn response(api: &Api, ty: &TypeDef, object: &ResponseObject) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A response.");
    let fields = object.fields.iter().map(|field| {
        let docs = doc_comment::described_or(&field.docs, &format!("`{}`.", field.name.wire));
        let ident = ident(&field.name.snake);
        let wire = &field.name.wire;
        let rename = (field.name.snake != *wire).then(|| quote!(#[serde(rename = #wire)]));
        let ty = field_type::received(api, field);
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
