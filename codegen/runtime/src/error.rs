//! Every way in which a request can fail.
//!
//! In: the errors of the single steps. Out: one type for a caller to match on.

pub(crate) mod api_error;
pub(crate) mod config_error;
pub(crate) mod decode_error;
pub(crate) mod error_body;
pub(crate) mod page_error;
mod predicates;
pub(crate) mod request_error;
pub(crate) mod response_context;
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
