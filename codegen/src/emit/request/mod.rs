//! What all types with a builder have in common: how they are stored, made, read and checked.

pub(crate) mod fields;
pub(crate) mod nested_object;
pub(crate) mod operation;
pub(crate) mod parse;
pub(crate) mod request_impl;
pub(crate) mod rule_set;

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::target::Subject;
use super::builder::{rule_traits, setters, state};
use super::docs::{doc_comment, markdown};
use super::ident;
use super::support::imports::Imports;
use super::types::field_type;
use crate::ir::{Api, PathParameter, RequestObject, Scalar, TypeKind};

/// Takes the name of a file, its docs, what it may import, and its items.
pub(crate) type Write<'w> = dyn FnMut(&str, TokenStream, &Imports, TokenStream) + 'w;

/// The files below that of the type.
pub(crate) fn parts(api: &Api, subject: &Subject<'_>, imports: &Imports, write: &mut Write<'_>) {
    setters::emit(api, subject, imports, write);
    rule_set::emit(subject, imports, write);
    fields::emit(api, subject, imports, write);
    if !subject.object.slots.is_empty() {
        state::emit(api, subject, write);
        rule_traits::emit(api, subject, write);
    }
}

pub(crate) fn modules(subject: &Subject<'_>) -> TokenStream {
    if !subject.has_builder() {
        return TokenStream::new();
    }
    let typed = (!subject.object.slots.is_empty()).then(|| {
        let rules = doc_comment::outer(&["The rules, as bounds of the builder's methods."]);
        let state = doc_comment::outer(&["What the builder knows at compile time."]);
        quote!(#rules pub mod rules; #state pub mod state;)
    });
    let builder = ident(&format!("{}Builder", subject.name.pascal));
    quote!(mod builder; mod checks; mod params; #typed pub use self::builder::#builder;)
}

pub(crate) fn definition(api: &Api, subject: &Subject<'_>, docs: TokenStream) -> TokenStream {
    let name = ident(&subject.name.pascal);
    let arguments = argument_members(api, subject);
    let params = subject.has_builder().then(|| quote!(params: Box<Params>));
    let default = (subject.arguments.is_empty() && !subject.has_builder()).then(|| quote!(Default,));
    let members = arguments.into_iter().chain(params);
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #name { #(#members),* }
    }
}

/// The path parameters with their types, as members of a struct or as parameters of a function that keeps them.
pub(crate) fn argument_members(api: &Api, subject: &Subject<'_>) -> Vec<TokenStream> {
    let member = |argument: &PathParameter| {
        let name = ident(&argument.name.snake);
        let ty = argument_type(api, argument.scalar);
        quote!(#name: #ty)
    };
    subject.arguments.iter().map(member).collect()
}

/// The type of a path parameter as it is kept: a SID may be one that the server sent.
pub(crate) fn argument_type(api: &Api, scalar: Scalar) -> TokenStream {
    let stored = field_type::stored(api, scalar);
    if is_checked_text(api, scalar) { quote!(Open<#stored>) } else { stored }
}

/// Whether the type is a SID or another checked text.
pub(crate) fn is_checked_text(api: &Api, scalar: Scalar) -> bool {
    field_type::id_of(scalar)
        .is_some_and(|id| matches!(api.ty(id).kind, TypeKind::Sid(_) | TypeKind::ConstrainedString(_)))
}

/// The path parameters as function parameters, and as the members of a struct.
pub(crate) fn arguments(
    api: &Api,
    arguments: &[PathParameter],
) -> (Vec<TokenStream>, Vec<TokenStream>, Vec<TokenStream>) {
    let mut parameters = Vec::new();
    let mut members = Vec::new();
    let mut names = Vec::new();
    for argument in arguments {
        let name = ident(&argument.name.snake);
        let ty = argument_type(api, argument.scalar);
        parameters.push(quote!(#name: impl Into<#ty>));
        members.push(quote!(#name: #name.into()));
        names.push(quote!(#name));
    }
    (parameters, members, names)
}

pub(crate) fn argument_accessors(api: &Api, subject: &Subject<'_>) -> TokenStream {
    let accessors = subject.arguments.iter().map(|argument| {
        let name = ident(&argument.name.snake);
        let docs = doc_comment::described_or(
            &argument.docs,
            &format!("The path parameter `{}`.", argument.name.wire),
        );
        let ty = argument_type(api, argument.scalar);
        let (ty, value) = match argument.scalar {
            Scalar::String => (quote!(&str), quote!(&self.#name)),
            _ => (quote!(&#ty), quote!(&self.#name)),
        };
        quote! {
            #docs
            pub fn #name(&self) -> #ty { #value }
        }
    });
    quote!(#(#accessors)*)
}

pub(crate) fn serialize(subject: &Subject<'_>) -> TokenStream {
    let name = ident(&subject.name.pascal);
    let docs =
        doc_comment::outer(&["The fields that are set, by their documented names: what `from_json` reads."]);
    quote! {
        #docs
        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.params.serialize(serializer)
            }
        }
    }
}

/// `builder`, what `more` has, `check`, and an accessor for each argument and field.
pub(crate) fn methods(api: &Api, subject: &Subject<'_>, more: &TokenStream) -> TokenStream {
    let name = ident(&subject.name.pascal);
    let builder = ident(&format!("{}Builder", subject.name.pascal));
    let (parameters, _, names) = arguments(api, subject.arguments);
    let start = doc_comment::outer(&[format!("Starts {} without any field set.", subject.a_noun())]);
    let check = check(api, subject);
    let accessors = argument_accessors(api, subject);
    let fields = fields(api, subject.object);
    quote! {
        impl #name {
            #start
            pub fn builder(#(#parameters),*) -> #builder {
                #builder::new(#(#names.into()),*)
            }
            #more
            #check
            #accessors
            #fields
        }
    }
}

/// Whether there is a `check`: an object inside of a request is asked for its report in any case.
pub(crate) fn has_check(api: &Api, subject: &Subject<'_>) -> bool {
    !subject.is_sent() || !subject.object.rules.is_empty() || fields::has_objects(api, subject.object)
}

fn check(api: &Api, subject: &Subject<'_>) -> Option<TokenStream> {
    if !has_check(api, subject) {
        return None;
    }
    let object = subject.object;
    let parts = fields::parts(api, object);
    let noun = subject.noun();
    let mut lines = vec![
        format!(
            "What the documented rules say about this {noun}. {} out of `build()` or from a checked input",
            markdown::capital(subject.a_noun())
        ),
        "breaks none; one out of `build_unchecked()` may.".to_owned(),
    ];
    if fields::has_objects(api, object) {
        lines.extend([
            String::new(),
            "What is wrong with an object inside is reported at the field that holds it.".to_owned(),
        ]);
    }
    let docs = doc_comment::outer(&lines);
    let verdict = fields::verdict(object, parts);
    Some(quote! {
        #docs
        pub fn check(&self) -> Report {
            #verdict
        }
    })
}

/// `from_json`, which checks at run time what the builder checks at compile time.
pub(crate) fn from_json(api: &Api, subject: &Subject<'_>, head: &str) -> TokenStream {
    let (parameters, members, _) = arguments(api, subject.arguments);
    let docs = doc_comment::outer(&[
        head.to_owned(),
        String::new(),
        "# Errors".to_owned(),
        "Every violation at once: unknown fields, wrong types, patterns, lengths, ranges, enums,".to_owned(),
        "missing fields and fields that do not apply, with advice.".to_owned(),
    ]);
    quote! {
        #docs
        pub fn from_json(#(#parameters,)* fields: &Value) -> Result<Self, Rejected> {
            let mut params = Box::<Params>::default();
            Checker::json(&RULES, fields, &mut *params)?;
            Ok(Self { #(#members,)* params })
        }
    }
}

fn fields(api: &Api, object: &RequestObject) -> TokenStream {
    let fields = object.fields.iter().map(|field| {
        let (ty, value) = field_type::accessor(api, field);
        let name = ident(&field.name.snake);
        let docs = doc_comment::outer(&[format!("`{}`, where it is set.", field.name.wire)]);
        quote! {
            #docs
            pub fn #name(&self) -> #ty { #value }
        }
    });
    let members = object.open.then(|| {
        quote! {
            /// The members that are not described.
            pub fn members(&self) -> &Map<String, Value> {
                &self.params.members
            }
        }
    });
    quote!(#(#fields)* #members)
}
