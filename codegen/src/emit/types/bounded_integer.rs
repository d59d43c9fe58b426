//! Integers with a minimum, a maximum or both.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::{ident, integer};
use crate::ir::{BoundedInteger, TypeDef};

/// The type and its implementations.
pub(crate) fn items(ty: &TypeDef, bounded: &BoundedInteger) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, &format!("`{}`, an integer.", bounded.label));
    let range_docs = doc_comment::outer(&[String::new(), format!("Range: {}.", bounded.range)]);
    let [low, high] = [bounded.minimum, bounded.maximum].map(bound);
    let (label, range) = (&bounded.label, &bounded.range);
    let default = bounded.default.map(|default| {
        let value = integer(default);
        let docs = doc_comment::default_value();
        quote! {
            impl #name {
                #docs
                pub const DEFAULT: Self = Self::literal(#value);
            }
        }
    });
    quote! {
        #docs
        #range_docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(i64);

        #default

        flex_runtime::impl_bounded_integer!(#name, #low, #high, #label, #range);
    }
}

/// A bound as an expression; one that the spec does not give is that of the integer type.
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
