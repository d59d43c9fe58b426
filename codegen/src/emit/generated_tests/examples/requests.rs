//! `tests/requests.rs`: every request example of the spec, and exactly what is sent for it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::{expected_encoding, test_file};
use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::setter_arguments;
use crate::emit::support::imports::Imports;
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{
    Api, Encoding, Field, Method, Operation, ParameterLocation, PathPart, RequestObject, Scalar, TypeKind,
};

/// The file; `None` if the spec has no operation with an example.
pub(crate) fn text(api: &Api) -> Option<String> {
    let about = "The documented requests, exactly as they are sent.";
    let imports = |operations: &[&Operation]| imports(api, operations);
    test_file::text(api, about, |operation| test(api, operation), imports, &helpers(api))
}

fn helpers(api: &Api) -> TokenStream {
    let krate = ident(&api.crate_name());
    quote! {
        use #krate::Request;

        /// The request is sent as exactly these lines: method and address, then headers, then the body after an empty
        /// line. Every field starts a line.
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

        /// A query or form, one field per line.
        fn fields(text: &str) -> Vec<String> {
            text.replace('?', "\n?").replace('&', "\n&").lines().map(str::to_owned).collect()
        }
    }
}

fn imports(api: &Api, operations: &[&Operation]) -> Imports {
    let krate = api.crate_name();
    let arguments = operations.iter().flat_map(|operation| &operation.path_parameters);
    let types = arguments.filter_map(|argument| field_type::id_of(argument.scalar)).map(|id| api.ty(id));
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

/// A test with a call for each example of the operation; `None` if the spec has no example of a path parameter.
fn test(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let arguments = setter_arguments::of_path(api, &BuilderTarget::of_operation(operation))?;
    let arguments: Vec<TokenStream> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let (name, request) = (ident(&operation.name.snake), ident(&operation.name.pascal));
    let calls: TokenStream = if operation.object.has_fields() {
        let calls = examples(operation).into_iter().map(|fields| {
            let lines = lines(api, operation, &fields);
            let json = test_file::json(&Value::Object(fields));
            quote! {
                let fields = serde_json::from_str(#json).expect("the example is JSON");
                let request = #request::from_json(#(#arguments,)* &fields).expect("it keeps the rules");
                super::sends(&request, &[#(#lines),*]);
            }
        });
        calls.collect()
    } else {
        let lines = lines(api, operation, &Map::new());
        quote!(super::sends(&#request::new(#(#arguments),*), &[#(#lines),*]);)
    };
    (!calls.is_empty()).then(|| {
        quote! {
            #[test]
            fn #name() { #calls }
        }
    })
}

/// The fields of each example. Without examples, an empty request if nothing is required.
fn examples(operation: &Operation) -> Vec<Map<String, Value>> {
    let given = operation.object.examples.iter().filter_map(|example| example.json.as_object().cloned());
    let mut examples: Vec<_> = given.collect();
    let needs_fields =
        operation.object.fields.iter().any(|field| field.required) || !operation.object.rules.is_empty();
    if examples.is_empty() && !needs_fields {
        examples.push(Map::new());
    }
    examples
}

/// The lines that the helper `sends` expects of a request.
fn lines(api: &Api, operation: &Operation, fields_of: &Map<String, Value>) -> Vec<String> {
    let mut lines = vec![format!("{} {}", operation.method.as_str(), path(operation))];
    let at = |location: Option<ParameterLocation>| {
        let names = operation.object.fields_at(location).map(|field| field.name.wire.as_str());
        names.filter_map(|name| Some((name, fields_of.get(name)?)))
    };
    let pairs = |location| {
        let fields = operation.object.fields_at(location);
        let given = fields.filter_map(|field| Some((field, fields_of.get(&field.name.wire)?)));
        given.flat_map(|(field, value)| pairs(api, field, value)).collect()
    };
    let (query, body) = match operation.encoding {
        Encoding::Query => (pairs(None), Vec::new()),
        Encoding::Form => (pairs(Some(ParameterLocation::Query)), joined("", pairs(None))),
        Encoding::Json => {
            (pairs(Some(ParameterLocation::Query)), vec![members_of(api, &operation.object, fields_of)])
        }
    };
    lines.extend(joined("?", query));
    let mut headers: BTreeSet<String> = at(Some(ParameterLocation::Header))
        .map(|(name, value)| expected_encoding::header(name, value))
        .collect();
    if operation.method != Method::Delete {
        headers.insert("accept: application/json".to_owned());
    }
    let has_body = operation.object.open || operation.object.fields_at(None).next().is_some();
    match operation.encoding {
        Encoding::Form if has_body => {
            headers.insert("content-type: application/x-www-form-urlencoded".to_owned());
        }
        Encoding::Json if has_body => {
            headers.insert("content-type: application/json".to_owned());
        }
        _ => {}
    }
    lines.extend(headers);
    if !body.is_empty() {
        lines.push(String::new());
        lines.extend(body);
    }
    lines
}

/// The pairs of a field: one, or one for each item of a list.
fn pairs(api: &Api, field: &Field, value: &Value) -> Vec<String> {
    let scalar = field.ty.scalar;
    let pair = |value: &Value| expected_encoding::pair(&field.name.wire, &plain_value(api, scalar, value));
    match value {
        Value::Array(items) if field.ty.list => items.iter().map(pair).collect(),
        value => vec![pair(value)],
    }
}

/// A value outside of JSON: a string as it is, anything else as JSON.
fn plain_value(api: &Api, scalar: Scalar, value: &Value) -> String {
    match value {
        Value::String(text) if scalar != Scalar::Any => text.clone(),
        value => json(api, scalar, value),
    }
}

/// Compact JSON, in which a described object has its members in the order of the description.
fn json(api: &Api, scalar: Scalar, value: &Value) -> String {
    let object = field_type::id_of(scalar).and_then(|id| match &api.ty(id).kind {
        TypeKind::RequestObject(object) => Some(object),
        _ => None,
    });
    match (object, value) {
        (Some(object), Value::Object(members)) => members_of(api, object, members),
        (_, value) => value.to_string(),
    }
}

/// A JSON object: the described members in their order, then the others.
fn members_of(api: &Api, object: &RequestObject, given: &Map<String, Value>) -> String {
    let described = object.fields_at(None).filter_map(|field| {
        let value = given.get(&field.name.wire)?;
        let text = match value {
            Value::Array(items) if field.ty.list => {
                let items: Vec<_> = items.iter().map(|item| json(api, field.ty.scalar, item)).collect();
                format!("[{}]", items.join(","))
            }
            value => json(api, field.ty.scalar, value),
        };
        Some(expected_encoding::member(&field.name.wire, &text))
    });
    let is_described = |name: &str| object.fields.iter().any(|field| field.name.wire == name);
    let others = given.iter().filter(|(name, _)| !is_described(name));
    let others = others.map(|(name, value)| expected_encoding::member(name, &value.to_string()));
    expected_encoding::object(described.chain(others))
}

/// The pairs of a query or a form, each with its separator in front.
fn joined(first: &str, pairs: Vec<String>) -> Vec<String> {
    let mark = |at: usize| if at == 0 { first.to_owned() } else { "&".to_owned() };
    pairs.into_iter().enumerate().map(|(at, pair)| mark(at) + &pair).collect()
}

fn path(operation: &Operation) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Text(text) => text.clone(),
        PathPart::Parameter(at) => {
            expected_encoding::segment(operation.path_parameters[*at].example.as_deref().unwrap_or_default())
        }
    };
    operation.parts.iter().map(part).collect()
}
