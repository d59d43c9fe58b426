//! A compile-fail or compile-pass case: one function with a chain of setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::expected_errors::expected_errors;
use super::setter_chain::Call;
use crate::emit::builder::markers;
use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::doc_comment;
use crate::emit::request::path_arguments;
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Api, RequestObject};

/// One function of a case file.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The first line of each error, in the order of the calls; none if the function has to compile.
    pub(crate) expected: Vec<String>,
    pub(crate) calls: Vec<Call>,
    /// Whether the chain ends in `.build()`.
    pub(crate) build: bool,
}

impl Case {
    /// A chain with the errors it gives. If a setter gives one, the chain does not go on to `.build()`.
    pub(crate) fn new(object: &RequestObject, name: String, calls: Vec<Call>) -> Self {
        let early = expected_errors(object, &calls, false);
        let build = early.is_empty();
        let expected = if build { expected_errors(object, &calls, true) } else { early };
        Self { name, expected, calls, build }
    }

    /// The function.
    pub(crate) fn function(&self, api: &Api, target: &BuilderTarget<'_>) -> TokenStream {
        let object = target.object;
        // A keyword has a trailing underscore, which would be a double one here.
        let name = ident(&self.name.replace("__", "_"));
        let request = ident(&target.name.pascal);
        let docs = doc_comment::outer(
            &self.expected.iter().map(|line| format!("error: {line}")).collect::<Vec<_>>(),
        );
        let arguments = target.arguments.iter().map(|argument| {
            let name = ident(&argument.name.snake);
            let ty = path_arguments::stored_type(api, argument.scalar);
            (quote!(#name: #ty), quote!(#name))
        });
        let (mut parameters, given): (Vec<_>, Vec<_>) = arguments.unzip();
        parameters.extend(self.values(api, object).into_iter().map(|field| parameter(api, object, field)));
        let calls = self.calls.iter().map(|call| method_call(api, object, *call));
        let build = self.build.then(|| quote!(.build()));
        quote! {
            #docs
            fn #name(#(#parameters),*) {
                let _ = #request::builder(#(#given),*) #(#calls)* #build;
            }
        }
    }

    /// The fields that need a value, each once.
    fn values(&self, api: &Api, object: &RequestObject) -> Vec<usize> {
        let mut fields = Vec::new();
        for call in &self.calls {
            if marker_of(api, object, *call).is_none() && !fields.contains(&call.field) {
                fields.push(call.field);
            }
        }
        fields
    }
}

/// The marker that a call passes.
fn marker_of(api: &Api, object: &RequestObject, call: Call) -> Option<String> {
    let value = call.state.checked_sub(1).filter(|_| object.holds_marker(call.field))?;
    markers::values(api, object, call.field).into_iter().nth(value).map(|value| value.marker)
}

fn parameter(api: &Api, object: &RequestObject, field: usize) -> TokenStream {
    let field = &object.fields[field];
    let name = ident(&field.name.snake);
    let stored = field_type::stored(api, field.ty.scalar);
    let item = if field_type::is_free_string(api, field.ty.scalar) { quote!(&str) } else { stored };
    let ty = if field.ty.list { quote!(Vec<#item>) } else { item };
    quote!(#name: #ty)
}

fn method_call(api: &Api, object: &RequestObject, call: Call) -> TokenStream {
    let name = ident(&object.fields[call.field].name.snake);
    match marker_of(api, object, call) {
        Some(marker) => {
            let (module, marker) = (markers::module(api, object, call.field), ident(&marker));
            quote!(.#name(#module::#marker))
        }
        None => quote!(.#name(#name)),
    }
}
