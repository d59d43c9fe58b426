//! JSON objects as forms: an instance comes in, the form that says the same goes out, if there is one.

use serde_json::Value;

use super::instances::{Kind, Shape};

/// A form has texts only. It says the same where a text is a text, and what looks like a number or a boolean is one.
pub(super) fn of(shape: &Shape, body: &Value) -> Option<String> {
    let mut pairs = Vec::new();
    for (name, value) in body.as_object()? {
        match (shape.member(name).map(|shape| &shape.kind), value) {
            (Some(Kind::List(item)), Value::Array(items)) if !items.is_empty() => {
                for value in items {
                    pairs.push((name, text(&item.kind, value)?));
                }
            }
            // An empty list is no pair at all.
            (Some(Kind::List(_)), _) => return None,
            (Some(kind), value) => pairs.push((name, text(kind, value)?)),
            (None, Value::String(value)) => pairs.push((name, value.clone())),
            (None, _) => return None,
        }
    }
    serde_urlencoded::to_string(pairs).ok()
}

fn text(kind: &Kind, value: &Value) -> Option<String> {
    match (kind, value) {
        (Kind::Object(_) | Kind::Members | Kind::Any, value) => Some(value.to_string()),
        (Kind::Integer | Kind::Number, Value::String(text)) => (!is_number(text)).then(|| text.clone()),
        (Kind::Boolean, Value::String(text)) => (text != "true" && text != "false").then(|| text.clone()),
        (Kind::Text, Value::String(text)) => Some(text.clone()),
        (Kind::Boolean, Value::Bool(value)) => Some(value.to_string()),
        (Kind::Integer, Value::Number(number)) => number.as_i64().map(|number| number.to_string()),
        // Without an exponent, as requests write it.
        (Kind::Number, Value::Number(number)) => number.as_f64().map(|number| number.to_string()),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}
