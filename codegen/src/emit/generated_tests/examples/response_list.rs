//! `tests/support/responses.rs`: a list of all operations whose response has a body, for tests that treat them alike.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::doc_comment;
use crate::emit::support::pretty_print::render;
use crate::emit::support::tokens::ident;
use crate::ir::{Api, Operation};

/// The file; `None` if no response has a body.
pub(crate) fn text(api: &Api) -> Option<String> {
    let krate = ident(&api.crate_name());
    let entries: Vec<_> = api
        .operations
        .iter()
        .filter(|operation| operation.response.is_some())
        .map(|each| entry(&krate, each))
        .collect();
    if entries.is_empty() {
        return None;
    }
    let docs =
        doc_comment::inner(&["Every response with a body, as data, for tests that run on all of them."]);
    Some(render(quote! {
        #docs
        use serde::Serialize;
        use serde_json::Value;
        use #krate::{DecodeError, Request, Unread};

        /// How the response of an operation is read.
        pub(crate) struct Response {
            /// The path of the module with the request, within the crate.
            pub(crate) module: &'static str,
            pub(crate) operation_id: &'static str,
            pub(crate) read: fn(&[u8]) -> Result<Answer, DecodeError>,
        }

        /// A body as it is written again, and what could not be read of it.
        pub(crate) type Answer = (Value, Vec<Unread>);

        /// All responses, in the order of the description.
        pub(crate) const ALL: &[Response] = &[#(#entries,)*];

        fn read<R>(body: &[u8]) -> Result<Answer, DecodeError>
        where
            R: Request,
            R::Response: Serialize,
        {
            let response = R::decode(body)?;
            let written = serde_json::to_value(response.value()).expect("a response can be written as JSON");
            Ok((written, response.unread().to_vec()))
        }
    }))
}

fn entry(krate: &proc_macro2::Ident, operation: &Operation) -> TokenStream {
    let modules = operation.module.0.iter().map(|name| ident(name));
    let name = ident(&operation.name.pascal);
    let (module, id) = (operation.module.0.join("::"), &operation.name.wire);
    quote!(Response { module: #module, operation_id: #id, read: read::<#krate #(::#modules)* ::#name> })
}
