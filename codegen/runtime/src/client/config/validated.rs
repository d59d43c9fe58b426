//! What both kinds of client do alike: making a request ready to be sent.
//!
//! In: a configuration, once; then requests. Out: HTTP requests with address, credentials and `User-Agent`, and the limits
//! they have to keep.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::{AUTHORIZATION, USER_AGENT};

use crate::client::config::Config;
use crate::client::config::edge_and_region;
use crate::client::retry::RetryPolicy;
use crate::client::retry::attempt_loop::Exchange;
use crate::client::transport::Limits;
use crate::error::Error;
use crate::error::config_error::ConfigError;
use crate::request::Request;
use crate::request::base_url::BaseUrl;

/// A configuration that has been checked.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) config: Config,
    user_agent: HeaderValue,
}

/// What can differ from call to call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
}

impl Settings {
    pub(crate) fn new(config: Config) -> Result<Self, ConfigError> {
        let user_agent = config.check()?;
        Ok(Self { config, user_agent })
    }

    /// What calls start from.
    pub(crate) const fn call(&self) -> Call {
        let Config { connect_timeout, timeout, retry, .. } = self.config;
        Call { connect_timeout, timeout, retry }
    }

    /// Where requests of an API really go.
    pub(crate) fn base<'a>(&'a self, documented: &'a BaseUrl) -> Cow<'a, BaseUrl> {
        match &self.config.base_url {
            Some(base) => Cow::Borrowed(base),
            None => {
                edge_and_region::place(documented, self.config.edge.as_deref(), self.config.region.as_deref())
            }
        }
    }

    /// The request as it is sent.
    pub(crate) fn prepare<R: Request>(&self, request: &R) -> Result<http::Request<Bytes>, Error> {
        let mut request = request.to_http(&self.base(&R::BASE_URL))?;
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, self.config.credentials.header()?);
        headers.insert(USER_AGENT, self.user_agent.clone());
        Ok(request)
    }

    pub(crate) fn exchange(&self, request: http::Request<Bytes>, call: Call, now: Duration) -> Exchange {
        let limits = Limits {
            connect_timeout: call.connect_timeout,
            timeout: call.timeout,
            max_body: self.config.max_body,
        };
        Exchange::new(request, call.retry, limits, now)
    }
}
