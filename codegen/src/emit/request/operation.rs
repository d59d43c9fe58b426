//! The request type of an operation: built, checked, sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::{accessors, definition, parse, path_arguments, request_impl};
use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::{decision_table, doc_comment, doctest, markdown, title};
use crate::emit::support::tokens::ident;
use crate::ir::{Api, Operation};

/// The docs of the file.
pub(crate) fn file_docs(operation: &Operation) -> TokenStream {
    doc_comment::inner(&[format!(
        "{}: `{} {}`.",
        title::of_operation(operation),
        operation.method.as_str(),
        operation.path
    )])
}

/// The items of the file.
pub(crate) fn items(api: &Api, operation: &Operation) -> TokenStream {
    let target = BuilderTarget::of_operation(operation);
    let modules = definition::modules(&target);
    let definition = definition::struct_item(api, &target, docs(api, operation));
    let methods = if operation.object.has_fields() {
        with_fields(api, operation)
    } else {
        without_fields(api, operation)
    };
    let wire = request_impl::request_impl(api, operation);
    let serialize = operation.object.has_fields().then(|| definition::serialize(&target));
    quote!(#modules #definition #methods #wire #serialize)
}

/// `send` of a finished request.
fn send() -> TokenStream {
    quote! {
        /// Sends the request. With a [`Client`](crate::Client) this returns a future, with a
        /// [`blocking::Client`](crate::blocking::Client) the result.
        pub fn send<C: Sender<Self>>(self, client: &C) -> C::Output {
            client.send(self)
        }
    }
}

/// The docs of the request: what it does, its rules as a table, and examples.
fn docs(api: &Api, operation: &Operation) -> TokenStream {
    let mut lines = vec![format!("{}.", title::of_operation(operation)), String::new()];
    let call = format!("`{} {}`", operation.method.as_str(), operation.path);
    lines.push(match &operation.docs_url {
        Some(url) if markdown::cell(url) == format!("<{url}>") => format!("{call} ([documentation]({url}))"),
        _ => call,
    });
    let description = markdown::lines(&operation.description);
    if !operation.description.trim().is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    lines.extend(decision_table::docs(api, &operation.object));
    lines.extend(doctest::docs(api, &BuilderTarget::of_operation(operation)));
    doc_comment::outer(&lines)
}

/// The methods of a request that has nothing to set.
fn without_fields(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.pascal);
    let parameters = path_arguments::parameters(api, &operation.path_parameters);
    let members = path_arguments::initializers(&operation.path_parameters);
    let accessors = accessors::of_path_parameters(api, &operation.path_parameters);
    let send = send();
    quote! {
        impl #name {
            /// The request, which has no fields to set.
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#members),* }
            }
            #send
            #accessors
        }
    }
}

/// The methods of a request that has a builder.
fn with_fields(api: &Api, operation: &Operation) -> TokenStream {
    let from = parse::functions(api, operation);
    let target = BuilderTarget::of_operation(operation);
    let send = send();
    definition::methods(api, &target, &quote!(#from #send))
}
