//! The names in Rust source: paths, imports, calls of macros, and what is there for tests only.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};

/// The segments of a path, `crate`, `self` and `super` among them.
pub(crate) type Path = Vec<String>;

/// Macros whose argument is source of another package.
pub(crate) const QUOTES: [&str; 4] = ["parse_quote", "parse_quote_spanned", "quote", "quote_spanned"];

/// An identifier without `r#`.
pub(crate) fn plain(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

/// What a `use` brings into scope.
#[derive(Default)]
pub(crate) struct Imports {
    pub(crate) named: Vec<(String, Path)>,
    pub(crate) globs: Vec<Path>,
}

impl Imports {
    pub(crate) fn add(&mut self, tree: &syn::UseTree, before: &mut Path) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(plain(&path.ident));
                self.add(&path.tree, before);
                before.pop();
            }
            syn::UseTree::Name(name) => self.name(&name.ident, &name.ident, before),
            syn::UseTree::Rename(rename) => self.name(&rename.ident, &rename.rename, before),
            syn::UseTree::Glob(_) => self.globs.push(before.clone()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.add(tree, before)),
        }
    }

    fn name(&mut self, ident: &syn::Ident, given: &syn::Ident, before: &[String]) {
        let mut path = before.to_vec();
        let is_self = ident == "self" && !path.is_empty();
        if !is_self {
            path.push(plain(ident));
        }
        let given = if given == "self" { path.last().cloned().unwrap_or_default() } else { plain(given) };
        self.named.push((given, path));
    }
}

/// What the arguments of macros name, as far as that can be seen without knowing the macros.
#[derive(Default)]
pub(crate) struct Tokens {
    pub(crate) paths: Vec<Path>,
    pub(crate) macro_calls: BTreeSet<String>,
}

impl Tokens {
    pub(crate) fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mark = |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(found)) if found.as_char() == mark);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => self.scan(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![plain(first)];
                    while mark(at, ':') && mark(at + 1, ':') {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 2) else { break };
                        path.push(plain(next));
                        at += 3;
                    }
                    let is_call = mark(at, '!') && matches!(tokens.get(at + 1), Some(TokenTree::Group(_)));
                    if is_call && path.last().is_some_and(|name| QUOTES.contains(&name.as_str())) {
                        at += 2;
                    }
                    if path.len() > 1 {
                        self.paths.push(path);
                    } else if is_call {
                        self.macro_calls.extend(path);
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

/// Every identifier in `tokens`.
pub(crate) fn identifiers(tokens: TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => found.extend(identifiers(group.stream())),
            TokenTree::Ident(ident) => _ = found.insert(plain(&ident)),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}

/// Whether an item is compiled for tests only.
pub(crate) fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("cfg") => needs_test(list.tokens.clone()),
        _ => false,
    })
}

/// Whether a condition is `test`, or `all(…)` with `test` in it.
fn needs_test(condition: TokenStream) -> bool {
    let is_test = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "test");
    match condition.into_iter().collect::<Vec<_>>().as_slice() {
        [only] => is_test(only),
        [TokenTree::Ident(all), TokenTree::Group(list)] if all == "all" => {
            list.stream().into_iter().any(|token| is_test(&token))
        }
        _ => false,
    }
}

/// The file that `#[path = "…"]` names.
pub(crate) fn path_attribute(attributes: &[syn::Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    match &attribute.meta.require_name_value().ok()?.value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) => Some(path.value()),
        _ => None,
    }
}

/// The attributes of any item.
pub(crate) fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
