//! Free strings that have a type of their own.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::ident;
use crate::ir::TypeDef;

/// The type and its implementations.
pub(crate) fn items(ty: &TypeDef, default: Option<&str>) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A string.");
    let default = default.map(|default| {
        let docs = doc_comment::default_value();
        quote! {
            impl #name {
                #docs
                pub const DEFAULT: Self = Self::from_static(#default);
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(CompactString);

        #default

        flex_runtime::impl_text!(#name);
    }
}
