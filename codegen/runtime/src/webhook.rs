//! Whether a request to a webhook comes from Twilio.
//!
//! In: the auth token, the address that Twilio called, what it sent, and the header `X-Twilio-Signature`. Out: a yes, or an
//! error. A wrong signature takes as long to refuse as one that is nearly right.

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
use subtle::ConstantTimeEq as _;

use crate::encoding::form_decode;

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "X-Twilio-Signature";

/// What came in the body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload<'a> {
    /// Nothing, as with `GET`.
    Empty,
    /// A form, `application/x-www-form-urlencoded`, as it came. Its names and values are a part of what is signed.
    Form(&'a str),
    /// Anything else, such as JSON, as it came. The address holds its hash, `bodySHA256`.
    Raw(&'a [u8]),
}

/// Checks that Twilio made a request.
///
/// `url` is the whole address as Twilio knows it, with the query: behind a proxy, that is not the address that the server
/// sees. `auth_token` is that of the account, even where requests to Twilio use API keys.
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
/// [`SignatureError`], which does not say more: whoever sent the request should not learn what was wrong.
pub fn verify(
    auth_token: &SecretString,
    signature: &str,
    url: &str,
    payload: Payload<'_>,
) -> Result<(), SignatureError> {
    let (text, is_whole) = match payload {
        Payload::Empty => (String::new(), true),
        Payload::Form(form) => (sorted(form).ok_or(SignatureError { _private: () })?, true),
        Payload::Raw(body) => (String::new(), has_hash_of(url, body)),
    };
    // Both are computed in any case, so that the time does not tell which one it was.
    let signed = [with_port(url), without_port(url)].map(|url| is_signed(auth_token, signature, &url, &text));
    if is_whole && (signed[0] | signed[1]) { Ok(()) } else { Err(SignatureError { _private: () }) }
}

/// A request that Twilio did not make, or not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureError {
    _private: (),
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signature does not fit the request")
    }
}

impl Error for SignatureError {}

fn is_signed(auth_token: &SecretString, signature: &str, url: &str, text: &str) -> bool {
    // Anybody can sign with nothing.
    if auth_token.expose_secret().is_empty() {
        return false;
    }
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(auth_token.expose_secret().as_bytes()) else {
        return false;
    };
    mac.update(url.as_bytes());
    mac.update(text.as_bytes());
    let expected = STANDARD.encode(mac.finalize().into_bytes());
    expected.as_bytes().ct_eq(signature.as_bytes()).into()
}

/// Names and values of a form, in the order in which they are signed: by name, then value, each pair once.
fn sorted(form: &str) -> Option<String> {
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

/// Whether the query of `url` has the hash of `body`.
fn has_hash_of(url: &str, body: &[u8]) -> bool {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    let Some(hash) = query.split('&').find_map(|pair| pair.strip_prefix("bodySHA256=")) else { return false };
    let expected: String = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
    expected.as_bytes().ct_eq(hash.to_ascii_lowercase().as_bytes()).into()
}

/// The authority of `url`: where it stands, and its usual port.
fn authority(url: &str) -> Option<(std::ops::Range<usize>, &'static str)> {
    let (scheme, rest) = url.split_once("://")?;
    let port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let start = scheme.len() + 3;
    let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some((start..start + length, port))
}

/// `url` with a port: its own, or the usual one.
fn with_port(url: &str) -> Cow<'_, str> {
    match authority(url) {
        Some((place, usual)) if port(&url[place.clone()]).is_none() => {
            let (before, after) = url.split_at(place.end);
            Cow::Owned(format!("{before}{usual}{after}"))
        }
        _ => Cow::Borrowed(url),
    }
}

/// `url` without a port.
fn without_port(url: &str) -> Cow<'_, str> {
    let place = authority(url).map(|(place, _)| place);
    match place.as_ref().and_then(|place| Some((place, port(&url[place.clone()])?))) {
        Some((place, port)) => Cow::Owned(format!("{}{}", &url[..place.end - port.len()], &url[place.end..])),
        None => Cow::Borrowed(url),
    }
}

/// The port of an authority, with its colon.
fn port(authority: &str) -> Option<&str> {
    let at = authority.rfind(':')?;
    let port = &authority[at..];
    port[1..].bytes().all(|byte| byte.is_ascii_digit()).then_some(port)
}

#[cfg(test)]
mod tests;
