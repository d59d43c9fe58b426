//! `tests/requests.rs`: every request example of the spec, and what exactly goes onto the wire for it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::imports::Imports;
use super::subject::Subject;
use super::{encoding, example, ident, scalar, suite};
use crate::ir::{Api, Field, Method, Operation, PathPart, Place, Scalar};

/// The file, or nothing where the spec has no operation of which a request can be made.
pub(super) fn emit(api: &Api) -> Option<String> {
    let about = "The documented requests, as they go onto the wire.";
    let imports = |operations: &[&Operation]| imports(api, operations);
    suite::file(api, about, |operation| test(api, operation), imports, &helpers(api))
}

fn helpers(api: &Api) -> TokenStream {
    let krate = ident(&api.package.name.replace('-', "_"));
    quote! {
        use #krate::Request;

        /// The request is sent as exactly these lines: method and address, then headers, then the body behind an empty
        /// line. Every field begins a line.
        fn sends<R: Request>(request: &R, expected: &[&str]) {
            let request = request.to_http(&R::BASE_URL).expect("the request has an address");
            let address = request.uri().to_string();
            let address = address.strip_prefix(R::BASE_URL.as_str()).expect("it goes to the service");
            let mut lines = fields(&format!("{} {address}", request.method()));
            let mut headers = Vec::new();
            for (name, value) in request.headers() {
                headers.push(format!("{name}: {}", value.to_str().expect("headers are text")));
            }
            headers.sort();
            headers.retain(|header| header != "accept-charset: utf-8");
            lines.extend(headers);
            let body = std::str::from_utf8(request.body()).expect("bodies are text");
            if !body.is_empty() {
                lines.push(String::new());
                let is_json = body.starts_with('{');
                if is_json { lines.push(body.to_owned()) } else { lines.extend(fields(body)) }
            }
            assert_eq!(lines, expected);
        }

        /// A query or a form with a line for each of its fields.
        fn fields(text: &str) -> Vec<String> {
            text.replace('?', "\n?").replace('&', "\n&").lines().map(str::to_owned).collect()
        }
    }
}

fn imports(api: &Api, operations: &[&Operation]) -> Imports {
    let krate = api.package.name.replace('-', "_");
    let arguments = operations.iter().flat_map(|operation| &operation.arguments);
    let types = arguments.filter_map(|argument| scalar::id_of(argument.scalar)).map(|id| api.ty(id));
    let mut imports = Imports::nothing();
    imports.add("lit", &krate);
    imports.add("sid", &krate);
    for ty in types {
        imports.add(&ty.name.pascal, &format!("{krate}::{}", ty.module.0.join("::")));
    }
    for operation in operations {
        imports.add(&operation.name.pascal, &format!("{krate}::{}", operation.module.0.join("::")));
    }
    imports
}

/// A test of the operation with a call for each of its examples; none where the spec gives no example of an argument.
fn test(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let arguments = example::arguments(api, &Subject::of_operation(operation))?;
    let arguments: Vec<TokenStream> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let (name, request) = (ident(&operation.name.snake), ident(&operation.name.pascal));
    let calls: TokenStream = if operation.object.has_fields() {
        let calls = examples(operation).into_iter().map(|fields| {
            let lines = lines(operation, &fields);
            let json = suite::json(&Value::Object(fields));
            quote! {
                let fields = serde_json::from_str(#json).expect("the example is JSON");
                let request = #request::from_json(#(#arguments,)* &fields).expect("it keeps the rules");
                super::sends(&request, &[#(#lines),*]);
            }
        });
        calls.collect()
    } else {
        let lines = lines(operation, &Map::new());
        quote!(super::sends(&#request::new(#(#arguments),*), &[#(#lines),*]);)
    };
    (!calls.is_empty()).then(|| {
        quote! {
            #[test]
            fn #name() { #calls }
        }
    })
}

/// The fields of each example; none at all where there is no example and nothing is asked for.
fn examples(operation: &Operation) -> Vec<Map<String, Value>> {
    let given = operation.object.examples.iter().filter_map(|example| example.json.as_object().cloned());
    let mut examples: Vec<_> = given.collect();
    let asks =
        operation.object.fields.iter().any(|field| field.required) || !operation.object.rules.is_empty();
    if examples.is_empty() && !asks {
        examples.push(Map::new());
    }
    examples
}

/// The lines that the helper of the test makes of a request.
fn lines(operation: &Operation, fields: &Map<String, Value>) -> Vec<String> {
    let mut lines = vec![format!("{} {}", operation.method.as_str(), path(operation))];
    let of_place = |place: Place| {
        let of_place = operation.object.fields.iter().filter(move |_| operation.place == place);
        of_place.filter_map(|field| Some((field.name.wire.as_str(), sent(field, fields)?)))
    };
    let joined = |first: &str, pairs: Vec<String>| {
        let mark = |at: usize| if at == 0 { first.to_owned() } else { "&".to_owned() };
        pairs.into_iter().enumerate().map(|(at, pair)| mark(at) + &pair).collect::<Vec<_>>()
    };
    let pairs = |place| of_place(place).flat_map(|(name, value)| encoding::pairs(name, &value)).collect();
    lines.extend(joined("?", pairs(Place::Query)));
    let mut headers = BTreeSet::new();
    if operation.method != Method::Delete {
        headers.insert("accept: application/json".to_owned());
    }
    let is_form = operation.place == Place::Form && operation.object.has_fields();
    if is_form {
        headers.insert("content-type: application/x-www-form-urlencoded".to_owned());
    }
    lines.extend(headers);
    let body = joined("", pairs(Place::Form));
    if !body.is_empty() {
        lines.push(String::new());
        lines.extend(body);
    }
    lines
}

/// The value of a field. Where that is any JSON, what is sent is its JSON text, so that a text is in quotes.
fn sent(field: &Field, fields: &Map<String, Value>) -> Option<Value> {
    let value = fields.get(&field.name.wire)?;
    let text = |value: &Value| Value::from(value.to_string());
    Some(match (field.ty.scalar, value) {
        (Scalar::Any, Value::Array(items)) if field.ty.list => items.iter().map(text).collect(),
        (Scalar::Any, value) => text(value),
        (_, value) => value.clone(),
    })
}

fn path(operation: &Operation) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Text(text) => text.clone(),
        PathPart::Argument(at) => {
            encoding::segment(operation.arguments[*at].example.as_deref().unwrap_or_default())
        }
    };
    operation.parts.iter().map(part).collect()
}
