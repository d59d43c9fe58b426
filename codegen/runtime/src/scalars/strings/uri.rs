//! URIs in requests. Nothing is normalised, and fragments are kept because they carry webhook settings.

use std::error::Error;
use std::fmt;

use crate::scalars::strings::conversions::__impl_checked_text;

/// A URI as defined by [RFC 3986], with a scheme, kept exactly as it was given.
///
/// [RFC 3986]: https://datatracker.ietf.org/doc/html/rfc3986
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(Box<str>);

impl Uri {
    /// Checks `text`. Nothing is trimmed, encoded or normalised.
    ///
    /// # Errors
    /// When `text` is not a URI with a scheme. The error does not repeat it.
    pub fn parse(text: &str) -> Result<Self, ParseUriError> {
        match fluent_uri::Uri::parse(text) {
            Ok(_) => Ok(Self(text.into())),
            Err(_) => Err(ParseUriError { _private: () }),
        }
    }

    /// The URI as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Uri {
    type Error = ParseUriError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Uri> for String {
    fn from(uri: Uri) -> Self {
        uri.0.into()
    }
}

__impl_checked_text!(Uri, ParseUriError, "a URI");

/// A string that is not a URI with a scheme. Does not repeat the string, because URIs can contain credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseUriError {
    _private: (),
}

impl fmt::Display for ParseUriError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a URI with a scheme (RFC 3986)")
    }
}

impl Error for ParseUriError {}

#[cfg(test)]
mod tests {
    use super::Uri;

    #[test]
    fn keeps_every_byte() {
        for text in [
            "https://example.com/hook?a=b#rc=3&rp=all",
            "HTTPS://user@EXAMPLE.com:8080/%7e/../x",
            "urn:example:a",
            "https://[::1]/",
            "x:",
        ] {
            assert_eq!(Uri::parse(text).unwrap().as_str(), text);
            assert_eq!(text.parse::<Uri>().unwrap().to_string(), text);
            assert_eq!(Uri::try_from(text.to_owned()).map(String::from).as_deref(), Ok(text));
        }
    }

    #[test]
    fn rejects_what_is_not_a_uri() {
        for text in
            ["", "example.com", "/path", "//host/path", "https://a b/", "https://☎/", "https://a/%zz", "1x:"]
        {
            let error = Uri::parse(text).unwrap_err();
            assert_eq!(error.to_string(), "not a URI with a scheme (RFC 3986)", "{text:?}");
        }
    }

    #[test]
    fn serde_is_strict_and_does_not_repeat_the_string() {
        let uri: Uri = serde_json::from_str("\"https://a/#f\"").unwrap();
        assert_eq!(serde_json::to_string(&uri).unwrap(), "\"https://a/#f\"");
        let error = serde_json::from_str::<Uri>("\"secret\"").unwrap_err().to_string();
        assert!(error.starts_with("not a URI") && !error.contains("secret"), "{error}");
    }
}
