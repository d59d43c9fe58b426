//! Every way in which a request can fail.
//!
//! In: the errors of the single steps. Out: one type for a caller to match on.

use std::error::Error as StdError;
use std::fmt;

use crate::api_error::ApiError;
use crate::client::config_error::ConfigError;
use crate::client::page_error::PageError;
use crate::client::transport_error::TransportError;
use crate::decode_error::DecodeError;
use crate::header;
use crate::report::Rejected;

/// Why a request did not bring its response.
///
/// Each variant prints as the error it holds.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The API answered with an error.
    Api(Box<ApiError>),
    /// The API answered with a success whose body cannot be read.
    Decode(Box<DecodeError>),
    /// The request cannot be put into HTTP; nothing was sent.
    Request(RequestError),
    /// The request breaks a documented rule; it was refused before it was sent.
    Rejected(Rejected),
    /// There is no response.
    Transport(Box<TransportError>),
    /// A list cannot be read to its end.
    Page(PageError),
    /// No client can be made of the configuration.
    Config(ConfigError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Rejected(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Page(error) => error.fmt(f),
            Self::Config(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    // The variants are transparent, so the chain goes on behind them.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Request(error) => error.source(),
            Self::Rejected(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Page(error) => error.source(),
            Self::Config(error) => error.source(),
        }
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

impl From<RequestError> for Error {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl From<Rejected> for Error {
    fn from(error: Rejected) -> Self {
        Self::Rejected(error)
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(Box::new(error))
    }
}

impl From<PageError> for Error {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

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
            Problem::Header(name) => write!(f, "`{name}` {}", header::TAKEN),
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

    use super::{Error, MAX_URI, Problem, RequestError};

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
