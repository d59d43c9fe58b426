//! Credentials and their `Authorization` header.
//!
//! The header is made anew for each request, so the only long-lived copy of the secret is one that cannot be printed and that
//! is wiped when dropped.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use crate::error::config_error::ConfigError;

const BASIC: &str = "Basic ";

/// User name and password for HTTP Basic authentication. `Debug` does not show the password.
#[derive(Clone)]
pub struct Credentials {
    user: Box<str>,
    secret: SecretString,
}

impl Credentials {
    /// An Account SID and its auth token, which have full access to the account.
    pub fn auth_token(account_sid: impl Into<String>, auth_token: impl Into<SecretString>) -> Self {
        Self { user: account_sid.into().into(), secret: auth_token.into() }
    }

    /// An API key (`SK…`) and its secret. Twilio recommends API keys for production, because each can be revoked on its own.
    pub fn api_key(key_sid: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self { user: key_sid.into().into(), secret: secret.into() }
    }

    /// The Account SID or the SID of the API key. Neither is secret.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Checks that the credentials can be sent.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let is_valid = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_valid(&self.user) || self.user.contains(':') {
            return Err(ConfigError::Invalid(
                "an Account SID or API key must not be empty or hold spaces, colons or control characters",
            ));
        }
        if !is_valid(self.secret.expose_secret()) {
            return Err(ConfigError::Invalid(
                "an auth token or API secret must not be empty or hold spaces or control characters",
            ));
        }
        Ok(())
    }

    /// The `Authorization` header, marked as sensitive so that neither `http` nor a transport prints it.
    pub(crate) fn header(&self) -> Result<HeaderValue, ConfigError> {
        let secret = self.secret.expose_secret();
        // Neither text grows, which would leave a copy behind that is not wiped.
        let mut pair = Zeroizing::new(String::with_capacity(self.user.len() + 1 + secret.len()));
        for part in [&*self.user, ":", secret] {
            pair.push_str(part);
        }
        let mut text = Zeroizing::new(String::with_capacity(BASIC.len() + pair.len().div_ceil(3) * 4));
        text.push_str(BASIC);
        STANDARD.encode_string(pair.as_bytes(), &mut text);
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
    fn credentials_that_cannot_be_sent_are_rejected_and_not_repeated() {
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
