//! A configuration that no client can be made of.

use std::error::Error;
use std::fmt;

/// What is missing from, or wrong with, the settings of a client. Repeats no value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// Environment variables that are needed and not set, or empty.
    Missing(Vec<&'static str>),
    /// A setting that cannot be used, and why.
    Invalid(&'static str),
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
        }
    }
}

impl Error for ConfigError {}
