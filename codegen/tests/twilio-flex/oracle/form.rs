//! JSON objects as forms: an instance comes in, the form that says the same goes out, if there is one.

use serde_json::Value;

use super::instances::Fields;

/// A form has texts only. It says the same where a text is a text, and what looks like a number or a boolean is one. Of a
/// list it has one field for each item, so that one without items is not there.
pub(super) fn of(fields: &Fields, body: &Value) -> Option<String> {
    let mut pairs = Vec::new();
    for (name, value) in body.as_object()? {
        let schema = fields.schema(name);
        let kind = schema.and_then(|schema| schema["type"].as_str());
        match (value, kind) {
            (Value::Array(items), Some("array")) if !items.is_empty() => {
                let kind = schema.and_then(|schema| schema["items"]["type"].as_str());
                for item in items {
                    pairs.push((name, text(item, kind)?));
                }
            }
            (_, Some("array")) => return None,
            (value, kind) => pairs.push((name, text(value, kind)?)),
        }
    }
    serde_urlencoded::to_string(pairs).ok()
}

fn text(value: &Value, kind: Option<&str>) -> Option<String> {
    match (value, kind) {
        (Value::String(text), Some("integer" | "number")) => (!is_number(text)).then(|| text.clone()),
        (Value::String(text), Some("boolean")) => (text != "true" && text != "false").then(|| text.clone()),
        (Value::String(text), _) => Some(text.clone()),
        (Value::Bool(value), Some("boolean")) => Some(value.to_string()),
        (Value::Number(number), Some("integer")) => number.as_i64().map(|number| number.to_string()),
        // Without an exponent, as requests write it.
        (Value::Number(number), Some("number")) => number.as_f64().map(|number| number.to_string()),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits =
        digits.split_once('.').map_or(digits.to_owned(), |(whole, fraction)| format!("{whole}{fraction}"));
    !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit())
}
