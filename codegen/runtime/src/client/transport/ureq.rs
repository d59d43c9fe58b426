//! The transport of the blocking client, with the `ureq` crate, which needs no runtime.

mod connect;
mod error;
mod names;

use std::io::Read as _;

use bytes::Bytes;
use http::Method;
use ureq::config::{AutoHeaderValue, Config};

use crate::client::transport::Limits;
use crate::client::transport::blocking::Transport;
use crate::client::transport::proxies::Proxies;
#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
use crate::client::transport::tls;
use crate::client::transport::ureq::connect::{Connect, Later};
use crate::client::transport::ureq::error::transport_error;
use crate::client::transport::ureq::names::Names;
use crate::error::Error;
use crate::error::config_error::ConfigError;
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// Sends with `ureq`.
///
/// # Logs
/// At the `trace` level of the `log` crate, the target `ureq_proto::util` prints every byte that is sent, including
/// credentials. Exclude this target if you collect that level.
#[derive(Clone, Debug)]
pub struct UreqTransport {
    agent: ureq::Agent,
}

/// The maximum number of idle connections. All requests go to one host, for which `ureq` would keep three. With more threads
/// than that, most would connect anew for each request.
const MAX_IDLE: usize = 256;

/// The maximum capacity that is reserved before a body is read, in bytes. Few bodies are larger.
const MAX_INITIAL_CAPACITY: usize = 64 * 1024;

impl UreqTransport {
    /// A transport with its own connection pool, and the proxies of the environment.
    ///
    /// # Errors
    /// [`Error::Config`] when an environment variable is not the URL of a proxy.
    pub fn new() -> Result<Self, Error> {
        let proxied = Proxies::from_env()?.try_map(|url| match ureq::Proxy::new(url) {
            Ok(proxy) => Ok(config(Some(proxy))),
            Err(_) => Err(ConfigError::Invalid("the password of a proxy in the environment is not UTF-8")),
        })?;
        Ok(Self::with(proxied, Names::new()))
    }

    fn with(proxied: Proxies<Config>, names: Names) -> Self {
        let direct = config(None);
        let connect = Connect::new(direct.clone(), proxied, names);
        Self { agent: ureq::Agent::with_parts(direct, connect, Later) }
    }
}

fn config(proxy: Option<ureq::Proxy>) -> Config {
    let builder = ureq::Agent::config_builder()
        .proxy(proxy)
        .http_status_as_error(false)
        .max_idle_connections(MAX_IDLE)
        .max_idle_connections_per_host(MAX_IDLE)
        .max_redirects(0)
        .max_redirects_will_error(false)
        // The client sets its own headers, and no others should be sent.
        .user_agent(AutoHeaderValue::None)
        .accept(AutoHeaderValue::None)
        .accept_encoding(AutoHeaderValue::None);
    with_tls(builder).build()
}

impl Transport for UreqTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        // An empty body is not the same as none: it has a `Content-Length` of 0, which POST needs.
        let (parts, body) = request.into_parts();
        let has_body = matches!(parts.method, Method::POST | Method::PUT | Method::PATCH) || !body.is_empty();
        let response = if has_body {
            self.run(http::Request::from_parts(parts, &body[..]), limits)?
        } else {
            self.run(http::Request::from_parts(parts, ()), limits)?
        };
        read_body(response, limits.max_body)
    }
}

impl UreqTransport {
    fn run(
        &self,
        request: http::Request<impl ureq::AsSendBody>,
        limits: Limits,
    ) -> Result<http::Response<ureq::Body>, TransportError> {
        let request = self
            .agent
            .configure_request(request)
            .timeout_global(Some(limits.timeout))
            .timeout_connect(Some(limits.connect_timeout))
            .build();
        self.agent.run(request).map_err(transport_error)
    }
}

type Builder = ureq::config::ConfigBuilder<ureq::typestate::AgentScope>;

#[cfg(feature = "native-tls")]
fn with_tls(builder: Builder) -> Builder {
    use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

    let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(RootCerts::PlatformVerifier);
    builder.tls_config(tls.build())
}

#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
fn with_tls(builder: Builder) -> Builder {
    use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(tls::provider());
    builder.tls_config(tls.build())
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn with_tls(builder: Builder) -> Builder {
    builder
}

/// Reads the body, up to a limit.
fn read_body(
    response: http::Response<ureq::Body>,
    max_body: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let (parts, body) = response.into_parts();
    let too_large = || TransportError::new(TransportErrorKind::BodyTooLarge);
    if body.content_length().is_some_and(|length| length > max_body as u64) {
        return Err(too_large());
    }
    // The `Content-Length` may be wrong, so it is trusted only up to a maximum.
    let content_length =
        body.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(content_length.min(MAX_INITIAL_CAPACITY) + 1);
    // One byte more than allowed, to detect a body that is too large.
    let mut reader = body.into_reader().take((max_body as u64).saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(|error| transport_error(ureq::Error::from(error)))?;
    if bytes.len() > max_body {
        return Err(too_large());
    }
    Ok(http::Response::from_parts(parts, bytes.into()))
}

#[cfg(test)]
mod tests;
