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
#[cfg_attr(
    not(feature = "rustls"),
    expect(unused_variables, reason = "native-tls has no type of its own here")
)]
fn is_tls_cause(error: &(dyn std::error::Error + 'static)) -> bool {
    #[cfg(feature = "rustls")]
    {
        let mut cause = error;
        // An error of IO does not name what it wraps as its source.
        while let Some(inner) = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            cause = inner;
        }
        cause.is::<rustls::Error>()
    }
    #[cfg(not(feature = "rustls"))]
    false
}
