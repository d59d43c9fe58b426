//! What both transports need of TLS.

#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
use std::sync::Arc;

#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
use rustls::crypto::CryptoProvider;

/// The cryptography of ring, which needs only a C compiler. It is passed to each configuration explicitly, because the
/// default of the process is up to the program.
#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// TLS 1.2 and 1.3, with the root certificates of the system.
#[cfg(all(feature = "rustls", not(feature = "native-tls"), feature = "reqwest"))]
pub(crate) fn client_config() -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls_platform_verifier::BuilderVerifierExt as _;

    Ok(rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth())
}

/// Whether an error is one of TLS, judging by its type.
pub(crate) fn is_tls_cause(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = error;
    // `source` of an IO error skips the error that it wraps.
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
    // Without either feature there is no TLS.
    false
}
