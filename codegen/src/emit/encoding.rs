//! What a request has to look like on the wire: in go JSON values, out comes their text in a path, form, query, header or
//! JSON body.
//!
//! Written apart from the runtime's own encoder, so that the tests made of it would notice a mistake in either.

use serde_json::Value;

/// A text in a form or query: letters, digits and `*-._` stay, a space is `+`, any other byte is `%` and two digits.
pub(super) fn form(text: &str) -> String {
    escaped(text, b"*-._").replace("%20", "+")
}

/// A text as one step of a path: letters, digits and `-._~` stay.
pub(super) fn segment(text: &str) -> String {
    escaped(text, b"-._~")
}

fn escaped(text: &str, plain: &[u8]) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}

/// The pairs of a field in a form or query: one, or one for each item of a list.
pub(super) fn pairs(name: &str, value: &Value) -> Vec<String> {
    let pair = |value: &Value| format!("{}={}", form(name), form(&text(value)));
    match value {
        Value::Array(items) => items.iter().map(pair).collect(),
        value => vec![pair(value)],
    }
}

/// A line of a header.
pub(super) fn header(name: &str, value: &Value) -> String {
    format!("{}: {}", name.to_ascii_lowercase(), text(value))
}

/// A JSON object with its members in this order.
#[cfg_attr(not(test), expect(dead_code, reason = "no request has one yet"))]
pub(super) fn object<'a>(members: impl IntoIterator<Item = (&'a str, &'a Value)>) -> String {
    let members = members.into_iter().map(|(name, value)| format!("{}:{value}", Value::from(name)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// A value outside of JSON: text is itself, anything else its compact JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_are_escaped_by_the_rules_of_their_place() {
        assert_eq!(form("a b+c&d=ü~*-._/"), "a+b%2Bc%26d%3D%C3%BC%7E*-._%2F");
        assert_eq!(segment("a b+c/ü~*-._"), "a%20b%2Bc%2F%C3%BC~%2A-._");
    }

    #[test]
    fn every_kind_of_value_has_its_text() {
        assert_eq!(pairs("A b", &json!("x y")), ["A+b=x+y"]);
        assert_eq!(pairs("N", &json!(-7)), ["N=-7"]);
        assert_eq!(pairs("B", &json!(true)), ["B=true"]);
        assert_eq!(pairs("L", &json!(["a", { "k": [1] }])), ["L=a", "L=%7B%22k%22%3A%5B1%5D%7D"]);
        assert_eq!(pairs("L", &json!([])), [""; 0]);
        assert_eq!(pairs("O", &json!({ "a": "b c" })), ["O=%7B%22a%22%3A%22b+c%22%7D"]);
        assert_eq!(header("I-Twilio-Token", &json!("a b")), "i-twilio-token: a b");
        assert_eq!(object([("b", &json!("x\"y")), ("a", &json!([1, null]))]), r#"{"b":"x\"y","a":[1,null]}"#);
    }
}
