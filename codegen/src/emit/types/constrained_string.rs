//! Strings with a pattern, a length, or both.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::dfa;
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::{self, ident, length};
use crate::ir::{ConstrainedString, TypeDef};

/// The type and its implementations.
pub(crate) fn items(ty: &TypeDef, string: &ConstrainedString) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A string.");
    let mut lines = Vec::new();
    if let Some((source, _)) = &string.pattern {
        lines.extend([String::new(), format!("Pattern: `{source}`.")]);
    }
    if let Some(length) = &string.length {
        lines.extend([String::new(), format!("Length: {}.", length.words())]);
    }
    let constraints = doc_comment::outer(&lines);
    let dfa = string.pattern.as_ref().map(|(_, dfa)| dfa::associated_constant(ty, dfa));
    let pattern = string.pattern.as_ref().map(|(source, _)| quote!(, pattern = #source));
    let length = string.length.as_ref().map(|length| {
        let (min, words) = (integer(length.min), length.words());
        let max = length.max.map_or_else(|| quote!(usize::MAX), |max| integer(max).into_token_stream());
        quote!(, length = (#min, #max, #words))
    });
    let default = string.default.as_ref().map(|default| {
        let docs = doc_comment::default_value();
        quote! {
            impl #name {
                #docs
                pub const DEFAULT: Self = Self::literal(#default);
            }
        }
    });
    quote! {
        #docs
        #constraints
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(CompactString);

        #default

        #dfa

        flex_runtime::impl_checked_text!(#name #pattern #length);
    }
}

/// A length as a person writes it.
fn integer(value: usize) -> Literal {
    i64::try_from(value).map_or_else(|_| length(value), tokens::integer)
}
