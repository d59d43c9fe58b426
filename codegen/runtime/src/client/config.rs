//! The configuration of a client. It is checked when a client is made, not in each setter.

pub(crate) mod call_options;
pub(crate) mod credentials;
pub(crate) mod edge_and_region;
mod env;
mod user_agent;
pub(crate) mod validated;

use std::time::Duration;

use crate::client::config::call_options::CallOptions;
use crate::client::config::credentials::Credentials;
use crate::client::retry::RetryPolicy;
use crate::error::config_error::ConfigError;
use crate::request::base_url::BaseUrl;

/// The configuration of a client.
///
/// ```
/// use std::time::Duration;
///
/// use flex_runtime::{Config, Credentials, RetryPolicy};
///
/// let config = Config::new(Credentials::api_key("SK0123456789abcdef0123456789abcdef", "secret"))
///     .edge("dublin")
///     .region("ie1")
///     .timeout(Duration::from_secs(10))
///     .retry(RetryPolicy::none());
/// ```
#[derive(Clone, Debug)]
#[must_use = "a configuration does nothing until a client is created from it"]
pub struct Config {
    pub(crate) credentials: Credentials,
    pub(crate) edge: Option<Box<str>>,
    pub(crate) region: Option<Box<str>>,
    pub(crate) base_url: Option<BaseUrl>,
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) max_body: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) user_agent: String,
}

impl Config {
    /// The default configuration with `credentials`: 10 seconds to connect, 30 seconds for an attempt, responses of at most
    /// 10 MiB, and the retries of [`RetryPolicy::default`].
    pub fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            edge: None,
            region: None,
            base_url: None,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            max_body: 10 * 1024 * 1024,
            retry: RetryPolicy::default(),
            user_agent: user_agent::default(),
        }
    }

    /// The edge at which requests enter Twilio's network, such as `dublin`. Without a region, the region is `us1`.
    pub fn edge(mut self, edge: impl Into<String>) -> Self {
        self.edge = Some(edge.into().into());
        self
    }

    /// The region in which Twilio processes requests and stores data, such as `ie1`. Each region has its own credentials.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into().into());
        self
    }

    /// Sends every request to another server, such as a mock or a proxy. Links to further pages are followed there as well.
    /// Edge and region are ignored.
    pub fn base_url(mut self, base_url: BaseUrl) -> Self {
        self.base_url = Some(base_url);
        self
    }

    /// How long establishing a connection may take, including TLS.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one attempt may take, from connecting to the last byte of the response. The [`RetryPolicy`] has the deadline
    /// for all attempts together.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The maximum size of the body of a response, in bytes.
    pub fn max_response_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Which requests are retried, and when.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Appends the caller's `product/version` to the `User-Agent`.
    pub fn user_agent_extension(mut self, extension: &str) -> Self {
        self.user_agent.push(' ');
        self.user_agent.push_str(extension);
        self
    }

    /// The settings that can differ from call to call.
    pub(crate) const fn call_options(&self) -> CallOptions {
        let Self { connect_timeout, timeout, retry, .. } = *self;
        CallOptions { connect_timeout, timeout, retry }
    }

    /// Checks the configuration.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        self.credentials.check()?;
        let is_label = |label: &str| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if !self.edge.iter().chain(&self.region).all(|label| is_label(label)) {
            return Err(ConfigError::Invalid("an edge or region has letters, digits and `-` only"));
        }
        self.call_options().check()?;
        user_agent::header("", &self.user_agent).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Config;
    use crate::client::config::credentials::Credentials;
    use crate::client::retry::RetryPolicy;

    fn config() -> Config {
        Config::new(Credentials::api_key("SK1", "hush"))
    }

    #[test]
    fn each_fault_is_named() {
        let faults = [
            (Config::new(Credentials::api_key("", "hush")), "Account SID or API key"),
            (config().edge("dub.lin"), "edge or region"),
            (config().region(""), "edge or region"),
            (config().timeout(Duration::ZERO), "timeout"),
            (config().connect_timeout(Duration::ZERO), "timeout"),
            (config().retry(RetryPolicy::default().deadline(Duration::ZERO)), "deadline"),
            (config().user_agent_extension("a\nb"), "User-Agent"),
            (config().user_agent_extension("☎"), "User-Agent"),
        ];
        for (config, expected) in faults {
            let error = config.check().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_extension_is_at_the_end_of_the_user_agent() {
        let config = config().user_agent_extension("shop/2.1");
        assert!(config.check().is_ok() && config.user_agent.ends_with(" shop/2.1"), "{config:?}");
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!("{:?}", config());
        assert!(shown.contains("SK1") && !shown.contains("hush"), "{shown}");
    }
}
