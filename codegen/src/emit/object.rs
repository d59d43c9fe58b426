//! The type of an object inside of requests: as a request is made, and read and written as a value.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::subject::Subject;
use super::{doc, example, ident, markdown, marker, request, scalar, table};
use crate::fileset::FileSet;
use crate::ir::{Api, TypeDef};
use crate::render::render;

/// The files of one type: the object, and the modules below it.
pub(super) fn emit(api: &Api, ty: &TypeDef, subject: &Subject<'_>, files: &mut FileSet) {
    let stem = format!("src/{}/{}", ty.module.0.join("/"), ty.name.snake);
    let mut write = |name: &str, docs: TokenStream, imports: &Imports, items: TokenStream| {
        let uses = imports.of(&items);
        files.insert(format!("{stem}{name}.rs"), render(quote!(#docs #uses #items)));
    };
    let mut imports = Imports::new();
    imports.add_types(api, scalar::types_of(subject));
    marker::import(api, subject.object, &mut imports);
    request::parts(api, subject, &imports, &mut write);
    imports.add("Params", "self::params");
    imports.add("RULES", "self::checks");
    imports.add("field", "self::checks");
    let docs = doc::inner(&[format!("`{}`, an object inside of requests.", ty.name.wire)]);
    write("", docs, &imports, items(api, ty, subject));
}

fn items(api: &Api, ty: &TypeDef, subject: &Subject<'_>) -> TokenStream {
    let modules = request::modules(subject);
    let definition = request::definition(api, subject, docs(api, ty, subject));
    let json = request::from_json(api, subject, "The object that a JSON object is, checked.");
    let methods = request::methods(api, subject, &json);
    let value = value(subject);
    let serialize = request::serialize(subject);
    quote!(#modules #definition #methods #value #serialize)
}

/// The docs of the object: what it is, its rules as a table, and an example.
fn docs(api: &Api, ty: &TypeDef, subject: &Subject<'_>) -> TokenStream {
    let mut lines = if ty.docs.trim().is_empty() {
        vec![format!("`{}`.", ty.name.wire)]
    } else {
        markdown::lines(&ty.docs)
    };
    if subject.object.open {
        lines.extend([
            String::new(),
            "It takes members that are not described, too: [`member`](self::Builder::member) sets one."
                .replace("self::Builder", &format!("{}Builder", ty.name.pascal)),
        ]);
    }
    lines.extend(table::docs(api, subject.object));
    lines.extend(example::docs(api, subject));
    doc::outer(&lines)
}

/// What makes of it the value of a field.
fn value(subject: &Subject<'_>) -> TokenStream {
    let name = ident(&subject.name.pascal);
    quote! {
        impl RequestObject for #name {
            const RULES: &'static RuleSet = &RULES;

            fn read<'m>(members: impl Iterator<Item = Member<'m>>, check: &mut Checker) -> Self {
                let mut params = Box::<Params>::default();
                ReadFields::read_fields(&mut *params, members, check);
                Self { params }
            }

            fn check(&self) -> Report {
                self.check()
            }
        }

        /// In a form, its compact JSON text.
        impl FormValue for #name {
            fn write_form(&self, value: &mut ValueWriter<'_>) {
                value.json(self);
            }
        }
    }
}
