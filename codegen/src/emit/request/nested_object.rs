//! The type of a nested object: built as a request is, and read and written as the value of a field.

use proc_macro2::TokenStream;
use quote::quote;

use super::{definition, parse};
use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::{decision_table, doc_comment, doctest, markdown};
use crate::emit::support::tokens::ident;
use crate::ir::{Api, TypeDef};

/// The docs of the file.
pub(crate) fn file_docs(ty: &TypeDef) -> TokenStream {
    doc_comment::inner(&[format!("`{}`, a nested object in requests.", ty.name.wire)])
}

/// The items of the file.
pub(crate) fn items(api: &Api, ty: &TypeDef, target: &BuilderTarget<'_>) -> TokenStream {
    let modules = definition::modules(target);
    let definition = definition::struct_item(api, target, docs(api, ty, target));
    let json = parse::from_json(api, target, "Reads the object from a JSON object, and checks it.");
    let methods = definition::methods(api, target, &json);
    let value = object_impls(target);
    let serialize = definition::serialize(target);
    quote!(#modules #definition #methods #value #serialize)
}

/// The docs of the object: what it is, its rules as a table, and an example.
fn docs(api: &Api, ty: &TypeDef, target: &BuilderTarget<'_>) -> TokenStream {
    let mut lines = if ty.docs.trim().is_empty() {
        vec![format!("`{}`.", ty.name.wire)]
    } else {
        markdown::lines(&ty.docs)
    };
    if target.object.open {
        lines.extend([
            String::new(),
            format!(
                "Members that are not described are allowed, too: [`member`]({}::member) sets one.",
                target.builder_name()
            ),
        ]);
    }
    lines.extend(decision_table::docs(api, target.object));
    lines.extend(doctest::docs(api, target));
    doc_comment::outer(&lines)
}

/// The implementations that make it the value of a field.
fn object_impls(target: &BuilderTarget<'_>) -> TokenStream {
    let name = ident(&target.name.pascal);
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
