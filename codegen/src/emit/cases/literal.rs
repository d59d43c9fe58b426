//! Literals that break a pattern or a range. They stand in files of their own: the compiler evaluates constants only
//! when everything else is right.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::{chain, file};
use crate::emit::{doc, ident, integer};
use crate::fileset::FileSet;
use crate::ir::{Api, Bounded, Module, Pattern, TypeDef, TypeKind};

pub(super) fn emit(api: &Api, files: &mut FileSet) {
    let mut modules: BTreeMap<&Module, (Vec<&TypeDef>, TokenStream)> = BTreeMap::new();
    let mut types: Vec<_> = api.types.iter().collect();
    types.sort_by(|a, b| a.name.pascal.cmp(&b.name.pascal));
    for ty in types {
        let cases = match &ty.kind {
            TypeKind::Sid(pattern) => sid(ty, pattern),
            TypeKind::Bounded(bounded) => bounded_integer(ty, bounded),
            _ => continue,
        };
        let (types, items) = modules.entry(&ty.module).or_default();
        types.push(ty);
        items.extend(cases);
    }
    for (module, (types, cases)) in modules {
        let imports = chain::import_types(api, types);
        let about = format!("Literals of `{}` that break a pattern or a range.", module.0.join("::"));
        files.insert(
            format!("tests/compile_fail/{}/literals.rs", module.0.join("/")),
            file(&imports, &about, cases),
        );
    }
}

fn case(ty: &TypeDef, what: &str, expected: &str, value: TokenStream) -> TokenStream {
    let name = ident(&format!("{}_{what}", ty.name.snake));
    let docs = doc::outer(&[format!("error: {expected}")]);
    quote! {
        #docs
        fn #name() {
            let _ = #value;
        }
    }
}

fn sid(ty: &TypeDef, pattern: &Pattern) -> TokenStream {
    let name = ident(&ty.name.pascal);
    // Shorter by one than any value of the type.
    let bad = "0".repeat(pattern.length.saturating_sub(1));
    let shown: String = bad.chars().take(60).collect();
    let cut = if bad.len() > 60 { "…" } else { "" };
    let expected =
        format!("`{shown}{cut}` is not a valid `{}`: it does not match `{}`", ty.name.pascal, pattern.source);
    case(ty, "does_not_match", &expected, quote!(sid!(#name, #bad)))
}

fn bounded_integer(ty: &TypeDef, bounded: &Bounded) -> TokenStream {
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
