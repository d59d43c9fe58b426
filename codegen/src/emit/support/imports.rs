//! The `use` items of a file: those of the known names that its items mention.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use crate::emit::support::tokens::ident;
use crate::ir::{Api, TypeId};

/// Names that any generated file may use, with the paths that they are imported from.
const KNOWN: &[(&str, &str)] = &[
    ("Assertion", "flex_runtime"),
    ("Automaton", "flex_runtime"),
    ("BTreeMap", "std::collections"),
    ("BaseUrl", "flex_runtime"),
    ("Body", "flex_runtime"),
    ("Checker", "flex_runtime"),
    ("Clearable", "flex_runtime"),
    ("Cleared", "flex_runtime"),
    ("CompactString", "flex_runtime"),
    ("Cow", "std::borrow"),
    ("DecodeError", "flex_runtime"),
    ("Decoded", "flex_runtime"),
    ("Effect", "flex_runtime"),
    ("EventError", "flex_runtime"),
    ("Extra", "flex_runtime"),
    ("Facts", "flex_runtime"),
    ("Field", "flex_runtime"),
    ("FormValue", "flex_runtime"),
    ("FormWriter", "flex_runtime"),
    ("Given", "flex_runtime"),
    ("HeaderWriter", "flex_runtime"),
    ("IntegerOrDigits", "flex_runtime"),
    ("JsonObjectOrText", "flex_runtime"),
    ("Literal", "flex_runtime"),
    ("Map", "serde_json"),
    ("Member", "flex_runtime"),
    ("Method", "http"),
    ("Missing", "flex_runtime"),
    ("Nullable", "flex_runtime"),
    ("Number", "flex_runtime"),
    ("Open", "flex_runtime"),
    ("Operation", "flex_runtime"),
    ("OtherEvent", "flex_runtime"),
    ("Paged", "flex_runtime"),
    ("Parts", "flex_runtime"),
    ("PathWriter", "flex_runtime"),
    ("PhantomData", "std::marker"),
    ("ReadFields", "flex_runtime"),
    ("Rejected", "flex_runtime"),
    ("Report", "flex_runtime"),
    ("Request", "flex_runtime"),
    ("RequestObject", "flex_runtime"),
    ("Rule", "flex_runtime"),
    ("RuleSet", "flex_runtime"),
    ("Secret", "flex_runtime"),
    ("Sender", "flex_runtime"),
    ("Serialize", "serde"),
    ("Serializer", "serde"),
    ("Test", "flex_runtime"),
    ("Timestamp", "flex_runtime"),
    ("Uri", "flex_runtime"),
    ("Value", "serde_json"),
    ("ValueWriter", "flex_runtime"),
    ("When", "flex_runtime"),
    ("decode", "flex_runtime"),
    ("find", "flex_runtime"),
    ("to_json", "flex_runtime"),
];

/// The names that one file can import.
#[derive(Clone)]
pub(crate) struct Imports {
    known: BTreeMap<String, String>,
}

impl Imports {
    /// The names every file can import.
    pub(crate) fn new() -> Self {
        let known = KNOWN.iter().map(|(name, path)| ((*name).to_owned(), (*path).to_owned())).collect();
        Self { known }
    }

    /// No names yet.
    pub(crate) fn nothing() -> Self {
        Self { known: BTreeMap::new() }
    }

    /// Adds a name from `path`, such as `crate::emit::request::fields`.
    pub(crate) fn add(&mut self, name: &str, path: &str) {
        self.known.insert(name.to_owned(), path.to_owned());
    }

    /// Adds types of the API.
    pub(crate) fn add_types(&mut self, api: &Api, ids: impl IntoIterator<Item = TypeId>) {
        for ty in ids.into_iter().map(|id| api.ty(id)) {
            self.add(&ty.name.pascal, &format!("crate::{}", ty.module.0.join("::")));
        }
    }

    /// The imports that `items` need, as `use` items grouped by path.
    pub(crate) fn of(&self, items: &TokenStream) -> TokenStream {
        let mut found = BTreeSet::new();
        used_names(items.clone(), &mut found);
        let tokens: Vec<TokenTree> = items.clone().into_iter().collect();
        for pair in tokens.windows(2) {
            // Names that the file defines itself.
            if ["enum", "struct", "trait"].iter().any(|word| is_word(&pair[0], word)) {
                found.remove(&pair[1].to_string());
            }
        }
        let mut groups: BTreeMap<(u8, &str), Vec<&str>> = BTreeMap::new();
        for (name, path) in &self.known {
            if found.contains(name) {
                groups.entry((rank(path), path)).or_default().push(name);
            }
        }
        let uses = groups.into_iter().map(|((_, path), names)| use_item(path, &names));
        quote!(#(#uses)*)
    }
}

/// The standard library first, then other crates, then this one.
fn rank(path: &str) -> u8 {
    match path.split("::").next() {
        Some("std") => 0,
        Some("crate") => 2,
        Some("self" | "super") => 3,
        _ => 1,
    }
}

fn use_item(path: &str, names: &[&str]) -> TokenStream {
    let path = path.split("::").map(ident);
    let names = names.iter().map(|name| ident(name));
    if names.len() == 1 {
        return quote!(use #(#path)::* #(::#names)*;);
    }
    quote!(use #(#path)::*::{#(#names),*};)
}

/// Collects every identifier that has to be in scope: one that does not follow `::`, `.` or `fn`. Fields and methods may have
/// the names of modules and functions, so a lower-case identifier counts only before `::`, `!` or `(`.
fn used_names(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if at > 1 && is_word(&tokens[at - 2], "enum") => {
                names_in_variants(group, found);
            }
            TokenTree::Group(group) if is_attribute(group, &tokens[..at]) => {
                let mut inside = BTreeSet::new();
                used_names(group.stream(), &mut inside);
                found.extend(inside.into_iter().filter(|word| !is_lower(word)));
            }
            TokenTree::Group(group) => used_names(group.stream(), found),
            TokenTree::Ident(word) => {
                let word = word.to_string();
                if !is_qualified(&tokens[..at]) && (!is_lower(&word) || names_item(&tokens[at + 1..])) {
                    found.insert(word);
                }
            }
            _ => {}
        }
    }
}

/// Collects what the variants of an enum hold. Their own names are definitions.
fn names_in_variants(body: &Group, found: &mut BTreeSet<String>) {
    for token in body.stream() {
        if let TokenTree::Group(group) = token
            && group.delimiter() == Delimiter::Parenthesis
        {
            used_names(group.stream(), found);
        }
    }
}

/// Whether a group belongs to `#[…]` or `#![…]`. Of the names in attributes, only derived traits are ever imported.
fn is_attribute(group: &Group, before: &[TokenTree]) -> bool {
    let mark = |token: &TokenTree, mark| matches!(token, TokenTree::Punct(found) if found.as_char() == mark);
    let hash = match before {
        [.., hash, bang] if mark(bang, '!') => Some(hash),
        [.., hash] => Some(hash),
        [] => None,
    };
    group.delimiter() == Delimiter::Bracket && hash.is_some_and(|hash| mark(hash, '#'))
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_lower(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether the tokens before an identifier make it a member or a definition.
fn is_qualified(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Punct(first), TokenTree::Punct(second)] => {
            second.as_char() == '.' || (first.as_char() == ':' && second.as_char() == ':')
        }
        [.., TokenTree::Punct(mark)] => mark.as_char() == '.',
        [.., TokenTree::Ident(word)] => word == "fn" || word == "mod" || word == "const",
        _ => false,
    }
}

/// Whether the tokens after an identifier make it a module, a macro or a function.
fn names_item(after: &[TokenTree]) -> bool {
    match after {
        [TokenTree::Punct(first), TokenTree::Punct(second), ..] if first.as_char() == ':' => {
            second.as_char() == ':'
        }
        [TokenTree::Punct(mark), ..] => mark.as_char() == '!',
        [TokenTree::Group(group), ..] => group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::RESERVED_TYPES;

    #[test]
    fn no_type_of_a_description_has_the_name_of_an_import() {
        let types = KNOWN.iter().map(|(name, _)| *name).filter(|name| !is_lower(name));
        let free: Vec<_> = types.filter(|name| !RESERVED_TYPES.contains(name)).collect();
        assert!(free.is_empty(), "{free:?}");
    }
}
