//! A list that cannot be read to its end.

use std::error::Error;
use std::fmt;

use crate::messages::sanitized::Sanitized;

/// Why the page after this one cannot be fetched. The pages before it have been delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// The link to the next page leads to another server. Nothing was sent there.
    ForeignHost {
        /// The host of the link.
        host: Box<str>,
    },
    /// The link to the next page leads to a page that has been delivered.
    Repeated,
    /// The link to the next page is not an address.
    Malformed,
    /// The page does not say whether there is a next one: it has no `meta`.
    NoMeta,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot fetch the next page: ")?;
        match self {
            Self::ForeignHost { host } => {
                write!(f, "its link leads to another server, `{}`", Sanitized::name(host))
            }
            Self::Repeated => f.write_str("its link leads back to a page that was fetched before"),
            Self::Malformed => f.write_str("its link is not an address"),
            Self::NoMeta => f.write_str("the page has no `meta` with the link"),
        }
    }
}

impl Error for PageError {}
