//! The error of a request that cannot be expressed in HTTP.

use std::error::Error as StdError;
use std::fmt;

use crate::encoding::headers;

/// A request that cannot be expressed in HTTP.
///
/// Names the path template, never the URL, whose path and query may contain personal data.
#[derive(Debug)]
pub struct RequestError {
    template: &'static str,
    problem: Problem,
}

#[derive(Debug)]
pub(crate) enum Problem {
    /// A path parameter is empty, `.` or `..`.
    Segment,
    /// The URL has more bytes than `http::Uri` allows.
    TooLong { bytes: usize },
    /// The URL is malformed. A checked base URL and an encoded path rule this out.
    Address(http::uri::InvalidUri),
    /// The value of the header with this name cannot be sent.
    Header(&'static str),
}

impl RequestError {
    pub(crate) const fn new(template: &'static str, problem: Problem) -> Self {
        Self { template, problem }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot build the request for `{}`: ", self.template)?;
        match &self.problem {
            Problem::Segment => f.write_str("a path parameter is empty, `.` or `..`"),
            Problem::TooLong { bytes } => {
                write!(f, "its URL has {bytes} bytes, but the maximum is {MAX_URI}")
            }
            Problem::Address(_) => f.write_str("its URL is malformed"),
            Problem::Header(name) => write!(f, "`{name}` {}", headers::EXPECTED),
        }
    }
}

impl StdError for RequestError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.problem {
            Problem::Address(error) => Some(error),
            Problem::Segment | Problem::TooLong { .. } | Problem::Header(_) => None,
        }
    }
}

/// The maximum length of an `http::Uri`, in bytes.
pub(crate) const MAX_URI: usize = 65_534;

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::{MAX_URI, Problem, RequestError};
    use crate::error::Error;

    #[test]
    fn the_maximum_length_is_that_of_http_uri() {
        let address = |bytes: usize| format!("http://h/{}", "x".repeat(bytes - 9)).parse::<http::Uri>();
        assert!(address(MAX_URI).is_ok());
        assert!(address(MAX_URI + 1).is_err());
    }

    #[test]
    fn a_malformed_url_has_a_source_and_is_not_printed() {
        let fault = "http://secret secret".parse::<http::Uri>().unwrap_err();
        let expected = fault.to_string();
        let error = Error::from(RequestError::new("/v1/Things/{Id}", Problem::Address(fault)));
        assert_eq!(error.to_string(), "cannot build the request for `/v1/Things/{Id}`: its URL is malformed");
        assert_eq!(error.source().map(ToString::to_string), Some(expected));
        assert!(!format!("{error:?}").contains("secret"));
    }
}
