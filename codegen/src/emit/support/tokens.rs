//! Tokens that `quote!` does not make by itself: identifiers and numbers as a person writes them.

use proc_macro2::{Ident, Literal, Span};

/// The identifier of a name, which lowering has checked.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// An integer without a suffix, with `_` between groups of digits where it is long.
pub(crate) fn integer(value: i64) -> Literal {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::new();
    if value < 0 {
        grouped.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped.parse().unwrap_or_else(|_| Literal::i64_unsuffixed(value))
}

/// A count or an offset, without a suffix.
pub(crate) fn length(value: usize) -> Literal {
    Literal::usize_unsuffixed(value)
}
