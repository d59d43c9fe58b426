//! Verifying that a webhook request comes from Twilio, by its `X-Twilio-Signature`, and reading the event that it reports.
//!
//! Signatures are compared in constant time.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use crate::encoding::form_decode;
use crate::response::decode::Decoded;
use crate::response::event::{self, Event, EventError};

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "X-Twilio-Signature";

/// The body of a webhook request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload<'a> {
    /// No body, as with `GET`.
    Empty,
    /// A form, `application/x-www-form-urlencoded`, still encoded. Its names and values are signed.
    Form(&'a str),
    /// Any other body, such as JSON. Its hash is in the query of the URL, as `bodySHA256`, which is signed.
    Raw(&'a [u8]),
}

/// Verifies the signature of a webhook request.
///
/// - `auth_token` is the auth token of the account, even if you use API keys for requests to Twilio.
/// - `signature` is the value of the header [`SIGNATURE_HEADER`].
/// - `url` is the complete URL that Twilio requested, including the query. Behind a proxy, your server may see another one.
///
/// See [Twilio's documentation](https://www.twilio.com/docs/usage/security#validating-requests).
///
/// ```
/// use flex_runtime::webhook::{Payload, verify};
///
/// let signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
/// let form = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
/// let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
/// verify(&"12345".into(), signature, url, Payload::Form(form))?;
/// assert!(verify(&"12346".into(), signature, url, Payload::Form(form)).is_err());
/// # Ok::<_, flex_runtime::webhook::SignatureError>(())
/// ```
///
/// # Errors
/// When the signature is invalid. The error does not say why, so that it cannot help an attacker.
pub fn verify<'a>(
    auth_token: &SecretString,
    signature: &str,
    url: &'a str,
    payload: Payload<'a>,
) -> Result<Verified<'a>, SignatureError> {
    let signature = STANDARD.decode(signature).map_err(|_| SignatureError { _private: () })?;
    let (params, body_matches) = match payload {
        Payload::Empty => (String::new(), true),
        Payload::Form(form) => (signed_params(form).ok_or(SignatureError { _private: () })?, true),
        Payload::Raw(body) => (String::new(), has_body_hash(url, body)),
    };
    // Twilio may sign the URL with or without the default port. Both are always computed, so the time is the same.
    let signed =
        [with_port(url), without_port(url)].map(|url| is_signed(auth_token, &signature, &url, &params));
    if body_matches && (signed[0] | signed[1]) {
        Ok(Verified { url, payload })
    } else {
        Err(SignatureError { _private: () })
    }
}

/// A request that was verified: only [`verify`] makes one.
///
/// `Debug` prints neither the URL nor the body, which may contain personal data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Verified<'a> {
    url: &'a str,
    payload: Payload<'a>,
}

impl<'a> Verified<'a> {
    /// The URL that Twilio requested.
    pub const fn url(&self) -> &'a str {
        self.url
    }

    /// The body.
    pub const fn payload(&self) -> Payload<'a> {
        self.payload
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified").finish_non_exhaustive()
    }
}

/// Reads the event that a verified request reports: from its form or, if it has no body, from the query of its URL.
///
/// # Errors
/// When the body is no form, or the form does not say which type of event it is.
pub fn event<E: Event>(request: &Verified<'_>) -> Result<Decoded<E>, EventError> {
    match request.payload {
        Payload::Empty => event::from_unverified_form(query(request.url)),
        Payload::Form(form) => event::from_unverified_form(form),
        Payload::Raw(_) => Err(EventError::no_form()),
    }
}

/// The signature of a webhook request is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureError {
    _private: (),
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signature does not match the request")
    }
}

impl Error for SignatureError {}

fn is_signed(auth_token: &SecretString, signature: &[u8], url: &str, params: &str) -> bool {
    // With an empty key, anybody could sign.
    if auth_token.expose_secret().is_empty() {
        return false;
    }
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(auth_token.expose_secret().as_bytes()) else {
        return false;
    };
    mac.update(url.as_bytes());
    mac.update(params.as_bytes());
    mac.verify_slice(signature).is_ok()
}

/// The names and values of a form as they are signed: sorted by name, then by value, without duplicates. `None` if the form
/// cannot be decoded.
fn signed_params(form: &str) -> Option<String> {
    let mut fields: BTreeMap<Cow<'_, str>, BTreeSet<Cow<'_, str>>> = BTreeMap::new();
    for pair in form_decode::pairs(form) {
        if pair.name_fault.is_some() {
            return None;
        }
        fields.entry(pair.name).or_default().insert(pair.value.ok()?);
    }
    let mut text = String::new();
    for (name, values) in &fields {
        for value in values {
            text.push_str(name);
            text.push_str(value);
        }
    }
    Some(text)
}

/// Whether the query of `url` contains the hash of `body`. Neither is secret, so the comparison need not take constant time.
fn has_body_hash(url: &str, body: &[u8]) -> bool {
    let Some(hash) = query(url).split('&').find_map(|pair| pair.strip_prefix("bodySHA256=")) else {
        return false;
    };
    let expected: String = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
    hash.eq_ignore_ascii_case(&expected)
}

/// The query of `url`, still encoded.
fn query(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or_default();
    url.split_once('?').map_or("", |(_, query)| query)
}

/// The range of the authority in `url`, and the default port of the scheme.
fn authority(url: &str) -> Option<(std::ops::Range<usize>, &'static str)> {
    let (scheme, rest) = url.split_once("://")?;
    let port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let start = scheme.len() + 3;
    let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some((start..start + length, port))
}

/// `url` with a port: its own, or the default one.
fn with_port(url: &str) -> Cow<'_, str> {
    match authority(url) {
        Some((range, default)) if port(&url[range.clone()]).is_none() => {
            let (before, after) = url.split_at(range.end);
            Cow::Owned(format!("{before}{default}{after}"))
        }
        _ => Cow::Borrowed(url),
    }
}

/// `url` without a port.
fn without_port(url: &str) -> Cow<'_, str> {
    let range = authority(url).map(|(range, _)| range);
    match range.as_ref().and_then(|range| Some((range, port(&url[range.clone()])?))) {
        Some((range, port)) => Cow::Owned(format!("{}{}", &url[..range.end - port.len()], &url[range.end..])),
        None => Cow::Borrowed(url),
    }
}

/// The port of an authority, including the colon.
fn port(authority: &str) -> Option<&str> {
    let at = authority.rfind(':')?;
    let port = &authority[at..];
    port[1..].bytes().all(|byte| byte.is_ascii_digit()).then_some(port)
}

#[cfg(test)]
mod tests;
