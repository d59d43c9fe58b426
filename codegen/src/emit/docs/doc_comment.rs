//! Doc comments as tokens: one `#[doc]` a line, which prettyplease prints as `///` or `//!`.

use proc_macro2::TokenStream;
use quote::quote;

use super::markdown;

/// Outer docs from a description of the spec.
pub(crate) fn described(text: &str) -> TokenStream {
    outer(&markdown::lines(text))
}

/// Outer docs from a description, or from `fallback` if it is empty.
pub(crate) fn described_or(text: &str, fallback: &str) -> TokenStream {
    described(if text.trim().is_empty() { fallback } else { text })
}

/// Outer docs from lines of Markdown.
pub(crate) fn outer<L: AsRef<str>>(lines: &[L]) -> TokenStream {
    let lines = lines.iter().map(|line| padded(line.as_ref()));
    quote!(#(#[doc = #lines])*)
}

/// Inner docs from lines of Markdown.
pub(crate) fn inner<L: AsRef<str>>(lines: &[L]) -> TokenStream {
    let lines = lines.iter().map(|line| padded(line.as_ref()));
    quote!(#(#![doc = #lines])*)
}

/// The docs of the constant with the default value of a type.
pub(crate) fn default_value() -> TokenStream {
    outer(&["What the service uses if the field is not sent."])
}

/// A line with a space in front, unless it is empty.
fn padded(line: &str) -> String {
    let line = line.trim_end();
    if line.is_empty() { String::new() } else { format!(" {line}") }
}
