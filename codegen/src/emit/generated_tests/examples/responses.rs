//! `tests/responses.rs`: every response example of the spec is decoded without loss, and so is a response with unknown enum
//! values.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::{accessors, test_file, unknown_enum_values};
use crate::emit::support::imports::Imports;
use crate::emit::support::tokens::ident;
use crate::ir::{Api, Operation};

/// The file; `None` if the spec has neither response examples nor enums in responses.
pub(crate) fn text(api: &Api) -> Option<String> {
    let krate = ident(&api.crate_name());
    let about = "Decodes the documented responses, and responses with values that are not documented.";
    let helpers = quote! {
        use serde::Serialize;
        use serde_json::Value;

        use #krate::Request;

        /// Decodes a response and writes it again, without losing anything.
        fn survives<R>(name: &str, text: &str)
        where
            R: Request,
            R::Response: Serialize,
        {
            let expected: Value = serde_json::from_str(text).expect("an example is JSON");
            let response = R::decode(text.as_bytes()).expect("the example is an object");
            assert_eq!(response.unread(), [], "{name}");
            let written = serde_json::to_value(response.value()).expect("a response can be written as JSON");
            assert_eq!(without_nulls(written), without_nulls(expected), "{name}");
        }

        /// A response type does not distinguish a null field from a missing one.
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
    };
    let of_accessors = accessors::helper(api);
    let helpers = quote!(#helpers #of_accessors);
    test_file::text(
        api,
        about,
        |operation| tests(api, operation),
        |operations| imports(api, operations),
        &helpers,
    )
}

fn imports(api: &Api, operations: &[&Operation]) -> Imports {
    let krate = api.crate_name();
    let mut imports = Imports::nothing();
    for operation in operations {
        imports.add(&operation.name.pascal, &format!("{krate}::{}", operation.module.0.join("::")));
    }
    imports
}

/// A test of the examples, and one of unknown values.
fn tests(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let response = operation.response?;
    let request = ident(&operation.name.pascal);
    let call = |name: &str, json: &Value| {
        let json = test_file::json(json);
        quote! {
            let response = #json;
            super::survives::<#request>(#name, response);
        }
    };
    let test = |name: &str, calls: TokenStream| {
        let name = ident(name);
        (!calls.is_empty()).then(|| quote!(#[test] fn #name() { #calls }))
    };
    let examples = operation.response_examples.iter().map(|example| {
        let found = accessors::assertions(api, operation, response, &example.json);
        let survives = call(&example.name.wire, &example.json);
        quote!(#survives #found)
    });
    let known = examples.collect();
    let known = test(&operation.name.snake, known);
    // One test for each response type of a module is enough.
    let mut others = api.operations.iter().filter(|other| other.module == operation.module);
    let is_first = others
        .find(|other| other.response == operation.response)
        .is_some_and(|first| first.name == operation.name);
    let unknown = unknown_enum_values::unknown(api, response).filter(|_| is_first);
    let unknown = unknown.map(|json| call("undocumented values", &json)).unwrap_or_default();
    let name = format!("{}_keeps_undocumented_values", api.ty(response).name.snake.trim_end_matches('_'));
    let unknown = test(&name, unknown);
    Some(quote!(#known #unknown))
}
