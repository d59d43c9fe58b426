//! `tests/support/requests.rs`: a list of all requests with fields, for tests that treat them alike.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::{doc_comment, setter_arguments};
use crate::emit::request::{check, parse};
use crate::emit::support::imports::Imports;
use crate::emit::support::pretty_print::render;
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Api, Operation};

/// The file; `None` if no request has fields.
pub(crate) fn text(api: &Api) -> Option<String> {
    let entries: Vec<_> = api.operations.iter().filter_map(|operation| entry(api, operation)).collect();
    if entries.is_empty() {
        return None;
    }
    let krate = ident(&api.crate_name());
    let docs =
        doc_comment::inner(&["Every request with fields, as data, for tests that run on all of them."]);
    let items = quote! {
        /// How a request is read from unchecked input.
        pub(crate) struct Checks {
            /// The path of the module with the request, within the crate.
            pub(crate) module: &'static str,
            pub(crate) operation_id: &'static str,
            /// Reads the fields of a JSON object.
            pub(crate) from_json: fn(&Value) -> Result<Accepted, Rejected>,
            /// Reads the fields of a form or query, if the request sends one.
            pub(crate) from_form: Option<FromForm>,
            /// The fields that are not sent in the form.
            pub(crate) beside: &'static [&'static str],
        }

        /// An accepted request: the report about its rules, and its fields as JSON.
        pub(crate) type Accepted = (Report, Value);

        /// Takes the fields that are not sent in the form, and the form.
        pub(crate) type FromForm = fn(&Value, &str) -> Result<Accepted, Rejected>;

        /// All requests, in the order of the description.
        pub(crate) const ALL: &[Checks] = &[#(#entries,)*];

        /// The fields of a request as JSON.
        fn json(request: &impl Serialize) -> Value {
            serde_json::to_value(request).expect("a request can be written as JSON")
        }
    };
    let uses = imports(api).of(&items);
    Some(render(quote! {
        #docs
        use serde::Serialize;
        use serde_json::Value;
        use #krate::{Rejected, Report};
        #uses
        #items
    }))
}

/// The types of the path arguments.
fn imports(api: &Api) -> Imports {
    let krate = api.crate_name();
    let mut imports = Imports::nothing();
    imports.add("lit", &krate);
    imports.add("sid", &krate);
    let arguments = api.operations.iter().flat_map(|operation| &operation.path_parameters);
    for ty in arguments.filter_map(|argument| field_type::id_of(argument.scalar)).map(|id| api.ty(id)) {
        imports.add(&ty.name.pascal, &format!("{krate}::{}", ty.module.0.join("::")));
    }
    imports
}

/// The entry of one request; `None` if the spec has no example of a path parameter.
fn entry(api: &Api, operation: &Operation) -> Option<TokenStream> {
    if !operation.object.has_fields() {
        return None;
    }
    let target = BuilderTarget::of_operation(operation);
    let arguments = setter_arguments::of_path(api, &target)?;
    let arguments: Vec<TokenStream> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let krate = ident(&api.crate_name());
    let modules = operation.module.0.iter().map(|name| ident(name));
    let name = ident(&operation.name.pascal);
    let request = quote!(#krate #(::#modules)* ::#name);
    let report =
        if check::has_method(api, &target) { quote!(request.check()) } else { quote!(Report::default()) };
    let accepted = quote!(Ok((#report, json(&request))));
    let from_json = quote! {
        |fields| {
            let request = #request::from_json(#(#arguments,)* fields)?;
            #accepted
        }
    };
    let beside = operation.object.fields.iter().filter(|field| field.location.is_some());
    let beside: Vec<_> = beside.map(|field| field.name.wire.as_str()).collect();
    let from_form = if parse::has_from_form(operation) {
        let (ignored, others) =
            if beside.is_empty() { (quote!(_), quote!()) } else { (quote!(beside), quote!(beside,)) };
        quote! {
            Some(|#ignored, fields| {
                let request = #request::from_form(#(#arguments,)* #others fields)?;
                #accepted
            })
        }
    } else {
        quote!(None)
    };
    let (module, id) = (operation.module.0.join("::"), &operation.name.wire);
    Some(quote! {
        Checks {
            module: #module, operation_id: #id, from_json: #from_json, from_form: #from_form, beside: &[#(#beside),*]
        }
    })
}
