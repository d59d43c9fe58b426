//! SIDs: strings of a fixed length with a pattern.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

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
    let (dfa, condition) = match &pattern.matcher {
        Matcher::Segments(segments) => (None, condition(segments)),
        Matcher::Dfa(dfa) => (Some(dfa::associated_constant(ty, dfa)), quote!(Self::AUTOMATON.matches(text))),
    };
    // Clippy wants arrays below the size of a pointer by value, but the runtime calls one signature.
    let allow = (pattern.length <= 8).then(
        || quote!(#[allow(clippy::trivially_copy_pass_by_ref, reason = "all SIDs have the same signature")]),
    );
    quote! {
        #docs
        #pattern_docs
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name([u8; #length]);

        #dfa

        impl #name {
            #allow
            const fn matches(text: &[u8; #length]) -> bool {
                #condition
            }
        }

        flex_runtime::impl_sid!(#name, #length, #source);
    }
}

/// The condition that a text has all segments of a pattern.
fn condition(segments: &[Segment]) -> TokenStream {
    let mut at = 0;
    let checks = segments.iter().map(|segment| {
        let from = length(at);
        match segment {
            Segment::Literal(text) => {
                at += text.len();
                let bytes = Literal::byte_string(text.as_bytes());
                quote!(literal(text, #from, #bytes))
            }
            Segment::Class { ranges, count } => {
                at += count;
                let count = length(*count);
                let ranges = ranges.iter().map(|(low, high)| {
                    let [low, high] = [low, high].map(|c| Literal::byte_character(*c as u8));
                    quote!((#low, #high))
                });
                quote!(repeated(text, #from, #count, &[#(#ranges),*]))
            }
        }
    });
    let checks: Vec<_> = checks.collect();
    quote!(#(#checks)&&*)
}
