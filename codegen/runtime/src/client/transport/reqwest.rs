//! The transport of [`Client`](crate::Client), by way of the crate `reqwest`, which runs on tokio.

mod connect_timeout;

use std::error::Error as StdError;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::redirect::Policy;

use crate::client::transport::tls;
use crate::client::transport::{BoxFuture, Limits, Transport};
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// Sends by `reqwest`. Needs a tokio runtime with its time and IO drivers.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with a pool of connections of its own.
    ///
    /// # Errors
    /// When TLS cannot be set up, for instance because the system has no certificates.
    pub fn new() -> Result<Self, TransportError> {
        let builder = reqwest::Client::builder()
            .connector_layer(connect_timeout::Timed)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        let client = with_tls(builder)?.build().map_err(|error| failure(error, TransportErrorKind::Other))?;
        Ok(Self { client })
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let mut request = reqwest::Request::try_from(request)
            .map_err(|error| failure(error, TransportErrorKind::Other).before_sending())?;
        *request.timeout_mut() = Some(limits.timeout);
        let response = connect_timeout::within(limits.connect_timeout, self.client.execute(request))
            .await
            .map_err(|error| failure(error, TransportErrorKind::Interrupted))?;
        read(response, limits.max_body).await
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request, limits))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
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

/// Reads the body, up to a limit, in whatever pieces it comes.
async fn read(
    mut response: reqwest::Response,
    max_body: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let too_large = || TransportError::new(TransportErrorKind::BodyTooLarge);
    if response.content_length().is_some_and(|length| length > max_body as u64) {
        return Err(too_large());
    }
    let mut body = BytesMut::new();
    while let Some(piece) =
        response.chunk().await.map_err(|error| failure(error, TransportErrorKind::Interrupted))?
    {
        if piece.len() > max_body - body.len() {
            return Err(too_large());
        }
        body.extend_from_slice(&piece);
    }
    let mut answer = http::Response::new(body.freeze());
    *answer.status_mut() = response.status();
    *answer.version_mut() = response.version();
    *answer.headers_mut() = std::mem::take(response.headers_mut());
    Ok(answer)
}

/// The failure behind an error of `reqwest`, without the address that it names.
fn failure(error: reqwest::Error, otherwise: TransportErrorKind) -> TransportError {
    let error = error.without_url();
    // A connection that is not there yet has carried nothing, whatever kept it from coming.
    let is_before = error.is_connect();
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if is_before && is_tls(&error) {
        TransportErrorKind::Tls
    } else if is_before {
        TransportErrorKind::Connect
    } else if error.is_builder() {
        TransportErrorKind::Other
    } else {
        otherwise
    };
    let failure = TransportError::new(kind).with_source(error);
    if is_before { failure.before_sending() } else { failure }
}

/// Whether something that speaks TLS is among the causes.
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
