//! A file of tests with a module for each module of the crate, which compiles with any of the crate's features.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::emit::docs::doc_comment;
use crate::emit::support::imports::Imports;
use crate::emit::support::pretty_print::render;
use crate::emit::support::tokens::ident;
use crate::ir::{Api, Module, Operation};

/// Longer JSON is broken into lines.
const ONE_LINE: usize = 72;

/// A file with a module of tests for each module of the crate, each behind the feature of its own; `helpers` follow.
pub(crate) fn text<'a>(
    api: &'a Api,
    about: &str,
    tests_of: impl Fn(&'a Operation) -> Option<TokenStream>,
    imports_of: impl Fn(&[&'a Operation]) -> Imports,
    helpers: &TokenStream,
) -> Option<String> {
    let mut names = BTreeSet::new();
    let mut parts = Vec::new();
    let mut features = BTreeSet::new();
    for module in modules(api) {
        let operations: Vec<_> = api.operations.iter().filter(|each| each.module == *module).collect();
        let tests: TokenStream = operations.iter().filter_map(|operation| tests_of(operation)).collect();
        if tests.is_empty() {
            continue;
        }
        features.insert(api.feature(module));
        let name = ident(&free_name(module, &mut names));
        let uses = imports_of(&operations).of(&tests);
        parts.push((module, quote!(mod #name { #uses #tests })));
    }
    if parts.is_empty() {
        return None;
    }
    let docs = doc_comment::inner(&[about]);
    // Without any of the modules, the helpers would be unused. If all modules have one feature, the file has it.
    let common: Option<Vec<&str>> = features.iter().copied().collect();
    let all = common.map(|common| match common.as_slice() {
        [feature] => quote!(#![cfg(feature = #feature)]),
        common => quote!(#![cfg(any(#(feature = #common),*))]),
    });
    let parts = parts.into_iter().map(|(module, part)| {
        let feature = api.feature(module).filter(|_| features.len() > 1);
        let gate = feature.map(|feature| quote!(#[cfg(feature = #feature)]));
        quote!(#gate #part)
    });
    let lints = quote!(#![allow(clippy::too_many_lines, reason = "a test has all examples of an operation")]);
    Some(render(quote!(#docs #all #lints #helpers #(#parts)*)))
}

/// The modules with operations, in the order of the description.
fn modules(api: &Api) -> Vec<&Module> {
    let mut modules = Vec::new();
    for operation in &api.operations {
        if !modules.contains(&&operation.module) {
            modules.push(&operation.module);
        }
    }
    modules
}

/// `v1_flex_flow`, with a number if another module has that name already.
fn free_name(module: &Module, taken: &mut BTreeSet<String>) -> String {
    let mut parts: Vec<&str> = module.0.iter().map(|part| part.trim_end_matches('_')).collect();
    if let (Some(last), Some(own)) = (parts.last_mut(), module.0.last()) {
        // A keyword keeps its underscore at the end, but not in the middle, where it would make a double one.
        *last = own;
    }
    let base = parts.join("_");
    let mut name = base.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{base}_{number}");
        number += 1;
    }
    name
}

/// JSON as a raw string: on one line if it is short, otherwise indented for a call in a test.
pub(crate) fn json(value: &Value) -> Literal {
    let compact = value.to_string();
    let text = match serde_json::to_string_pretty(value) {
        Ok(pretty) if compact.len() > ONE_LINE => {
            let lines = pretty.lines().map(|line| format!("\n            {line}"));
            format!("{}\n            ", lines.collect::<String>())
        }
        _ => compact,
    };
    raw(&text)
}

/// A raw string with as many `#` as its text needs, or a plain string if nothing has to be escaped.
fn raw(text: &str) -> Literal {
    if !text.contains(['"', '\\']) {
        return Literal::string(text);
    }
    let mut marks = "#".to_owned();
    while text.contains(&format!("\"{marks}")) {
        marks.push('#');
    }
    format!("r{marks}\"{text}\"{marks}").parse().unwrap_or_else(|_| Literal::string(text))
}
