//! Enums.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{doc_comment, markdown};
use crate::emit::support::tokens::{ident, length};
use crate::ir::{Enumeration, TypeDef, Variant};

/// The type and its implementations.
pub(crate) fn items(ty: &TypeDef, enumeration: &Enumeration) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let described = if ty.docs.trim().is_empty() {
        format!("The values of `{}`.", ty.name.wire)
    } else {
        ty.docs.clone()
    };
    let others =
        "\n\nThese are the documented values. A request can have any other text, which is advised against.";
    let docs = doc_comment::described(&if enumeration.extensible {
        format!("{described}{others}")
    } else {
        described
    });
    let names: Vec<_> = enumeration.variants.iter().map(|variant| ident(&variant.name.pascal)).collect();
    let variants = enumeration.variants.iter().zip(&names).map(|(variant, name)| {
        let docs = variant_docs(variant);
        quote!(#docs #name)
    });
    let wires = enumeration.variants.iter().map(|variant| &variant.name.wire);
    let count = length(names.len());
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name {
            #(#variants,)*
        }

        impl #name {
            /// Every value, in the order of the documentation.
            pub const ALL: [Self; #count] = [#(Self::#names),*];

            /// The value as it is sent.
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(Self::#names => #wires,)*
                }
            }
        }

        flex_runtime::impl_choice!(#name);
    }
}

/// The docs of a variant, and of its marker.
pub(crate) fn variant_docs(variant: &Variant) -> TokenStream {
    let wire = markdown::code(&variant.name.wire);
    if variant.docs.is_empty() {
        return doc_comment::outer(&[format!("`{wire}`.")]);
    }
    doc_comment::described(&format!("`{wire}`: {}", variant.docs))
}
