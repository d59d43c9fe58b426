//! The request type of an operation: what it is, how it is made, how it is put on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use super::{parse, request_impl};
use crate::emit::builder::markers;
use crate::emit::builder::target::Subject;
use crate::emit::docs::{decision_table, doc_comment, doctest, markdown};
use crate::emit::support::imports::Imports;
use crate::emit::support::pretty_print::render;
use crate::emit::types::field_type;
use crate::emit::{ident, request};
use crate::fileset::FileSet;
use crate::ir::{Api, Operation};

/// The files of one operation: the request, and for one with fields the modules below it.
pub(crate) fn emit(api: &Api, operation: &Operation, files: &mut FileSet) {
    let stem = format!("src/{}/{}", operation.module.0.join("/"), operation.name.snake);
    let mut write = |name: &str, docs: TokenStream, imports: &Imports, items: TokenStream| {
        let uses = imports.of(&items);
        files.insert(format!("{stem}{name}.rs"), render(quote!(#docs #uses #items)));
    };
    let mut imports = imports(api, operation);
    let subject = Subject::of_operation(operation);
    if operation.object.has_fields() {
        request::parts(api, &subject, &imports, &mut write);
    }
    imports.add("Params", "self::params");
    imports.add("BESIDE", "self::checks");
    imports.add("RULES", "self::checks");
    imports.add("field", "self::checks");
    let docs = doc_comment::inner(&[format!(
        "{}: `{} {}`.",
        title(operation),
        operation.method.as_str(),
        operation.path
    )]);
    let items = request(api, operation);
    write("", docs, &imports, items);
}

/// What every file of an operation may import: its types, and the markers of its discriminators.
fn imports(api: &Api, operation: &Operation) -> Imports {
    let mut imports = Imports::new();
    let items = operation.paged.iter().filter_map(|items| field_type::id_of(items.ty.scalar));
    let of_response = items.chain(operation.response);
    imports.add_types(api, field_type::types_of(&Subject::of_operation(operation)).chain(of_response));
    markers::import(api, &operation.object, &mut imports);
    imports
}

/// The summary, or the name where the spec has none; without a full stop.
pub(crate) fn title(operation: &Operation) -> String {
    let summary = operation.summary.trim().trim_end_matches('.');
    if summary.is_empty() { operation.name.wire.clone() } else { markdown::cell(summary) }
}

fn request(api: &Api, operation: &Operation) -> TokenStream {
    let subject = Subject::of_operation(operation);
    let modules = request::modules(&subject);
    let definition = request::definition(api, &subject, docs(api, operation));
    let methods = if operation.object.has_fields() {
        with_fields(api, operation)
    } else {
        without_fields(api, operation)
    };
    let wire = request_impl::emit(api, operation);
    let serialize = operation.object.has_fields().then(|| request::serialize(&subject));
    quote!(#modules #definition #methods #wire #serialize)
}

/// The end of every chain, for a request that is at hand.
fn send() -> TokenStream {
    quote! {
        /// Sends the request. Of a [`Client`](crate::Client) this gives a future, of a
        /// [`blocking::Client`](crate::blocking::Client) the result.
        pub fn send<C: Sender<Self>>(self, client: &C) -> C::Output {
            client.send(self)
        }
    }
}

/// The docs of the request: what it does, its rules as a table, and examples.
fn docs(api: &Api, operation: &Operation) -> TokenStream {
    let mut lines = vec![format!("{}.", title(operation)), String::new()];
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
    lines.extend(doctest::docs(api, &Subject::of_operation(operation)));
    doc_comment::outer(&lines)
}

fn without_fields(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.pascal);
    let (parameters, members, _) = request::arguments(api, &operation.path_parameters);
    let accessors = request::argument_accessors(api, &Subject::of_operation(operation));
    let send = send();
    quote! {
        impl #name {
            /// The request, which has nothing to set.
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#members),* }
            }
            #send
            #accessors
        }
    }
}

fn with_fields(api: &Api, operation: &Operation) -> TokenStream {
    let from = parse::emit(api, operation);
    let subject = Subject::of_operation(operation);
    let send = send();
    request::methods(api, &subject, &quote!(#from #send))
}
