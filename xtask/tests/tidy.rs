//! The house rules for every Rust file that is written by hand.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// The folders of such files.
const FOLDERS: [&str; 9] = [
    "codegen/examples",
    "codegen/fuzz/fuzz_targets",
    "codegen/fuzz/src",
    "codegen/runtime/src",
    "codegen/runtime/tests",
    "codegen/src",
    "codegen/tests",
    "xtask/src",
    "xtask/tests",
];

/// Folders in those that are generated.
const MACHINE_OWNED: [&str; 3] = ["generated", "golden", "target"];

/// A longer file is about more than one thing.
const MAX_FILE_LINES: usize = 330;

/// A longer body cannot be read at a glance.
const MAX_BODY_LINES: usize = 60;

/// Macros for unfinished work.
const UNFINISHED: [&str; 3] = ["dbg", "todo", "unimplemented"];

#[test]
fn every_file_keeps_the_house_rules() {
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap();
    let root = Path::new(&package).parent().unwrap();
    let mut files = Vec::new();
    for folder in FOLDERS {
        collect(&root.join(folder), &mut files);
    }
    assert!(!files.is_empty(), "no files found below {}", root.display());
    files.sort();
    let offences: Vec<_> = files
        .iter()
        .flat_map(|path| {
            let shown = path.strip_prefix(root).unwrap().display().to_string();
            offences(&fs::read_to_string(path).unwrap())
                .into_iter()
                .map(move |offence| format!("{shown}{offence}"))
        })
        .collect();
    assert!(offences.is_empty(), "{} offences\n{}", offences.len(), offences.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = entry.path();
        if path.is_dir() {
            if !MACHINE_OWNED.iter().any(|name| entry.file_name() == *name) {
                collect(&path, files);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What is wrong with a file, each as `:line: sentence`.
fn offences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !text.lines().take(3).any(|line| line.starts_with("//!")) {
        found.push(":1: does not open with `//!`; say what the module is for".to_owned());
    }
    let lines = text.lines().count();
    if lines > MAX_FILE_LINES {
        found.push(format!(":{lines}: has {lines} lines, more than {MAX_FILE_LINES}; split it by subject"));
    }
    for (number, line) in (1..).zip(text.split('\n')) {
        if line.ends_with([' ', '\t', '\r']) {
            found.push(format!(":{number}: ends in white space"));
        }
    }
    match syn::parse_file(text) {
        Ok(file) => {
            let mut bodies = Bodies { found: Vec::new() };
            bodies.visit_file(&file);
            found.extend(bodies.found);
        }
        Err(error) => found.push(format!(":{}: cannot be parsed: {error}", error.span().start().line)),
    }
    if let Ok(tokens) = text.parse() {
        unfinished(tokens, &mut found);
    }
    found
}

/// Measures functions.
struct Bodies {
    found: Vec<String>,
}

impl Bodies {
    fn measure(&mut self, name: &syn::Ident, body: &syn::Block) {
        let (open, close) =
            (body.brace_token.span.open().start().line, body.brace_token.span.close().end().line);
        let lines = (close - open).saturating_sub(1);
        if lines > MAX_BODY_LINES {
            self.found.push(format!(
                ":{open}: the body of `{name}` has {lines} lines, more than {MAX_BODY_LINES}; take it apart"
            ));
        }
    }
}

impl<'ast> Visit<'ast> for Bodies {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.measure(&function.sig.ident, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.measure(&function.sig.ident, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(body) = &function.default {
            self.measure(&function.sig.ident, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

/// Looks for `name!(…)` among the tokens, because the syntax tree has no arguments of macros.
fn unfinished(tokens: TokenStream, found: &mut Vec<String>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for window in tokens.windows(3) {
        if let [TokenTree::Ident(name), TokenTree::Punct(mark), TokenTree::Group(_)] = window
            && mark.as_char() == '!'
            && UNFINISHED.iter().any(|unfinished| name == unfinished)
        {
            found.push(format!(":{}: `{name}!` is for unfinished work", name.span().start().line));
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            unfinished(group.stream(), found);
        }
    }
}

#[test]
fn each_rule_finds_its_offence() {
    let body = "    f();\n".repeat(MAX_BODY_LINES);
    assert_eq!(offences(&format!("//! Good.\n\nfn f() {{\n{body}}}\n")), [""; 0]);

    let long_body = format!("//! Bad.\nimpl X {{\nfn f() {{\n{body}\n}}\n}}\n");
    assert_eq!(offences(&long_body), [":3: the body of `f` has 61 lines, more than 60; take it apart"]);

    let long_file = format!("//! Bad.\n{}", "const _: () = ();\n".repeat(MAX_FILE_LINES));
    assert_eq!(offences(&long_file), [":331: has 331 lines, more than 330; split it by subject"]);

    let rest = offences("fn f() { \n    assert!(vec![todo!()].is_empty());\n}\n\n//! Late.\n");
    assert_eq!(rest.len(), 4, "{rest:?}");
    assert!(rest[0].starts_with(":1: does not open with `//!`"));
    assert_eq!(rest[1], ":1: ends in white space");
    assert!(rest[2].contains("cannot be parsed"));
    assert_eq!(rest[3], ":2: `todo!` is for unfinished work");
}
