//! The error of a request: one type to match on, with the error of each step as a variant.

pub(crate) mod api_error;
pub(crate) mod config_error;
pub(crate) mod decode_error;
pub(crate) mod error_body;
pub(crate) mod page_error;
mod predicates;
pub(crate) mod request_error;
pub(crate) mod response_parts;
pub(crate) mod transport_error;

use std::error::Error as StdError;
use std::fmt;

use crate::error::api_error::ApiError;
use crate::error::config_error::ConfigError;
use crate::error::decode_error::DecodeError;
use crate::error::page_error::PageError;
use crate::error::request_error::RequestError;
use crate::error::transport_error::TransportError;
use crate::validation::report::Rejected;

/// Why a request failed.
///
/// Each variant prints as the error that it holds.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The API answered with an error.
    Api(Box<ApiError>),
    /// The API answered with a success, but its body cannot be decoded.
    Decode(Box<DecodeError>),
    /// The request cannot be expressed in HTTP. Nothing was sent.
    Request(RequestError),
    /// The request breaks a documented rule. Nothing was sent.
    Rejected(Rejected),
    /// No response was received.
    Transport(Box<TransportError>),
    /// The next page of a list cannot be fetched.
    Page(PageError),
    /// The configuration is invalid, or incomplete.
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
    // The variants are transparent: they print as the error that they hold, so its source comes next.
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
