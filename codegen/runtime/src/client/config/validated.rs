//! A configuration after its checks, which makes requests ready to be sent: with URL, credentials and `User-Agent`.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, USER_AGENT};

use crate::client::config::Config;
use crate::client::config::call_options::CallOptions;
use crate::client::config::edge_and_region;
use crate::client::config::user_agent::KnownHeader;
use crate::client::retry::attempt_loop::AttemptLoop;
use crate::client::transport::Limits;
use crate::error::Error;
use crate::error::config_error::ConfigError;
use crate::request::Request;
use crate::request::base_url::BaseUrl;

/// A configuration that has been checked.
#[derive(Debug)]
pub(crate) struct ValidatedConfig {
    pub(crate) settings: Config,
    user_agent: KnownHeader,
}

impl ValidatedConfig {
    pub(crate) fn new(config: Config) -> Result<Self, ConfigError> {
        config.check()?;
        Ok(Self { settings: config, user_agent: KnownHeader::default() })
    }

    /// The base URL that requests of an API are sent to. `documented` is the one of the description.
    pub(crate) fn base_url<'a>(&'a self, documented: &'a BaseUrl) -> Cow<'a, BaseUrl> {
        match &self.settings.base_url {
            Some(base) => Cow::Borrowed(base),
            None => edge_and_region::apply(
                documented,
                self.settings.edge.as_deref(),
                self.settings.region.as_deref(),
            ),
        }
    }

    /// The HTTP request as it is sent.
    pub(crate) fn prepare<R: Request>(&self, request: &R) -> Result<http::Request<Bytes>, Error> {
        let mut request = request.to_http(&self.base_url(&R::BASE_URL))?;
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, self.settings.credentials.header()?);
        headers.insert(USER_AGENT, self.user_agent.get(R::PRODUCT, &self.settings.user_agent)?);
        Ok(request)
    }

    pub(crate) fn attempt_loop(
        &self,
        request: http::Request<Bytes>,
        options: CallOptions,
        now: Duration,
    ) -> Result<AttemptLoop, ConfigError> {
        options.check()?;
        let limits = Limits {
            connect_timeout: options.connect_timeout,
            timeout: options.timeout,
            max_body: self.settings.max_body,
        };
        Ok(AttemptLoop::new(request, options.retry, limits, now))
    }
}
