//! The transition table of a DFA, which matches a pattern, as a constant.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::support::tokens::{ident, length};
use crate::ir::{Dfa, TypeDef};

/// The DFA of a type's pattern as an associated constant.
pub(crate) fn associated_constant(ty: &TypeDef, dfa: &Dfa) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let (transitions, new) = expression(dfa);
    quote! {
        impl #name {
            const AUTOMATON: &Automaton<#transitions> = &#new;
        }
    }
}

/// The number of transitions of a DFA, and the DFA as an expression.
pub(crate) fn expression(dfa: &Dfa) -> (Literal, TokenStream) {
    let transitions = length(dfa.rows.iter().map(Vec::len).sum());
    let ascii = ranges(&dfa.ascii).into_iter().map(|(first, last, class)| {
        let [first, last] = [first, last].map(Literal::byte_character);
        let class = Literal::u8_unsuffixed(class);
        quote!((#first, #last, #class))
    });
    let others = dfa.others.iter().map(|(first, class)| {
        let (first, class) = (escaped(*first), Literal::u8_unsuffixed(*class));
        quote!((#first, #class))
    });
    let wide = dfa.rows.len() > 256;
    let rows = dfa.rows.iter().map(|row| {
        let bytes = row.iter().flat_map(|state| state.to_le_bytes().into_iter().take(1 + usize::from(wide)));
        Literal::byte_string(&bytes.collect::<Vec<_>>())
    });
    let (start, accepting) = (length(dfa.start), length(dfa.accepting));
    let new = quote!(Automaton::new(&[#(#ascii),*], &[#(#others),*], &[#(#rows),*], #start, #accepting));
    (transitions, new)
}

/// A character as a numeric escape: the first character of a range may be of any kind.
fn escaped(c: char) -> Literal {
    format!("'{}'", c.escape_unicode()).parse().unwrap_or_else(|_| Literal::character(c))
}

/// The ranges of bytes of the same class, without those of class 0.
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
