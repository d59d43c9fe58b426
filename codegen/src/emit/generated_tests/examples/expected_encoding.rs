//! The expected encoding of JSON values in a path, form, query, header or JSON body.
//!
//! It is independent of the encoder in the runtime, so that the generated tests notice a mistake in either.

use serde_json::Value;

/// A text in a form or query: letters, digits and `*-._` stay, a space is `+`, any other byte is percent-encoded.
pub(crate) fn form(text: &str) -> String {
    escaped(text, b"*-._").replace("%20", "+")
}

/// A text as a path segment: letters, digits and `-._~` stay.
pub(crate) fn segment(text: &str) -> String {
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

/// A pair of a form or query.
pub(crate) fn pair(name: &str, value: &str) -> String {
    format!("{}={}", form(name), form(value))
}

/// A header as a line.
pub(crate) fn header(name: &str, value: &Value) -> String {
    format!("{}: {}", name.to_ascii_lowercase(), text(value))
}

/// A member of a JSON object, from its name and the JSON of its value.
pub(crate) fn member(name: &str, json: &str) -> String {
    format!("{}:{json}", Value::from(name))
}

/// A JSON object with its members in this order.
pub(crate) fn object(members: impl Iterator<Item = String>) -> String {
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// A value outside of JSON: a string as it is, anything else as compact JSON.
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
    fn every_part_has_its_form() {
        assert_eq!(pair("A b", "x y"), "A+b=x+y");
        assert_eq!(pair("O", r#"{"a":"b c"}"#), "O=%7B%22a%22%3A%22b+c%22%7D");
        assert_eq!(header("I-Twilio-Token", &json!("a b")), "i-twilio-token: a b");
        let members = [member("b", "\"x\\\"y\""), member("a", "[1,null]")];
        assert_eq!(object(members.into_iter()), r#"{"b":"x\"y","a":[1,null]}"#);
    }
}
