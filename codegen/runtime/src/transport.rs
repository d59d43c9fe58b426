//! The transports that are shipped.
//!
//! In: a request and its limits. Out: its response. No type of the HTTP clients below shows through, so that they can be
//! changed or updated without anybody noticing.

#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(all(feature = "rustls", not(feature = "native-tls"), any(feature = "reqwest", feature = "ureq")))]
mod tls;
#[cfg(feature = "ureq")]
pub(crate) mod ureq;

/// Whether an error is one of TLS, as far as its type tells.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
fn is_tls_cause(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = error;
    // An error of IO does not name what it wraps as its source.
    while let Some(inner) = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        cause = inner;
    }
    #[cfg(feature = "rustls")]
    if cause.is::<rustls::Error>() {
        return true;
    }
    #[cfg(feature = "native-tls")]
    if cause.is::<native_tls::Error>() {
        return true;
    }
    // Without either there is no TLS, and so no error of it.
    false
}
