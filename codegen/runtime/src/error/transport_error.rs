//! The error of a request without a response: what kind of failure it was, and whether anything was sent.
//!
//! It contains neither the URL, whose query may contain personal data, nor credentials.

use std::error::Error;
use std::fmt;

/// The kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be established: the host name cannot be resolved, or the host accepts no connection.
    Connect,
    /// No secure connection could be established, most often because of a certificate.
    Tls,
    /// Connecting or responding took longer than allowed.
    Timeout,
    /// The connection was lost before the response was complete.
    Interrupted,
    /// The body of the response is larger than allowed.
    BodyTooLarge,
    /// The transport is a dry run, which sends nothing.
    DryRun,
    /// Anything else.
    Other,
}

/// Why a request got no response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    nothing_sent: bool,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// An error of this kind. [`nothing_sent`](Self::nothing_sent) is assumed for kinds that occur before sending:
    /// [`Connect`](TransportErrorKind::Connect), [`Tls`](TransportErrorKind::Tls) and [`DryRun`](TransportErrorKind::DryRun).
    pub const fn new(kind: TransportErrorKind) -> Self {
        use TransportErrorKind::{Connect, DryRun, Tls};
        Self { kind, nothing_sent: matches!(kind, Connect | Tls | DryRun), source: None }
    }

    /// Adds the error of the HTTP client. It must contain neither the URL nor a header of the request.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// States that nothing was sent, so that any request can be retried safely.
    #[must_use]
    pub const fn before_sending(mut self) -> Self {
        self.nothing_sent = true;
        self
    }

    /// States that the request may have been sent, so that one that changes something is not retried.
    #[must_use]
    pub const fn perhaps_sent(mut self) -> Self {
        self.nothing_sent = false;
        self
    }

    /// The kind of failure.
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether it is certain that nothing of the request was sent.
    pub const fn nothing_sent(&self) -> bool {
        self.nothing_sent
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "cannot connect to the service",
            TransportErrorKind::Tls => "cannot connect to the service securely",
            TransportErrorKind::Timeout if self.nothing_sent => "connecting to the service took too long",
            TransportErrorKind::Timeout => "the response took too long",
            TransportErrorKind::Interrupted => "the connection broke before the response was complete",
            TransportErrorKind::BodyTooLarge => "the response is larger than the client allows",
            TransportErrorKind::DryRun => "nothing was sent, because this is a dry run",
            TransportErrorKind::Other => {
                "the request could not be sent, or its response could not be received"
            }
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
