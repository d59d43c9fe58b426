//! Writing the headers of a request.
//!
//! In: names of the description, and values. Out: a header map, or the name of a header whose value no header can hold.

use http::header::{HeaderMap, HeaderName, HeaderValue};

/// Whether a text can be the value of a header and arrives as it is: visible ASCII characters, with spaces between them.
pub(crate) fn is_header_text(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim_matches(' ') == text
}

/// What a header takes, to complete the sentence "`Name` …".
pub(crate) const TAKEN: &str =
    "is a header, which takes ASCII characters, no control characters and no spaces around them";

/// Headers under construction.
#[derive(Clone, Debug, Default)]
pub struct HeaderWriter {
    headers: HeaderMap,
    fault: Option<&'static str>,
}

impl HeaderWriter {
    /// No headers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header, or nothing when the value is `None`: what is not set is not sent.
    ///
    /// A value that no header can hold makes [`to_http`](crate::Request::to_http) fail.
    pub fn field(&mut self, name: &'static str, value: Option<impl AsRef<str>>) {
        let Some(value) = value else { return };
        let value = Some(value.as_ref()).filter(|text| is_header_text(text));
        let value = value.and_then(|text| HeaderValue::from_str(text).ok());
        match (HeaderName::from_bytes(name.as_bytes()), value) {
            (Ok(name), Some(value)) => drop(self.headers.insert(name, value)),
            _ => self.fault = self.fault.or(Some(name)),
        }
    }

    /// The headers, or the name of the first that cannot be sent.
    pub(crate) fn finish(self) -> Result<HeaderMap, &'static str> {
        self.fault.map_or(Ok(self.headers), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::{HeaderWriter, is_header_text};

    #[test]
    fn what_arrives_as_it_is_is_a_header_text() {
        for text in ["", "a", "a b", "~!\"", "{\"a\": 1}"] {
            assert!(is_header_text(text), "{text:?}");
        }
        for text in ["\n", "a\r\nX: b", "a\tb", "\0", "\u{7f}", "é", "☎", " a", "a "] {
            assert!(!is_header_text(text), "{text:?}");
        }
    }

    #[test]
    fn only_what_is_set_is_written_and_the_first_fault_is_kept() {
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
