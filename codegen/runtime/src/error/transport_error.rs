//! A request that got no response.
//!
//! In: what a transport noticed. Out: an error that says what kind of failure it was and whether any of the request was
//! sent, without the address, whose query may hold personal data, and without credentials.

use std::error::Error;
use std::fmt;

/// What kept a response from coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about: the name has no address, or nobody accepts connections there.
    Connect,
    /// No secure connection came about, most often because of a certificate.
    Tls,
    /// It took longer than allowed.
    Timeout,
    /// The connection broke before the response was complete.
    Interrupted,
    /// The body of the response has more bytes than allowed.
    BodyTooLarge,
    /// Nothing was to be sent.
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
    /// An error of a kind. Of the kinds that come before sending, [`nothing_sent`](Self::nothing_sent) is assumed.
    pub const fn new(kind: TransportErrorKind) -> Self {
        use TransportErrorKind::{Connect, DryRun, Tls};
        Self { kind, nothing_sent: matches!(kind, Connect | Tls | DryRun), source: None }
    }

    /// Adds what the transport says about it, which must not hold the address or a header of the request.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Says for sure that nothing of the request was sent, so that even one that changes something can be sent again.
    #[must_use]
    pub const fn before_sending(mut self) -> Self {
        self.nothing_sent = true;
        self
    }

    /// Says that the request may have been sent after all, so that one that changes something is not sent again.
    #[must_use]
    pub const fn perhaps_sent(mut self) -> Self {
        self.nothing_sent = false;
        self
    }

    /// What kind of failure it was.
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
            TransportErrorKind::Other => "the request could not be sent or its response not be received",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
