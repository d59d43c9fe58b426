//! The response examples of the spec as tests: each is decoded, and nothing of it is lost.

use proc_macro2::TokenStream;
use quote::quote;

use super::{doc, ident};
use crate::ir::{Api, Operation};
use crate::render::render;

/// `tests/responses.rs`, or nothing where the spec has no response examples.
pub(super) fn emit(api: &Api) -> Option<String> {
    let tests: TokenStream = api.operations.iter().filter_map(|operation| tests_of(api, operation)).collect();
    if tests.is_empty() {
        return None;
    }
    let docs = doc::inner(&["The documented responses, decoded."]);
    let krate = ident(&api.package.name.replace('-', "_"));
    Some(render(quote! {
        #docs

        use serde::Serialize;
        use serde_json::Value;

        use #krate::Request;

        #tests

        /// Decodes a response and writes it again: everything that was in it is still there.
        fn survives<R>(text: &str)
        where
            R: Request,
            R::Response: Serialize,
        {
            let expected: Value = serde_json::from_str(text).expect("an example is JSON");
            let response = R::decode(text.as_bytes()).expect("the example fits the response type");
            let written = serde_json::to_value(response).expect("a response can be written as JSON");
            assert_eq!(without_nulls(written), without_nulls(expected));
        }

        /// A field that is null and one that is not there are the same to a response type.
        fn without_nulls(value: Value) -> Value {
            match value {
                Value::Object(fields) => {
                    let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
                    fields.map(|(name, value)| (name, without_nulls(value))).collect()
                }
                Value::Array(items) => items.into_iter().map(without_nulls).collect(),
                value => value,
            }
        }
    }))
}

fn tests_of(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let krate = ident(&api.package.name.replace('-', "_"));
    let modules = operation.module.0.iter().map(|name| ident(name));
    let request = ident(&operation.name.pascal);
    let path = quote!(#krate #(::#modules)* ::#request);
    operation.response?;
    let tests = operation.response_examples.iter().map(|example| {
        let name = ident(&example.name.snake);
        let json = example.json.to_string();
        quote! {
            #[test]
            fn #name() {
                super::survives::<#path>(#json);
            }
        }
    });
    let tests: Vec<_> = tests.collect();
    if tests.is_empty() {
        return None;
    }
    let scope = ident(&format!("{}_{}", operation.module.0.join("_"), operation.name.snake));
    Some(quote!(mod #scope { #(#tests)* }))
}
