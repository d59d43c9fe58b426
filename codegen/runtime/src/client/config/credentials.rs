//! Who sends a request.
//!
//! In: an Account SID and its auth token, or an API key and its secret. Out: the `Authorization` header, made anew for
//! each request, so that the only copy that lives long is one that cannot be printed and is wiped when dropped.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use crate::error::config_error::ConfigError;

/// A pair for HTTP Basic authentication. `Debug` shows the first half only.
#[derive(Clone)]
pub struct Credentials {
    user: Box<str>,
    secret: SecretString,
}

impl Credentials {
    /// The Account SID and its auth token, which can do anything in the account.
    pub fn auth_token(account_sid: impl Into<String>, auth_token: impl Into<SecretString>) -> Self {
        Self { user: account_sid.into().into(), secret: auth_token.into() }
    }

    /// An API key (`SK…`) and its secret, which can be revoked on its own. Twilio recommends it for production.
    pub fn api_key(key_sid: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self { user: key_sid.into().into(), secret: secret.into() }
    }

    /// The Account SID or the SID of the API key, which are not secret.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Whether the pair can be sent at all.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let good = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !good(&self.user) || self.user.contains(':') {
            return Err(ConfigError::Invalid(
                "an Account SID or API key must not be empty or hold spaces, colons or control characters",
            ));
        }
        if !good(self.secret.expose_secret()) {
            return Err(ConfigError::Invalid(
                "an auth token or API secret must not be empty or hold spaces or control characters",
            ));
        }
        Ok(())
    }

    /// The header, marked so that neither `http` nor a transport prints it.
    pub(crate) fn header(&self) -> Result<HeaderValue, ConfigError> {
        let pair = Zeroizing::new(format!("{}:{}", self.user, self.secret.expose_secret()));
        let text = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
        let mut header = HeaderValue::from_str(&text)
            .map_err(|_| ConfigError::Invalid("the credentials cannot be put into a header"))?;
        header.set_sensitive(true);
        Ok(header)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Credentials;

    #[test]
    fn the_header_is_basic_and_hidden() {
        let header = Credentials::auth_token("Aladdin", "open-sesame").header().unwrap();
        assert_eq!(header.to_str().unwrap(), "Basic QWxhZGRpbjpvcGVuLXNlc2FtZQ==");
        assert!(header.is_sensitive());
        assert_eq!(format!("{header:?}"), "Sensitive");
    }

    #[test]
    fn what_cannot_be_sent_is_refused_without_being_repeated() {
        assert!(Credentials::api_key("SK1", "s:ecret").check().is_ok(), "only the user may not hold a colon");
        for (user, secret) in [("", "x"), ("AC1", ""), ("A:C", "x"), ("AC1", "hush\n"), ("AC1", "hush hush")]
        {
            let credentials = Credentials::auth_token(user, secret);
            let error = credentials.check().unwrap_err().to_string();
            assert!(!error.contains("hush"), "{error}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!("{:?}", Credentials::api_key("SK1", "hush"));
        assert_eq!(shown, r#"Credentials { user: "SK1", .. }"#);
    }
}
