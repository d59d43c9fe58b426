//! The shape of a generated crate: two crates come in, a difference goes out that is more than the words of texts.

use std::collections::BTreeMap;

use flex_codegen::FileSet;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::doctests;

/// In what `made` differs from `harmless`, beside the words of texts.
pub(crate) fn difference(harmless: &FileSet, made: &FileSet) -> Option<String> {
    let paths = |files: &FileSet| files.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    if paths(harmless) != paths(made) {
        return Some("other files".to_owned());
    }
    harmless.iter().zip(made.iter()).find_map(|((path, before), (_, after))| {
        let same = before == after
            || match path.rsplit_once('.').unwrap_or_default().1 {
                "rs" => shape(before) == shape(after) && doctests(before) == doctests(after),
                "json" => keys(before) == keys(after),
                "toml" => manifest(before) == manifest(after),
                _ => headings(before) == headings(after),
            };
        (!same).then(|| format!("{path} has another shape"))
    })
}

/// The tokens of a file without docs, and with every text as the same one.
fn shape(source: &str) -> String {
    syn::parse_file(source).unwrap();
    blank(source.parse().unwrap())
}

fn blank(tokens: TokenStream) -> String {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut text = String::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner = matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                let of = at + usize::from(inner);
                if matches!(tokens.get(of), Some(TokenTree::Group(group)) if is_doc(group.stream())) {
                    at = of + 1;
                } else {
                    text.push('#');
                }
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                text.push_str(&blank(group.stream()));
            }
            // A list that is broken into lines ends in a comma.
            TokenTree::Punct(mark) if mark.as_char() == ',' && closes(tokens.get(at)) => {}
            TokenTree::Group(group) => text.push_str(&format!("({}) ", blank(group.stream()))),
            // A raw text ends in marks.
            TokenTree::Literal(literal) if literal.to_string().trim_end_matches('#').ends_with('"') => {
                text.push_str("\"\" ");
            }
            token => text.push_str(&format!("{token} ")),
        }
    }
    text
}

fn closes(next: Option<&TokenTree>) -> bool {
    next.is_none_or(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '>'))
}

fn is_doc(tokens: TokenStream) -> bool {
    let tokens: Vec<_> = tokens.into_iter().map(|token| token.to_string()).collect();
    matches!(tokens.as_slice(), [doc, equals, text] if doc == "doc" && equals == "=" && text.ends_with('"'))
}

/// The manifest with every text as the same one: the escapes of a TOML string are those of JSON.
fn manifest(text: &str) -> Vec<String> {
    let blank = |line: &str| match line.split_once(" = \"") {
        Some((key, value)) => {
            serde_json::from_str::<String>(&format!("\"{value}")).unwrap();
            format!("{key} = text")
        }
        None => line.to_owned(),
    };
    text.lines().map(blank).collect()
}

/// The keys of a JSON document, in order.
fn keys(text: &str) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut keys = Vec::new();
    collect_keys(&value, &mut keys);
    keys
}

fn collect_keys(value: &serde_json::Value, keys: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        serde_json::Value::Object(entries) => {
            for (key, value) in entries {
                keys.push(key.clone());
                collect_keys(value, keys);
            }
        }
        _ => {}
    }
}

/// The headings and the number of table rows of a Markdown file.
fn headings(text: &str) -> Vec<&str> {
    let mut headings: Vec<_> = text.lines().filter(|line| line.starts_with("## ")).collect();
    headings.extend(text.lines().filter(|line| line.starts_with("| `")).map(|_| "row"));
    headings
}

/// How many items of each kind all source files have together.
pub(crate) fn items(files: &FileSet) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for (_, text) in files.iter().filter(|(path, _)| path.starts_with("src/")) {
        for item in syn::parse_file(text).unwrap().items {
            let kind = match item {
                syn::Item::Struct(_) => "struct",
                syn::Item::Enum(_) => "enum",
                syn::Item::Trait(_) => "trait",
                // A pattern has an automaton, or segments in a macro call.
                syn::Item::Impl(item) if is_automaton(&item) => continue,
                syn::Item::Impl(_) => "impl",
                syn::Item::Macro(_) => "macro",
                syn::Item::Const(_) => "const",
                syn::Item::Fn(_) => "fn",
                // Imports depend on names, and so does the module tree.
                syn::Item::Use(_) | syn::Item::Mod(_) => continue,
                _ => "other",
            };
            *counts.entry(kind).or_default() += 1;
        }
    }
    counts
}

fn is_automaton(item: &syn::ItemImpl) -> bool {
    matches!(item.items.as_slice(), [syn::ImplItem::Const(constant)] if constant.ident == "AUTOMATON")
}
