//! SIDs: strings of a fixed length with a pattern.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::dfa;
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::{ident, length};
use crate::ir::{Matcher, Pattern, Segment, TypeDef};

/// The type and its implementations.
pub(crate) fn items(ty: &TypeDef, pattern: &Pattern) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A SID.");
    let pattern_docs = doc_comment::outer(&[String::new(), format!("Pattern: `{}`.", pattern.source)]);
    let length = length(pattern.length);
    let source = &pattern.source;
    let (dfa, matcher) = match &pattern.matcher {
        Matcher::Segments(segments) => (None, pattern_segments(segments)),
        Matcher::Dfa(dfa) => (Some(dfa::associated_constant(ty, dfa)), quote!(automaton)),
    };
    quote! {
        #docs
        #pattern_docs
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name([u8; #length]);

        #dfa

        flex_runtime::impl_sid!(#name, #length, #source, #matcher);
    }
}

/// What a pattern consists of: byte strings, and classes of ASCII characters with a number of repetitions.
fn pattern_segments(segments: &[Segment]) -> TokenStream {
    let segments = segments.iter().map(|segment| match segment {
        Segment::Literal(text) => Literal::byte_string(text.as_bytes()).into_token_stream(),
        Segment::Class { ranges, count } => {
            let count = length(*count);
            let ranges = ranges.iter().map(|(low, high)| {
                let [low, high] = [low, high].map(|c| Literal::byte_character(*c as u8));
                quote!(#low..=#high)
            });
            quote!([[#(#ranges),*]; #count])
        }
    });
    quote!(#(#segments),*)
}
