//! JSON objects as forms: an instance comes in, the form that says the same goes out, if there is one.

use serde_json::Value;

use super::instances::Fields;

/// A form has texts only. It says the same where a text is a text, and what looks like a number or a boolean is one.
pub(super) fn of(fields: &Fields, body: &Value) -> Option<String> {
    let mut pairs = Vec::new();
    for (name, value) in body.as_object()? {
        let kind = fields.kind(name);
        let text = match (value, kind) {
            (Value::String(text), Some("integer")) => (!is_number(text)).then(|| text.clone()),
            (Value::String(text), Some("boolean")) => {
                (text != "true" && text != "false").then(|| text.clone())
            }
            (Value::String(text), _) => Some(text.clone()),
            (Value::Bool(value), Some("boolean")) => Some(value.to_string()),
            (Value::Number(number), Some("integer")) => number.as_i64().map(|number| number.to_string()),
            _ => None,
        };
        pairs.push((name, text?));
    }
    serde_urlencoded::to_string(pairs).ok()
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit())
}
