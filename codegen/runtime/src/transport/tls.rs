//! What both transports need of rustls: the cryptography of ring, which needs no more than a C compiler.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;

/// The provider, given to each configuration by hand: the default of the process belongs to the program.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// TLS 1.2 and 1.3, with the certificates that the system trusts.
#[cfg(feature = "reqwest")]
pub(crate) fn client_config() -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls_platform_verifier::BuilderVerifierExt as _;

    Ok(rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth())
}
