//! The settings that can differ from call to call.

use std::time::Duration;

use crate::client::retry::RetryPolicy;
use crate::error::config_error::ConfigError;

/// The settings that can differ from call to call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallOptions {
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
}

impl CallOptions {
    /// Checks the options: those of a configuration when a client is made, and those of its clones at each call.
    pub(crate) const fn check(&self) -> Result<(), ConfigError> {
        if self.timeout.is_zero() || self.connect_timeout.is_zero() {
            return Err(ConfigError::Invalid("a timeout must be longer than nothing"));
        }
        if self.retry.remaining(Duration::ZERO).is_zero() {
            return Err(ConfigError::Invalid("the deadline of a retry policy must be longer than nothing"));
        }
        Ok(())
    }
}
