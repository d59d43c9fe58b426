//! The transport of [`blocking::Client`](crate::blocking::Client), by way of the crate `ureq`, which needs no runtime.

use std::io::{ErrorKind, Read as _};

use bytes::Bytes;
use http::Method;
use ureq::Timeout;
use ureq::config::AutoHeaderValue;

use crate::client::transport::Limits;
use crate::client::transport::blocking::Transport;
use crate::client::transport::tls;
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// Sends by `ureq`.
///
/// Finding the address of the service may take as long as connecting to it after that: each has the connect timeout for
/// itself.
///
/// A warning about logs: at the level `trace` of the crate `log`, the target `ureq_proto::util` prints every byte on the
/// wire, credentials included. Whoever collects that level should leave this target out.
#[derive(Clone, Debug)]
pub struct UreqTransport {
    agent: ureq::Agent,
}

/// How many connections wait for the next request. All requests go to one host, for which `ureq` would keep three: of more
/// threads than that, most would connect anew each time.
const MAX_IDLE: usize = 256;

/// Room that is made for a body before any of it has come, in bytes. Few are larger.
const USUAL_BODY: usize = 64 * 1024;

impl UreqTransport {
    /// A transport with a pool of connections of its own.
    pub fn new() -> Self {
        let builder = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_idle_connections(MAX_IDLE)
            .max_idle_connections_per_host(MAX_IDLE)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // The client says itself what it accepts, and what it does not say is not sent.
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
        // No body and an empty one are not the same: the second is announced by a length of 0, as POST needs it.
        let (parts, body) = request.into_parts();
        let has_body = matches!(parts.method, Method::POST | Method::PUT | Method::PATCH) || !body.is_empty();
        let response = if has_body {
            self.run(http::Request::from_parts(parts, &body[..]), limits)?
        } else {
            self.run(http::Request::from_parts(parts, ()), limits)?
        };
        read(response, limits.max_body)
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
        self.agent.run(request).map_err(failure)
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
fn read(
    response: http::Response<ureq::Body>,
    max_body: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let (parts, body) = response.into_parts();
    let too_large = || TransportError::new(TransportErrorKind::BodyTooLarge);
    if body.content_length().is_some_and(|length| length > max_body as u64) {
        return Err(too_large());
    }
    // What is announced is not what comes, so that only a usual size is believed.
    let announced = body.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(announced.min(USUAL_BODY) + 1);
    // One byte more than allowed, to tell a body that ends there from one that goes on.
    let mut reader = body.into_reader().take((max_body as u64).saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(|error| failure(ureq::Error::from(error)))?;
    if bytes.len() > max_body {
        return Err(too_large());
    }
    Ok(http::Response::from_parts(parts, bytes.into()))
}

/// The failure behind an error of `ureq`, without the address that some of them name.
fn failure(error: ureq::Error) -> TransportError {
    use ureq::Error as Fault;

    let of = TransportError::new;
    match error {
        Fault::Timeout(Timeout::Resolve | Timeout::Connect) => {
            of(TransportErrorKind::Timeout).before_sending().with_source(error)
        }
        Fault::Timeout(_) => of(TransportErrorKind::Timeout).with_source(error),
        Fault::HostNotFound | Fault::ConnectionFailed => of(TransportErrorKind::Connect).with_source(error),
        Fault::Tls(_) | Fault::TlsRequired => of(TransportErrorKind::Tls).with_source(error),
        #[cfg(feature = "rustls")]
        Fault::Rustls(_) => of(TransportErrorKind::Tls).perhaps_sent().with_source(error),
        #[cfg(feature = "native-tls")]
        Fault::NativeTls(_) => of(TransportErrorKind::Tls).perhaps_sent().with_source(error),
        Fault::Io(error) => broken(error),
        Fault::Protocol(_) | Fault::BodyStalled | Fault::LargeResponseHeader(..) => {
            of(TransportErrorKind::Interrupted).with_source(error)
        }
        Fault::BadUri(_) | Fault::RequireHttpsOnly(_) | Fault::ConnectProxyFailed(_) => {
            of(TransportErrorKind::Other).before_sending()
        }
        other => of(TransportErrorKind::Other).with_source(other),
    }
}

/// What an error of the socket means. Of most it cannot be known whether the request was sent.
fn broken(error: std::io::Error) -> TransportError {
    let of = TransportError::new;
    let failure = match error.kind() {
        _ if error.get_ref().is_some_and(|cause| tls::is_tls_cause(cause)) => {
            of(TransportErrorKind::Tls).perhaps_sent()
        }
        ErrorKind::ConnectionRefused => of(TransportErrorKind::Connect),
        // A route can get lost while a connection is in use.
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => {
            of(TransportErrorKind::Connect).perhaps_sent()
        }
        ErrorKind::TimedOut => of(TransportErrorKind::Timeout),
        _ => of(TransportErrorKind::Interrupted),
    };
    failure.with_source(error)
}
