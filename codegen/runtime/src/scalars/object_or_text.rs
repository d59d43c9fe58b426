//! JSON objects that a service also takes as text.

use std::error::Error;
use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// A JSON object, or text that is JSON. The service takes both, and each is sent as it was given.
///
/// The text is not checked. In the JSON of a request it is a string:
///
/// ```
/// use flex_runtime::JsonObjectOrText;
/// use serde_json::json;
///
/// let object = JsonObjectOrText::try_from(json!({ "language": "pt" }))?;
/// assert_eq!(serde_json::to_string(&object).unwrap(), r#"{"language":"pt"}"#);
/// let text = JsonObjectOrText::from(r#"{"language":"pt"}"#);
/// assert_eq!(serde_json::to_string(&text).unwrap(), r#""{\"language\":\"pt\"}""#);
/// # Ok::<_, flex_runtime::NotObjectOrText>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonObjectOrText {
    /// A JSON object.
    Object(Map<String, Value>),
    /// Text that is JSON.
    Text(String),
}

impl JsonObjectOrText {
    /// The object, unless it is text.
    pub const fn as_object(&self) -> Option<&Map<String, Value>> {
        match self {
            Self::Object(members) => Some(members),
            Self::Text(_) => None,
        }
    }

    /// The text, unless it is an object.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Object(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

impl From<Map<String, Value>> for JsonObjectOrText {
    fn from(members: Map<String, Value>) -> Self {
        Self::Object(members)
    }
}

impl From<&str> for JsonObjectOrText {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for JsonObjectOrText {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// An object stays an object, and a string is taken for the text. Any other value is refused.
impl TryFrom<Value> for JsonObjectOrText {
    type Error = NotObjectOrText;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        match value {
            Value::Object(members) => Ok(Self::Object(members)),
            Value::String(text) => Ok(Self::Text(text)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => Err(NotObjectOrText(())),
        }
    }
}

impl Serialize for JsonObjectOrText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Object(members) => members.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// The JSON value is neither an object nor a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotObjectOrText(());

impl fmt::Display for NotObjectOrText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("neither a JSON object nor text")
    }
}

impl Error for NotObjectOrText {}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::JsonObjectOrText;

    #[test]
    fn each_form_is_kept_and_written_as_it_was_given() {
        let object = JsonObjectOrText::try_from(json!({ "a": [1, null] })).unwrap();
        assert_eq!(object.as_object().map(Map::len), Some(1));
        assert_eq!(object.as_text(), None);
        assert_eq!(JsonObjectOrText::from(object.as_object().cloned().unwrap()), object);
        assert_eq!(serde_json::to_value(&object).unwrap(), json!({ "a": [1, null] }));
        for text in ["{\"a\":1}", "no JSON", ""] {
            let given = JsonObjectOrText::from(text);
            assert_eq!((given.as_text(), given.as_object()), (Some(text), None));
            assert_eq!(JsonObjectOrText::from(text.to_owned()), given);
            assert_eq!(serde_json::to_value(&given).unwrap(), Value::from(text));
            assert_eq!(JsonObjectOrText::try_from(Value::from(text)), Ok(given));
        }
    }

    #[test]
    fn other_values_are_refused() {
        for value in [json!(null), json!(true), json!(1), json!([{}])] {
            let error = JsonObjectOrText::try_from(value).unwrap_err();
            assert_eq!(error.to_string(), "neither a JSON object nor text");
        }
    }
}
