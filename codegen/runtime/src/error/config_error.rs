//! The error of an invalid or incomplete configuration.

use std::error::Error;
use std::fmt;

/// What is missing from or wrong with a configuration. Does not repeat the value of any setting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// Required environment variables that are not set, or empty.
    Missing(Vec<&'static str>),
    /// A setting is invalid. Says why.
    Invalid(&'static str),
    /// The environment variable with this name is not the URL of a proxy.
    InvalidProxy(&'static str),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(names) if names.len() > 1 => {
                f.write_str(
                    "no credentials in the environment: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, ",
                )?;
                f.write_str("or TWILIO_API_KEY and TWILIO_API_SECRET")
            }
            Self::Missing(names) => write!(f, "not set in the environment: {}", names.join(", ")),
            Self::Invalid(sentence) => f.write_str(sentence),
            Self::InvalidProxy(name) => write!(
                f,
                "the environment variable {name} is not the URL of a proxy, such as http://proxy.example.com:3128: \
                 set it to one of http, https, socks4, socks4a, socks5 or socks5h, or unset it"
            ),
        }
    }
}

impl Error for ConfigError {}
