//! Types whose values are texts: SIDs, texts with a pattern or a length, free texts.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::emit::docs::doc_comment;
use crate::emit::{ident, length};
use crate::ir::{ConstrainedString, Dfa, Matcher, Pattern, Segment, TypeDef};

const DEFAULT: &str = "What the service takes when the field is not sent.";

pub(crate) fn sid(ty: &TypeDef, pattern: &Pattern) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A SID.");
    let shape = doc_comment::outer(&[String::new(), format!("Pattern: `{}`.", pattern.source)]);
    let length = length(pattern.length);
    let source = &pattern.source;
    let (automaton, checks) = match &pattern.matcher {
        Matcher::Segments(parts) => (None, checks(parts)),
        Matcher::Dfa(table) => (Some(automaton(ty, table)), quote!(Self::AUTOMATON.matches(text))),
    };
    // Below the size of a pointer clippy would rather have the text by value; the runtime knows one signature.
    let allow = (pattern.length <= 8).then(
        || quote!(#[allow(clippy::trivially_copy_pass_by_ref, reason = "all SIDs have the same signature")]),
    );
    quote! {
        #docs
        #shape
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name([u8; #length]);

        #automaton

        impl #name {
            #allow
            const fn matches(text: &[u8; #length]) -> bool {
                #checks
            }
        }

        flex_runtime::impl_sid!(#name, #length, #source);
    }
}

/// The pieces of a pattern as one condition.
fn checks(parts: &[Segment]) -> TokenStream {
    let mut at = 0;
    let checks = parts.iter().map(|part| {
        let from = length(at);
        match part {
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

/// A text that is checked when a value is made.
pub(crate) fn checked(ty: &TypeDef, checked: &ConstrainedString) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A text.");
    let mut lines = Vec::new();
    if let Some((source, _)) = &checked.pattern {
        lines.extend([String::new(), format!("Pattern: `{source}`.")]);
    }
    if let Some(length) = &checked.length {
        lines.extend([String::new(), format!("Length: {}.", length.words())]);
    }
    let shape = doc_comment::outer(&lines);
    let table = checked.pattern.as_ref().map(|(_, table)| automaton(ty, table));
    let pattern = checked.pattern.as_ref().map(|(source, _)| quote!(, pattern = #source));
    let length = checked.length.as_ref().map(|length| {
        let (min, words) = (integer(length.min), length.words());
        let max = length.max.map_or_else(|| quote!(usize::MAX), |max| integer(max).into_token_stream());
        quote!(, length = (#min, #max, #words))
    });
    let default = checked.default.as_ref().map(|default| {
        let docs = doc_comment::outer(&[DEFAULT]);
        quote! {
            impl #name {
                #docs
                pub const DEFAULT: Self = Self::literal(#default);
            }
        }
    });
    quote! {
        #docs
        #shape
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(CompactString);

        #default

        #table

        flex_runtime::impl_checked_text!(#name #pattern #length);
    }
}

fn integer(value: usize) -> Literal {
    i64::try_from(value).map_or_else(|_| length(value), crate::emit::integer)
}

/// The matcher of a pattern as a constant.
fn automaton(ty: &TypeDef, table: &Dfa) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let (transitions, new) = table_of(table);
    quote! {
        impl #name {
            const AUTOMATON: &Automaton<#transitions> = &#new;
        }
    }
}

/// The number of transitions of a matcher, and the matcher as an expression.
pub(crate) fn table_of(table: &Dfa) -> (Literal, TokenStream) {
    let transitions = length(table.rows.iter().map(Vec::len).sum());
    let ascii = ranges(&table.ascii).into_iter().map(|(first, last, class)| {
        let [first, last] = [first, last].map(Literal::byte_character);
        let class = Literal::u8_unsuffixed(class);
        quote!((#first, #last, #class))
    });
    let others = table.others.iter().map(|(first, class)| {
        let (first, class) = (escaped(*first), Literal::u8_unsuffixed(*class));
        quote!((#first, #class))
    });
    let wide = table.rows.len() > 256;
    let rows = table.rows.iter().map(|row| {
        let bytes = row.iter().flat_map(|state| state.to_le_bytes().into_iter().take(1 + usize::from(wide)));
        Literal::byte_string(&bytes.collect::<Vec<_>>())
    });
    let (start, accepting) = (length(table.start), length(table.accepting));
    let new = quote!(Automaton::new(&[#(#ascii),*], &[#(#others),*], &[#(#rows),*], #start, #accepting));
    (transitions, new)
}

/// A character by its number: what stands between two runs may be of any kind.
fn escaped(c: char) -> Literal {
    format!("'{}'", c.escape_unicode()).parse().unwrap_or_else(|_| Literal::character(c))
}

/// The runs of bytes of one class, without those of class 0.
fn ranges(classes: &[u8]) -> Vec<(u8, u8, u8)> {
    let mut ranges: Vec<(u8, u8, u8)> = Vec::new();
    for (byte, class) in (0..=u8::MAX).zip(classes) {
        match ranges.last_mut() {
            Some((_, last, known)) if known == class => *last = byte,
            _ => ranges.push((byte, byte, *class)),
        }
    }
    ranges.retain(|(_, _, class)| *class != 0);
    ranges
}

pub(crate) fn free(ty: &TypeDef, default: Option<&str>) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, "A text.");
    let default = default.map(|default| {
        let docs = doc_comment::outer(&[DEFAULT]);
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
