//! The error of a list whose next page cannot be fetched.

use std::error::Error;
use std::fmt;

use crate::messages::sanitized::Sanitized;

/// Why the next page of a list cannot be fetched. All pages before it have been returned.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// The link to the next page leads to another server. Nothing was sent there.
    ForeignHost {
        /// The host of the link.
        host: Box<str>,
    },
    /// The link leads to a page that has been returned before.
    Repeated,
    /// The link is not a valid URL.
    Malformed,
    /// The page has no `meta`, which would say whether there is a next page.
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
            Self::Malformed => f.write_str("its link is not a URL"),
            Self::NoMeta => f.write_str("the page has no `meta` with the link"),
        }
    }
}

impl Error for PageError {}
