//! Errors of `ureq`, without the URL that some of them contain.

use std::error::Error as StdError;
use std::io;

use ureq::{Error, Timeout};

use crate::client::transport::tls;
use crate::client::transport::ureq::connect::NotConnected;
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// Converts an error. Unless there was no connection, it is unknown whether the request was sent.
pub(super) fn transport_error(error: Error) -> TransportError {
    let of = TransportError::new;
    match error {
        Error::Other(error) => match error.downcast::<NotConnected>() {
            Ok(not_connected) => connect_error(not_connected.0),
            Err(error) => of(TransportErrorKind::Other).with_source(error),
        },
        Error::BadUri(_) | Error::RequireHttpsOnly(_) => of(TransportErrorKind::Other).before_sending(),
        Error::TlsRequired => of(TransportErrorKind::Tls).with_source(error),
        Error::Timeout(_) => of(TransportErrorKind::Timeout).with_source(error),
        Error::Protocol(_) | Error::BodyStalled | Error::LargeResponseHeader(..) => {
            of(TransportErrorKind::Interrupted).with_source(error)
        }
        Error::Io(ref cause) if cause.kind() == io::ErrorKind::TimedOut => {
            of(TransportErrorKind::Timeout).with_source(error)
        }
        _ if is_tls(&error) => of(TransportErrorKind::Tls).perhaps_sent().with_source(error),
        Error::Io(error) => of(TransportErrorKind::Interrupted).with_source(error),
        other => of(TransportErrorKind::Other).with_source(other),
    }
}

/// Converts an error of making a connection. Nothing was sent.
fn connect_error(error: Error) -> TransportError {
    // The time for the whole attempt is over. The async client does not know either how far it got.
    if let Error::Timeout(Timeout::Global) = error {
        return TransportError::new(TransportErrorKind::Timeout).with_source(error);
    }
    let kind = match &error {
        Error::Timeout(_) => TransportErrorKind::Timeout,
        Error::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => TransportErrorKind::Timeout,
        error if is_tls(error) => TransportErrorKind::Tls,
        _ => TransportErrorKind::Connect,
    };
    let source: Box<dyn StdError + Send + Sync> = match error {
        Error::BadUri(_) => return TransportError::new(TransportErrorKind::Other).before_sending(),
        Error::Io(error) => error.into(),
        Error::Other(error) => error,
        error => error.into(),
    };
    TransportError::new(kind).before_sending().with_source(source)
}

fn is_tls(error: &Error) -> bool {
    match error {
        Error::Tls(_) | Error::TlsRequired => true,
        #[cfg(feature = "rustls")]
        Error::Rustls(_) => true,
        #[cfg(feature = "native-tls")]
        Error::NativeTls(_) => true,
        Error::Io(error) => tls::is_tls_cause(error),
        _ => false,
    }
}
