//! Values that are not objects of their own, from the data of an example.

use crate::document::{Data, Node};
use crate::ir::{ExampleValue, Scalar, TypeKind};
use crate::lower::schemas::types::Types;

/// The value of type `scalar` that `node` is; `None` where it is none.
pub(crate) fn scalar_value(node: &Node, scalar: Scalar, types: &Types) -> Option<ExampleValue> {
    match (&node.data, scalar) {
        (Data::String(text), Scalar::String | Scalar::Timestamp | Scalar::ObjectOrText) => {
            Some(ExampleValue::String(text.clone()))
        }
        (Data::String(text), Scalar::Uri) => is_uri(text).then(|| ExampleValue::String(text.clone())),
        (Data::Boolean(value), Scalar::Boolean) => Some(ExampleValue::Boolean(*value)),
        (Data::Integer(value), Scalar::Integer | Scalar::IntegerOrDigits) => {
            Some(ExampleValue::Integer(*value))
        }
        (Data::Map(_), Scalar::Object | Scalar::ObjectOrText) | (_, Scalar::Any) => {
            Some(ExampleValue::Object(node.to_json()))
        }
        (Data::Float(value), Scalar::Number) => value.is_finite().then_some(ExampleValue::Number(*value)),
        (Data::Integer(value), Scalar::Number) => value.to_string().parse().ok().map(ExampleValue::Number),
        (Data::String(text), Scalar::IntegerOrDigits) => {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| ExampleValue::String(text.clone()))
        }
        (data, Scalar::Named(id)) => named_value(data, types.kind(id)),
        _ => None,
    }
}

pub(crate) fn named_value(data: &Data, kind: &TypeKind) -> Option<ExampleValue> {
    match (data, kind) {
        (Data::String(text), TypeKind::Sid(pattern)) => {
            pattern.matches(text).then(|| ExampleValue::String(text.clone()))
        }
        (Data::String(text), TypeKind::ConstrainedString(string)) => {
            string.matches(text).then(|| ExampleValue::String(text.clone()))
        }
        (Data::String(text), TypeKind::String { .. }) => Some(ExampleValue::String(text.clone())),
        (Data::String(text), TypeKind::Enumeration(enumeration)) => {
            let at = enumeration.variants.iter().position(|variant| variant.name.wire == *text)?;
            Some(ExampleValue::Variant(at))
        }
        (Data::Integer(value), TypeKind::BoundedInteger(bounded)) => {
            (bounded.minimum..=bounded.maximum).contains(value).then_some(ExampleValue::Integer(*value))
        }
        _ => None,
    }
}

/// Whether a text has a scheme and something behind it. The doctest made of the example asks the runtime for the full
/// grammar.
pub(crate) fn is_uri(text: &str) -> bool {
    let scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    text.is_ascii()
        && !text.contains(char::is_whitespace)
        && text.split_once(':').is_some_and(|(head, _)| {
            head.starts_with(|c: char| c.is_ascii_alphabetic()) && head.chars().all(scheme)
        })
}
