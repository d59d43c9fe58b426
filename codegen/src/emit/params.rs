//! The fields of a request as they are stored, and their way onto the wire and out of checked input.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::subject::Subject;
use super::{doc, ident, scalar};
use crate::ir::{Api, Field, RequestObject, Scalar, TypeKind};

type Write<'w> = dyn FnMut(&str, TokenStream, &Imports, TokenStream) + 'w;

pub(super) fn emit(api: &Api, subject: &Subject<'_>, imports: &Imports, write: &mut Write<'_>) {
    let object = subject.object;
    let docs = doc::inner(&[format!("The fields of [`{0}`](super::{0}).", subject.name.pascal)]);
    let mut imports = imports.clone();
    imports.add("field", "super::checks");
    imports.add("RULES", "super::checks");
    let storage = storage(api, object);
    let write_fields = write_fields(object);
    let read = read(api, object);
    let facts = facts(api, object);
    let items = quote! {
        #storage
        impl Params {
            #write_fields
            #read
            #facts
        }
    };
    write("/params", docs, &imports, items);
}

fn storage(api: &Api, object: &RequestObject) -> TokenStream {
    let fields = object.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.snake), &field.name.wire);
        let ty = scalar::stored(api, field.ty.scalar);
        quote! {
            #[serde(rename = #wire, skip_serializing_if = "Option::is_none")]
            pub(super) #name: Option<#ty>
        }
    });
    quote! {
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub(super) struct Params { #(#fields,)* }
    }
}

fn write_fields(object: &RequestObject) -> TokenStream {
    let fields = object.fields.iter().map(|field| {
        let name = ident(&field.name.snake);
        let wire = form_name(&field.name.wire);
        quote!(form.field(#wire, self.#name.as_ref());)
    });
    quote! {
        /// Writes the fields that are set, in the order of the documentation.
        pub(super) fn write(&self, form: &mut FormWriter) {
            #(#fields)*
        }
    }
}

/// A name as it stands in a form: the writer takes it as it is.
fn form_name(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len());
    for byte in wire.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                name.push(char::from(byte));
            }
            b' ' => name.push('+'),
            _ => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name
}

fn read(api: &Api, object: &RequestObject) -> TokenStream {
    let arms = object.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.snake), &field.name.wire);
        let (constant, method) = (ident(&field.name.constant), ident(check(api, field)));
        quote!(#wire => self.#name = check.#method(field::#constant, member),)
    });
    quote! {
        /// Reads one member of an input, or notes what is wrong with it.
        pub(super) fn read(&mut self, member: &Member<'_>, check: &mut Checker) {
            match member.name() {
                #(#arms)*
                _ => check.unknown(member),
            }
        }
    }
}

/// The method of the checker for a field.
fn check(api: &Api, field: &Field) -> &'static str {
    match field.ty.scalar {
        Scalar::Text | Scalar::Timestamp | Scalar::Number | Scalar::Texts => "text",
        Scalar::Integer => "integer",
        Scalar::Boolean => "boolean",
        Scalar::Uri => "uri",
        Scalar::Object => "json_object",
        Scalar::Any => "json_value",
        Scalar::Named(id) => match &api.ty(id).kind {
            TypeKind::Sid(_) => "sid",
            TypeKind::Checked(_) => "checked",
            TypeKind::Choice(_) => "choice",
            TypeKind::Bounded(_) => "bounded",
            TypeKind::Text { .. } | TypeKind::Object(_) => "text",
        },
    }
}

/// What the rules need to know of the fields; nothing where there are no rules.
fn facts(api: &Api, object: &RequestObject) -> Option<TokenStream> {
    if object.rules.is_empty() {
        return None;
    }
    let tested = |index: usize| object.tests.iter().any(|test| test.field == index);
    let concerned =
        |index: usize| object.rules.iter().any(|rule| rule.fields(&object.tests).contains(&index));
    let steps = object.fields.iter().enumerate().filter_map(|(index, field)| {
        let (name, constant) = (ident(&field.name.snake), ident(&field.name.constant));
        if tested(index) {
            let value = value(api, field);
            return Some(quote!(.value(field::#constant, #value)));
        }
        concerned(index).then(|| quote!(.present(field::#constant, self.#name.is_some())))
    });
    Some(quote! {
        /// What the rules need to know.
        pub(super) fn facts(&self) -> Facts {
            Facts::of(&RULES) #(#steps)*
        }
    })
}

/// The value of a field as tests see it.
fn value(api: &Api, field: &Field) -> TokenStream {
    let name = ident(&field.name.snake);
    let stored = scalar::stored(api, field.ty.scalar);
    match field.ty.scalar {
        Scalar::Text => quote!(self.#name.as_deref()),
        Scalar::Integer | Scalar::Number | Scalar::Boolean => quote!(self.#name),
        Scalar::Uri | Scalar::Timestamp => quote!(self.#name.as_ref().map(#stored::as_str)),
        Scalar::Object | Scalar::Texts | Scalar::Any => quote!(self.#name.as_ref()),
        Scalar::Named(id) => match &api.ty(id).kind {
            TypeKind::Choice(_) => quote!(self.#name.map(#stored::as_str)),
            TypeKind::Bounded(_) => quote!(self.#name.map(#stored::get)),
            TypeKind::Sid(_) | TypeKind::Checked(_) | TypeKind::Text { .. } | TypeKind::Object(_) => {
                quote!(self.#name.as_ref().map(#stored::as_str))
            }
        },
    }
}
