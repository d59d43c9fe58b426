//! Literals that violate a pattern, a length or a range. They have files of their own because the compiler evaluates constants
//! only if there are no other errors.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::{case_file, counterexample};
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::{ident, integer};
use crate::fileset::FileSet;
use crate::ir::{Api, BoundedInteger, ConstrainedString, Length, Module, Pattern, TypeDef, TypeKind};

/// Adds a file for each module with types whose literals are checked.
pub(crate) fn add(api: &Api, files: &mut FileSet) {
    let mut modules: BTreeMap<&Module, (Vec<&TypeDef>, TokenStream)> = BTreeMap::new();
    let mut types: Vec<_> = api.types.iter().collect();
    types.sort_by(|a, b| a.name.pascal.cmp(&b.name.pascal));
    for ty in types {
        let cases = match &ty.kind {
            TypeKind::Sid(pattern) => sid(ty, pattern),
            TypeKind::ConstrainedString(string) => constrained_string(ty, string),
            TypeKind::BoundedInteger(bounded) => bounded_integer(ty, bounded),
            _ => continue,
        };
        if cases.is_empty() {
            // Every string matches the pattern.
            continue;
        }
        let (types, items) = modules.entry(&ty.module).or_default();
        types.push(ty);
        items.extend(cases);
    }
    for (module, (types, cases)) in modules {
        let imports = case_file::import_types(api, types);
        let about =
            format!("Literals of `{}` that violate a pattern, a length or a range.", module.0.join("::"));
        files.insert(
            format!("tests/compile_fail/{}/literals.rs", module.0.join("/")),
            case_file::text(&imports, &about, cases),
        );
    }
}

fn case(ty: &TypeDef, what: &str, expected: &str, value: TokenStream) -> TokenStream {
    let name = ident(&format!("{}_{what}", ty.name.snake));
    let docs = doc_comment::outer(&[format!("error: {expected}")]);
    quote! {
        #docs
        fn #name() {
            let _ = #value;
        }
    }
}

fn sid(ty: &TypeDef, pattern: &Pattern) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let bad = counterexample::no_sid(pattern);
    case(ty, "does_not_match", &does_not_match(ty, &bad, &pattern.source), quote!(sid!(#name, #bad)))
}

fn constrained_string(ty: &TypeDef, string: &ConstrainedString) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let mut cases = TokenStream::new();
    if let (Some((source, _)), Some(bad)) = (&string.pattern, counterexample::unmatched_by(string)) {
        cases.extend(case(
            ty,
            "does_not_match",
            &does_not_match(ty, &bad, source),
            quote!(lit!(#name, #bad)),
        ));
    }
    let lengths = string.length.as_ref().map(Length::words).unwrap_or_default();
    for (what, bad) in counterexample::of_wrong_length(string) {
        let expected = format!("{}: it takes {lengths}", is_not_valid(ty, &bad));
        cases.extend(case(ty, what, &expected, quote!(lit!(#name, #bad))));
    }
    cases
}

fn does_not_match(ty: &TypeDef, text: &str, pattern: &str) -> String {
    format!("{}: it does not match `{pattern}`", is_not_valid(ty, text))
}

/// The message of the runtime, which shows the start of a literal.
fn is_not_valid(ty: &TypeDef, text: &str) -> String {
    let shown: String = text.chars().take(60).collect();
    format!("`{shown}` is not a valid `{}`", ty.name.pascal)
}

fn bounded_integer(ty: &TypeDef, bounded: &BoundedInteger) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let below = bounded.minimum.checked_sub(1).map(|value| ("is_too_small", value));
    let above = bounded.maximum.checked_add(1).map(|value| ("is_too_large", value));
    let cases = below.into_iter().chain(above).map(|(what, value)| {
        let expected = format!("`{value}` is out of range for `{}` ({})", bounded.label, bounded.range);
        let value = integer(value);
        case(ty, what, &expected, quote!(lit!(#name, #value)))
    });
    cases.collect()
}
