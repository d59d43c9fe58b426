//! Building the headers of a request.

use http::header::{HeaderMap, HeaderName, HeaderValue};

/// Whether a string can be sent in a header unchanged: visible ASCII characters, with spaces only between them.
pub(crate) fn is_header_text(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim_matches(' ') == text
}

/// What a header takes, to follow its name in a message.
pub(crate) const EXPECTED: &str =
    "is a header, which takes ASCII characters without control characters or surrounding spaces";

/// Builds the headers of a request.
#[derive(Clone, Debug, Default)]
pub struct HeaderWriter {
    headers: HeaderMap,
    invalid: Option<&'static str>,
}

impl HeaderWriter {
    /// No headers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header, or nothing if the value is `None`.
    ///
    /// [`to_http`](crate::Request::to_http) fails if the value cannot be sent in a header.
    pub fn field(&mut self, name: &'static str, value: Option<impl AsRef<str>>) {
        let Some(value) = value else { return };
        let value = Some(value.as_ref()).filter(|text| is_header_text(text));
        let value = value.and_then(|text| HeaderValue::from_str(text).ok());
        match (HeaderName::from_bytes(name.as_bytes()), value) {
            (Ok(name), Some(value)) => drop(self.headers.insert(name, value)),
            _ => self.invalid = self.invalid.or(Some(name)),
        }
    }

    /// The headers, or the name of the first one that cannot be sent.
    pub(crate) fn finish(self) -> Result<HeaderMap, &'static str> {
        self.invalid.map_or(Ok(self.headers), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::{HeaderWriter, is_header_text};

    #[test]
    fn header_text_is_what_arrives_unchanged() {
        for text in ["", "a", "a b", "~!\"", "{\"a\": 1}"] {
            assert!(is_header_text(text), "{text:?}");
        }
        for text in ["\n", "a\r\nX: b", "a\tb", "\0", "\u{7f}", "é", "☎", " a", "a "] {
            assert!(!is_header_text(text), "{text:?}");
        }
    }

    #[test]
    fn unset_headers_are_left_out_and_the_first_invalid_one_is_reported() {
        let mut headers = HeaderWriter::new();
        headers.field("X-One", Some("1"));
        headers.field("X-Two", None::<&str>);
        assert_eq!(
            headers.clone().finish().unwrap(),
            [("x-one", "1")]
                .into_iter()
                .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
                .collect()
        );
        headers.field("X-Three", Some("\n".to_owned()));
        headers.field("X-Four", Some("é"));
        assert_eq!(headers.finish().unwrap_err(), "X-Three");
        let mut headers = HeaderWriter::new();
        headers.field("not a name", Some("1"));
        assert_eq!(headers.finish().unwrap_err(), "not a name");
    }
}
