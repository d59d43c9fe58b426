//! A compile-fail or compile-pass case: one function with a chain of setters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::expected_errors::expected_errors;
use super::setter_chain::Call;
use crate::emit::builder::markers;
use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::doc_comment;
use crate::emit::request::path_arguments;
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Advice, Api, RequestObject, clear_method, despite_advice};

/// One function of a case file.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The first line of each error, in the order of the calls; none if the function has to compile.
    pub(crate) expected: Vec<String>,
    pub(crate) calls: Vec<Call>,
    /// How the chain ends: in `.build()`, in its twin that ignores advice, or not at all.
    pub(crate) end: Option<Advice>,
}

impl Case {
    /// A chain with the errors it gives. If a setter gives one, the chain does not go on to `.build()`.
    pub(crate) fn new(object: &RequestObject, name: String, calls: Vec<Call>) -> Self {
        let early = expected_errors(object, &calls, None);
        let end = early.is_empty().then_some(Advice::Heeded);
        let expected = if end.is_some() { expected_errors(object, &calls, end) } else { early };
        Self { name, expected, calls, end }
    }

    /// A chain that fails only because of advice, with the method that ignores it where it fails. It compiles.
    pub(crate) fn despite_advice(&self, object: &RequestObject) -> Option<Self> {
        let mut calls = self.calls.clone();
        let mut end = self.end.map(|_| Advice::Ignored);
        if end.is_none() {
            calls.last_mut()?.advice = Advice::Ignored;
            let ends = [Advice::Heeded, Advice::Ignored].map(Some);
            end = ends.into_iter().find(|end| expected_errors(object, &calls, *end).is_empty())?;
        }
        let expected = expected_errors(object, &calls, end);
        let name = despite_advice(&self.name);
        (expected.is_empty() && !self.expected.is_empty()).then_some(Self { name, expected, calls, end })
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
        let build = self.end.map(|advice| {
            let build = method(advice, "build");
            quote!(.#build())
        });
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
            let takes_value =
                marker_of(api, object, *call).is_none() && !call.clears(object) && !call.gives_text(object);
            if takes_value && !fields.contains(&call.field) {
                fields.push(call.field);
            }
        }
        fields
    }
}

/// The marker that a call passes.
fn marker_of(api: &Api, object: &RequestObject, call: Call) -> Option<String> {
    let value =
        call.state.checked_sub(1).filter(|_| object.holds_marker(call.field) && !call.gives_text(object))?;
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
    let name = &object.fields[call.field].name.snake;
    if call.clears(object) {
        let method = method(call.advice, &clear_method(name));
        return quote!(.#method());
    }
    if call.gives_text(object) {
        let method = method(Advice::Ignored, name);
        return quote!(.#method("undocumented"));
    }
    let (method, name) = (method(call.advice, name), ident(name));
    match marker_of(api, object, call) {
        Some(marker) => {
            let (module, marker) = (markers::module(api, object, call.field), ident(&marker));
            quote!(.#method(#module::#marker))
        }
        None => quote!(.#method(#name)),
    }
}

fn method(advice: Advice, name: &str) -> Ident {
    match advice {
        Advice::Heeded => ident(name),
        Advice::Ignored => ident(&despite_advice(name)),
    }
}
