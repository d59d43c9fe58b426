//! Values of examples as Rust: the arguments of setters and of the functions that take path parameters.

use std::mem::discriminant;

use super::doctest_scope::{Scope, marker};
use crate::emit::builder::markers;
use crate::emit::builder::target::BuilderTarget;
use crate::emit::types::field_type;
use crate::ir::{
    Api, ExampleField, ExampleValue, Field, PathParameter, RequestObject, Scalar, TypeDef, TypeKind,
};

/// The arguments for the path parameters; `None` if the spec has no example for one of them.
pub(crate) fn of_path(api: &Api, target: &BuilderTarget<'_>) -> Option<Vec<String>> {
    target.arguments.iter().map(|argument| path_argument(api, argument)).collect()
}

fn path_argument(api: &Api, argument: &PathParameter) -> Option<String> {
    let text = argument.example.as_ref()?;
    Some(match field_type::id_of(argument.scalar) {
        Some(id) => literal(api.ty(id), text),
        None => format!("{text:?}"),
    })
}

/// A string that is checked at compile time.
fn literal(ty: &TypeDef, text: &str) -> String {
    let macro_name = if matches!(ty.kind, TypeKind::Sid(_)) { "sid" } else { "lit" };
    format!("{macro_name}!({}, {text:?})", ty.name.pascal)
}

/// The argument of the setter of a field.
pub(crate) fn of_field(
    api: &Api,
    object: &RequestObject,
    example: &ExampleField,
    scope: &Scope<'_>,
) -> String {
    let field = &object.fields[example.field];
    if let Some((module, marker)) = marker(api, object, example) {
        return if scope.is_free(api, &marker) { marker } else { format!("{module}::{marker}") };
    }
    match &example.value {
        ExampleValue::List(items) if items.is_empty() => empty_list(api, field),
        ExampleValue::List(items) => {
            let is_mixed = items.iter().any(|item| discriminant(item) != discriminant(&items[0]));
            let items = items.iter().map(|item| {
                let value = scalar_value(api, field.ty.scalar, item);
                if is_mixed { converted(field.ty.scalar, item, value) } else { value }
            });
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        value => scalar_value(api, field.ty.scalar, value),
    }
}

/// An item of an array whose items are not all written alike.
fn converted(scalar: Scalar, item: &ExampleValue, value: String) -> String {
    match (scalar, item) {
        (Scalar::ObjectOrText, ExampleValue::String(_)) => format!("JsonObjectOrText::from({value})"),
        (Scalar::IntegerOrDigits, ExampleValue::Integer(_)) => format!("IntegerOrDigits::from({value})"),
        _ => value,
    }
}

/// An empty array, with the type of its items where the setter takes several.
fn empty_list(api: &Api, field: &Field) -> String {
    let zero = match field.ty.scalar {
        Scalar::Number | Scalar::IntegerOrDigits => "0; 0",
        scalar if scalar == Scalar::ObjectOrText || field_type::is_free_string(api, scalar) => "\"\"; 0",
        _ => "",
    };
    format!("[{zero}]")
}

/// A value that is no list.
fn scalar_value(api: &Api, scalar: Scalar, value: &ExampleValue) -> String {
    let ty = field_type::id_of(scalar).map(|id| api.ty(id));
    match (value, ty) {
        (ExampleValue::Variant(variant), ty) => {
            let name = &markers::variants(api, scalar)[*variant].name.pascal;
            ty.map_or_else(|| name.clone(), |ty| format!("{}::{name}", ty.name.pascal))
        }
        (ExampleValue::String(text), _) if scalar == Scalar::Uri => format!("{text:?}.parse()?"),
        (ExampleValue::String(text), _) if scalar == Scalar::IntegerOrDigits => {
            format!("lit!(IntegerOrDigits, {text:?})")
        }
        (ExampleValue::String(text), Some(ty)) if !field_type::is_free_string(api, scalar) => {
            literal(ty, text)
        }
        (ExampleValue::String(text), _) => format!("{text:?}"),
        (ExampleValue::Integer(value), Some(ty)) if matches!(ty.kind, TypeKind::BoundedInteger(_)) => {
            format!("lit!({}, {value})", ty.name.pascal)
        }
        (ExampleValue::Integer(value), _) => value.to_string(),
        (ExampleValue::Number(value), _) => format!("lit!(Number, {value:?})"),
        (ExampleValue::Boolean(value), _) => value.to_string(),
        (ExampleValue::Object(value), _) if scalar == Scalar::ObjectOrText => {
            format!("JsonObjectOrText::try_from(serde_json::json!({value}))?")
        }
        (ExampleValue::Object(value), _) if scalar == Scalar::Any => format!("serde_json::json!({value})"),
        (ExampleValue::Object(value), _) => format!("serde_json::from_str({:?})?", value.to_string()),
        // No item is a list, an object has lines of its own, and what clears a field or sends null takes no argument.
        (ExampleValue::List(_) | ExampleValue::Built(_) | ExampleValue::Cleared | ExampleValue::Null, _) => {
            String::new()
        }
    }
}

/// A JSON value as an argument of `member`.
pub(crate) fn of_member(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => format!("{text:?}"),
        serde_json::Value::Bool(value) => value.to_string(),
        serde_json::Value::Number(number) if number.is_i64() => format!("{number}_i64"),
        other => format!("serde_json::from_str::<serde_json::Value>({:?})?", other.to_string()),
    }
}
