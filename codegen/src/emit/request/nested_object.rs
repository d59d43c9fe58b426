//! The type of an object inside of requests: as a request is made, and read and written as a value.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builder::markers;
use crate::emit::builder::target::Subject;
use crate::emit::docs::{decision_table, doc_comment, doctest, markdown};
use crate::emit::support::imports::Imports;
use crate::emit::support::pretty_print::render;
use crate::emit::types::field_type;
use crate::emit::{ident, request};
use crate::fileset::FileSet;
use crate::ir::{Api, TypeDef};

/// The files of one type: the object, and the modules below it.
pub(crate) fn emit(api: &Api, ty: &TypeDef, subject: &Subject<'_>, files: &mut FileSet) {
    let stem = format!("src/{}/{}", ty.module.0.join("/"), ty.name.snake);
    let mut write = |name: &str, docs: TokenStream, imports: &Imports, items: TokenStream| {
        let uses = imports.of(&items);
        files.insert(format!("{stem}{name}.rs"), render(quote!(#docs #uses #items)));
    };
    let mut imports = Imports::new();
    imports.add_types(api, field_type::types_of(subject));
    markers::import(api, subject.object, &mut imports);
    request::parts(api, subject, &imports, &mut write);
    imports.add("Params", "self::params");
    imports.add("RULES", "self::checks");
    imports.add("field", "self::checks");
    let docs = doc_comment::inner(&[format!("`{}`, an object inside of requests.", ty.name.wire)]);
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
    lines.extend(decision_table::docs(api, subject.object));
    lines.extend(doctest::docs(api, subject));
    doc_comment::outer(&lines)
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
