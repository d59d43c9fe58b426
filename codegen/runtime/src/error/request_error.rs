//! A request that cannot be put into HTTP.

use std::error::Error as StdError;
use std::fmt;

use crate::encoding::headers;

/// A request that cannot be put into HTTP.
///
/// Names the path template and never the address, because path and query may hold personal data.
#[derive(Debug)]
pub struct RequestError {
    template: &'static str,
    problem: Problem,
}

#[derive(Debug)]
pub(crate) enum Problem {
    /// A path parameter is empty, `.` or `..`.
    Segment,
    /// The address has more bytes than `http::Uri` takes.
    TooLong { bytes: usize },
    /// The address is malformed, which a checked base URL and an encoded path rule out.
    Address(http::uri::InvalidUri),
    /// The value of a header, by its name, is none.
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
                write!(f, "its address has {bytes} bytes, more than the {MAX_URI} that are possible")
            }
            Problem::Address(_) => f.write_str("its address is malformed"),
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

/// The longest address that `http::Uri` takes, in bytes.
pub(crate) const MAX_URI: usize = 65_534;

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::{MAX_URI, Problem, RequestError};
    use crate::error::Error;

    #[test]
    fn the_longest_address_is_that_of_http() {
        let address = |bytes: usize| format!("http://h/{}", "x".repeat(bytes - 9)).parse::<http::Uri>();
        assert!(address(MAX_URI).is_ok());
        assert!(address(MAX_URI + 1).is_err());
    }

    #[test]
    fn a_malformed_address_has_a_source_and_is_not_printed() {
        let fault = "http://secret secret".parse::<http::Uri>().unwrap_err();
        let expected = fault.to_string();
        let error = Error::from(RequestError::new("/v1/Things/{Id}", Problem::Address(fault)));
        assert_eq!(
            error.to_string(),
            "cannot build the request for `/v1/Things/{Id}`: its address is malformed"
        );
        assert_eq!(error.source().map(ToString::to_string), Some(expected));
        assert!(!format!("{error:?}").contains("secret"));
    }
}
