//! What the accessors of an answer find in an example of it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::test_file;
use crate::emit::support::tokens::ident;
use crate::ir::{Accessor, Api, FieldType, Operation, Scalar, TypeId, TypeKind};

/// One assertion for each accessor of the answer. Empty if it has none.
pub(crate) fn assertions(api: &Api, operation: &Operation, answer: TypeId, example: &Value) -> TokenStream {
    let TypeKind::ResponseObject(object) = &api.ty(answer).kind else { return TokenStream::new() };
    if object.accessors.is_empty() {
        return TokenStream::new();
    }
    let request = ident(&operation.name.pascal);
    let assertions = object.accessors.iter().map(|accessor| {
        let name = ident(&accessor.value.name.snake);
        let found = test_file::json(&expected(api, accessor, example));
        quote!(super::is_found(answer.#name(), #found);)
    });
    quote! {
        let answer = <#request as super::Request>::decode(response.as_bytes()).expect("the example is an object").into_value();
        #(#assertions)*
    }
}

/// The helper that the assertions need. Empty if no answer has accessors.
pub(crate) fn helper(api: &Api) -> TokenStream {
    let has_accessors = |answer: TypeId| match &api.ty(answer).kind {
        TypeKind::ResponseObject(object) => !object.accessors.is_empty(),
        _ => false,
    };
    let uses = |operation: &&Operation| {
        !operation.response_examples.is_empty() && operation.response.is_some_and(has_accessors)
    };
    let features: BTreeSet<_> =
        api.operations.iter().filter(uses).map(|operation| api.feature(&operation.module)).collect();
    if features.is_empty() {
        return TokenStream::new();
    }
    // Where all that use it can be turned off, it would be unused.
    let gate = features.into_iter().collect::<Option<Vec<_>>>().map(|features| match features.as_slice() {
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    });
    quote! {
        /// An accessor finds what the example has there; null is nothing.
        #gate
        fn is_found(found: impl Serialize, expected: &str) {
            let expected: Value = serde_json::from_str(expected).expect("an example is JSON");
            assert_eq!(serde_json::to_value(found).expect("a value can be written as JSON"), expected);
        }
    }
}

/// The value at the first pointer that leads to one of the type.
fn expected(api: &Api, accessor: &Accessor, example: &Value) -> Value {
    let has_type = |json: &Value| has_type(api, accessor.value.ty, json);
    accessor.pointers.iter().find_map(|pointer| at(example, pointer, &has_type)).unwrap_or_default()
}

fn at(json: &Value, pointer: &str, has_type: &dyn Fn(&Value) -> bool) -> Option<Value> {
    let inside = json.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
    let inside = inside.filter(|json| json.is_object() || json.is_array());
    let Some(rest) = pointer.strip_prefix('/') else {
        return [Some(json.clone()), inside].into_iter().flatten().find(has_type);
    };
    let (first, rest) = rest.find('/').map_or((rest, ""), |end| rest.split_at(end));
    at(inside.as_ref().unwrap_or(json).pointer(&format!("/{first}"))?, rest, has_type)
}

fn has_type(api: &Api, ty: FieldType, json: &Value) -> bool {
    match ty.scalar {
        _ if ty.list => json.is_array(),
        Scalar::Any => !json.is_null(),
        Scalar::Boolean => json.is_boolean(),
        Scalar::Integer => json.is_i64(),
        Scalar::ObjectOrText => json.is_object() || json.is_string(),
        Scalar::IntegerOrDigits => json.is_i64() || json.is_string(),
        Scalar::Number => json.is_number(),
        Scalar::Object | Scalar::StringMap => json.is_object(),
        Scalar::String | Scalar::Uri | Scalar::Timestamp | Scalar::Secret => json.is_string(),
        Scalar::Named(id) => match api.ty(id).kind {
            TypeKind::BoundedInteger(_) => json.is_i64(),
            TypeKind::ResponseObject(_) | TypeKind::RequestObject(_) => json.is_object(),
            _ => json.is_string(),
        },
    }
}
