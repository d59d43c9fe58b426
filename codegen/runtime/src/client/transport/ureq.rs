//! The transport of the blocking client, with the `ureq` crate, which needs no runtime.

use std::io::{ErrorKind, Read as _};

use bytes::Bytes;
use http::Method;
use ureq::Timeout;
use ureq::config::AutoHeaderValue;

use crate::client::transport::Limits;
use crate::client::transport::blocking::Transport;
use crate::client::transport::tls;
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// Sends with `ureq`.
///
/// Resolving the host name and connecting may each take up to the connect timeout.
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
    /// A transport with its own connection pool.
    pub fn new() -> Self {
        let builder = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_idle_connections(MAX_IDLE)
            .max_idle_connections_per_host(MAX_IDLE)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // The client sets its own headers, and no others should be sent.
            .user_agent(AutoHeaderValue::None)
            .accept(AutoHeaderValue::None)
            .accept_encoding(AutoHeaderValue::None);
        Self { agent: with_tls(builder).build().new_agent() }
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
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
            .timeout_resolve(Some(limits.connect_timeout))
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

/// Converts an error of `ureq`, without the URL that some of them contain.
fn transport_error(error: ureq::Error) -> TransportError {
    use ureq::Error as UreqError;

    let of = TransportError::new;
    match error {
        UreqError::Timeout(Timeout::Resolve | Timeout::Connect) => {
            of(TransportErrorKind::Timeout).before_sending().with_source(error)
        }
        UreqError::Timeout(_) => of(TransportErrorKind::Timeout).with_source(error),
        UreqError::HostNotFound | UreqError::ConnectionFailed => {
            of(TransportErrorKind::Connect).with_source(error)
        }
        UreqError::Tls(_) | UreqError::TlsRequired => of(TransportErrorKind::Tls).with_source(error),
        #[cfg(feature = "rustls")]
        UreqError::Rustls(_) => of(TransportErrorKind::Tls).perhaps_sent().with_source(error),
        #[cfg(feature = "native-tls")]
        UreqError::NativeTls(_) => of(TransportErrorKind::Tls).perhaps_sent().with_source(error),
        UreqError::Io(error) => io_error(error),
        UreqError::Protocol(_) | UreqError::BodyStalled | UreqError::LargeResponseHeader(..) => {
            of(TransportErrorKind::Interrupted).with_source(error)
        }
        UreqError::BadUri(_) | UreqError::RequireHttpsOnly(_) | UreqError::ConnectProxyFailed(_) => {
            of(TransportErrorKind::Other).before_sending()
        }
        other => of(TransportErrorKind::Other).with_source(other),
    }
}

/// Converts an IO error. For most of them, it is unknown whether the request was sent.
fn io_error(error: std::io::Error) -> TransportError {
    let of = TransportError::new;
    let transport_error = match error.kind() {
        _ if error.get_ref().is_some_and(|cause| tls::is_tls_cause(cause)) => {
            of(TransportErrorKind::Tls).perhaps_sent()
        }
        ErrorKind::ConnectionRefused => of(TransportErrorKind::Connect),
        // A route can be lost while a connection is in use.
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => {
            of(TransportErrorKind::Connect).perhaps_sent()
        }
        ErrorKind::TimedOut => of(TransportErrorKind::Timeout),
        _ => of(TransportErrorKind::Interrupted),
    };
    transport_error.with_source(error)
}
