//! The transport of the async client, with the `reqwest` crate, which runs on tokio.

mod connect_timeout;

use std::error::Error as StdError;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::redirect::Policy;

use crate::client::transport::proxies::{Proxies, ProxyUrl};
use crate::client::transport::tls;
use crate::client::transport::{BoxFuture, Limits, Transport};
use crate::error::Error;
use crate::error::config_error::ConfigError;
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// Sends with `reqwest`. Needs a tokio runtime with its time and IO drivers enabled.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with its own connection pool, and the proxies of the environment.
    ///
    /// # Errors
    /// [`Error::Config`] when an environment variable is not the URL of a proxy, [`Error::Transport`] when TLS cannot be set
    /// up, for example because the system has no certificates.
    pub fn new() -> Result<Self, Error> {
        let builder = with_proxies(reqwest::Client::builder(), Proxies::from_env()?)?
            .connector_layer(connect_timeout::ConnectTimeoutLayer)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        let client =
            with_tls(builder)?.build().map_err(|error| transport_error(error, TransportErrorKind::Other))?;
        Ok(Self { client })
    }

    async fn send_once(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let mut request = reqwest::Request::try_from(request)
            .map_err(|error| transport_error(error, TransportErrorKind::Other).before_sending())?;
        *request.timeout_mut() = Some(limits.timeout);
        let response = connect_timeout::with_limit(limits.connect_timeout, self.client.execute(request))
            .await
            .map_err(|error| transport_error(error, TransportErrorKind::Interrupted))?;
        read_body(response, limits.max_body).await
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.send_once(request, limits))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

fn with_proxies(
    builder: reqwest::ClientBuilder,
    proxies: Proxies<ProxyUrl>,
) -> Result<reqwest::ClientBuilder, ConfigError> {
    if proxies.is_empty() {
        return Ok(builder.no_proxy());
    }
    let invalid =
        ConfigError::Invalid("the URL of a proxy in the environment has a character that is not allowed");
    let proxies = proxies.try_map(|url| reqwest::Url::parse(url).map_err(|_| invalid.clone()))?;
    let proxy = reqwest::Proxy::custom(move |url| {
        proxies.for_host(url.scheme() == "https", url.host_str()?).cloned()
    });
    Ok(builder.proxy(proxy))
}

#[cfg(feature = "native-tls")]
#[expect(clippy::unnecessary_wraps, reason = "rustls can fail")]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, TransportError> {
    Ok(builder.tls_backend_native())
}

#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, TransportError> {
    let config = tls::client_config()
        .map_err(|error| TransportError::new(TransportErrorKind::Tls).with_source(error))?;
    Ok(builder.tls_backend_preconfigured(config))
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
#[expect(clippy::unnecessary_wraps, reason = "rustls can fail")]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, TransportError> {
    Ok(builder)
}

/// Reads the body, up to a limit.
async fn read_body(
    mut response: reqwest::Response,
    max_body: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let too_large = || TransportError::new(TransportErrorKind::BodyTooLarge);
    if response.content_length().is_some_and(|length| length > max_body as u64) {
        return Err(too_large());
    }
    let mut body = Bytes::new();
    while let Some(chunk) =
        response.chunk().await.map_err(|error| transport_error(error, TransportErrorKind::Interrupted))?
    {
        if chunk.len() > max_body - body.len() {
            return Err(too_large());
        }
        // Most bodies arrive in one piece, which is not copied.
        body = if body.is_empty() { chunk } else { joined(body, &chunk) };
    }
    let mut http_response = http::Response::new(body);
    *http_response.status_mut() = response.status();
    *http_response.version_mut() = response.version();
    *http_response.headers_mut() = std::mem::take(response.headers_mut());
    Ok(http_response)
}

/// Appends to a buffer that only `body` refers to, or to a copy.
fn joined(body: Bytes, chunk: &[u8]) -> Bytes {
    let mut body = BytesMut::from(body);
    body.extend_from_slice(chunk);
    body.freeze()
}

/// Converts an error of `reqwest`, without the URL that it contains.
fn transport_error(error: reqwest::Error, default: TransportErrorKind) -> TransportError {
    let error = error.without_url();
    // Without a connection nothing was sent, whatever the reason.
    let is_before_sending = error.is_connect();
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if is_before_sending && is_tls(&error) {
        TransportErrorKind::Tls
    } else if is_before_sending {
        TransportErrorKind::Connect
    } else if error.is_builder() {
        TransportErrorKind::Other
    } else {
        default
    };
    let transport_error = TransportError::new(kind).with_source(error);
    if is_before_sending { transport_error.before_sending() } else { transport_error }
}

/// Whether an error of TLS is among the sources.
fn is_tls(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if tls::is_tls_cause(error) {
            return true;
        }
        cause = error.source();
    }
    false
}
