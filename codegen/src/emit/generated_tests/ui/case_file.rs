//! A file of cases: where it is, and what it looks like.

use proc_macro2::TokenStream;
use quote::quote;

use super::case::Case;
use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::doc_comment;
use crate::emit::support::imports::Imports;
use crate::emit::support::pretty_print::render;
use crate::ir::{Api, TypeDef, TypeKind};

/// What the compiler does with the cases of a file.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    Fail,
    Pass,
}

/// Cases of one builder.
pub(crate) struct CaseFile {
    outcome: Outcome,
    /// What follows the name of the request in the name of the file.
    name: String,
    /// What the cases have in common, for the docs of the file.
    about: String,
    cases: Vec<Case>,
}

impl CaseFile {
    /// A file; `None` without any cases.
    pub(crate) fn new(
        outcome: Outcome,
        name: impl Into<String>,
        about: String,
        cases: Vec<Case>,
    ) -> Option<Self> {
        (!cases.is_empty()).then(|| Self { outcome, name: name.into(), about, cases })
    }

    /// The path of the file in the crate.
    pub(crate) fn path(&self, target: &BuilderTarget<'_>) -> String {
        let folder = match self.outcome {
            Outcome::Fail => "compile_fail",
            Outcome::Pass => "compile_pass",
        };
        format!("tests/{folder}/{}/{}_{}.rs", target.module.0.join("/"), target.name.snake, self.name)
    }

    /// The text of the file.
    pub(crate) fn text(&self, api: &Api, target: &BuilderTarget<'_>) -> String {
        let functions = self.cases.iter().map(|case| case.function(api, target)).collect();
        text(&imports(api, target), &self.about, functions)
    }
}

/// The text of a file: docs, imports, the functions, and the `main` that every program has.
pub(crate) fn text(imports: &Imports, about: &str, functions: TokenStream) -> String {
    let docs = doc_comment::inner(&[about]);
    let uses = imports.of(&functions);
    render(quote!(#docs #uses #functions fn main() {}))
}

/// What the case files of a builder can import from the crate under test.
fn imports(api: &Api, target: &BuilderTarget<'_>) -> Imports {
    let krate = api.crate_name();
    let mut imports = import_types(api, target.named_types().map(|id| api.ty(id)));
    imports.add(&target.name.pascal, &format!("{krate}::{}", target.module.0.join("::")));
    imports.add("boolean", &krate);
    imports
}

/// The types, macros and markers that a case file can import.
pub(crate) fn import_types<'a>(api: &Api, types: impl IntoIterator<Item = &'a TypeDef>) -> Imports {
    let krate = api.crate_name();
    let mut imports = Imports::nothing();
    for name in ["IntegerOrDigits", "JsonObjectOrText", "Number", "Open", "Timestamp", "Uri", "lit", "sid"] {
        imports.add(name, &krate);
    }
    for name in ["Map", "Value"] {
        imports.add(name, "serde_json");
    }
    for ty in types {
        let path = format!("{krate}::{}", ty.module.0.join("::"));
        imports.add(&ty.name.pascal, &path);
        if matches!(&ty.kind, TypeKind::Enumeration(enumeration) if enumeration.discriminator) {
            imports.add(&ty.name.snake, &path);
        }
    }
    imports
}
