//! The base URL of an API, to which the path of a request can simply be appended.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::scalars::literals::not_a_base_url;

/// The base URL of an API, such as `https://flex-api.twilio.com` or `http://localhost:4010/prefix`.
///
/// It has the scheme `http` or `https`, a host, and optionally a port and a path prefix. It has no trailing slash, no user
/// information, no query and no fragment. It is kept exactly as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(Cow<'static, str>);

impl BaseUrl {
    /// Checks a literal. In a constant, a malformed one is a compile error.
    ///
    /// # Panics
    /// When `url` is malformed. Use [`parse`](Self::parse) for URLs known only at run time.
    #[track_caller]
    pub const fn from_static(url: &'static str) -> Self {
        match fault(url.as_bytes()) {
            None => Self(Cow::Borrowed(url)),
            Some(fault) => not_a_base_url(fault.sentence()),
        }
    }

    /// Checks `url`. Nothing is trimmed or normalised.
    ///
    /// # Errors
    /// When `url` is malformed. The error says how, but does not repeat `url`, which may contain credentials.
    pub fn parse(url: &str) -> Result<Self, ParseBaseUrlError> {
        match fault(url.as_bytes()) {
            None => Ok(Self(Cow::Owned(url.to_owned()))),
            Some(fault) => Err(ParseBaseUrlError { fault }),
        }
    }

    /// The URL, without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for BaseUrl {
    type Err = ParseBaseUrlError;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        Self::parse(url)
    }
}

impl TryFrom<&str> for BaseUrl {
    type Error = ParseBaseUrlError;

    fn try_from(url: &str) -> Result<Self, Self::Error> {
        Self::parse(url)
    }
}

/// A string that is not a valid [`BaseUrl`]. Says why, without repeating the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseBaseUrlError {
    fault: Fault,
}

impl fmt::Display for ParseBaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.fault.sentence())
    }
}

impl Error for ParseBaseUrlError {}

/// What is wrong with a base URL, in the order of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Scheme,
    UserInfo,
    Host,
    Port,
    QueryOrFragment,
    TrailingSlash,
    Path,
}

impl Fault {
    const fn sentence(self) -> &'static str {
        match self {
            Self::Scheme => "a base URL starts with `https://` or `http://`",
            Self::UserInfo => "a base URL must not hold user information; give credentials to the client",
            Self::Host => {
                "a base URL needs a host of letters, digits, `.`, `-` and `_`, or an IPv6 address in brackets"
            }
            Self::Port => "the port of a base URL is a number from 1 to 65535",
            Self::QueryOrFragment => "a base URL must not have a query or a fragment",
            Self::TrailingSlash => "a base URL must not end with a slash",
            Self::Path => "the path of a base URL must be percent-encoded and free of empty and dot segments",
        }
    }
}

/// The first thing that is wrong with `url`, if any.
const fn fault(url: &[u8]) -> Option<Fault> {
    let Some(start) = scheme_end(url) else {
        return Some(Fault::Scheme);
    };
    let mut end = start;
    while end < url.len() && !matches!(url[end], b'/' | b'?' | b'#') {
        if url[end] == b'@' {
            return Some(Fault::UserInfo);
        }
        end += 1;
    }
    if let Some(fault) = authority_fault(url, start, end) {
        return Some(fault);
    }
    path_fault(url, end)
}

/// Where the authority starts.
const fn scheme_end(url: &[u8]) -> Option<usize> {
    if starts_with(url, b"https://") {
        Some(8)
    } else if starts_with(url, b"http://") {
        Some(7)
    } else {
        None
    }
}

/// Whether `url` starts with `prefix`, ignoring case as schemes do.
const fn starts_with(url: &[u8], prefix: &[u8]) -> bool {
    match url.split_at_checked(prefix.len()) {
        Some((start, _)) => start.eq_ignore_ascii_case(prefix),
        None => false,
    }
}

const fn authority_fault(url: &[u8], start: usize, end: usize) -> Option<Fault> {
    let mut at = start;
    if at < end && url[at] == b'[' {
        at += 1;
        while at < end && (url[at].is_ascii_hexdigit() || matches!(url[at], b':' | b'.')) {
            at += 1;
        }
        if at == start + 1 || at == end || url[at] != b']' {
            return Some(Fault::Host);
        }
        at += 1;
    } else {
        while at < end && (url[at].is_ascii_alphanumeric() || matches!(url[at], b'.' | b'-' | b'_')) {
            at += 1;
        }
    }
    if at == start {
        return Some(Fault::Host);
    }
    if at == end {
        return None;
    }
    if url[at] == b':' { port_fault(url, at + 1, end) } else { Some(Fault::Host) }
}

const fn port_fault(url: &[u8], start: usize, end: usize) -> Option<Fault> {
    let mut port: u32 = 0;
    let mut at = start;
    while at < end {
        // Checked before each digit, so that `port` cannot overflow.
        if !url[at].is_ascii_digit() || port > 65_535 {
            return Some(Fault::Port);
        }
        port = port * 10 + (url[at] - b'0') as u32;
        at += 1;
    }
    if 1 <= port && port <= 65_535 { None } else { Some(Fault::Port) }
}

const fn path_fault(url: &[u8], start: usize) -> Option<Fault> {
    let mut at = start;
    let mut segment = start;
    while at < url.len() {
        match url[at] {
            b'?' | b'#' => return Some(Fault::QueryOrFragment),
            b'/' => {
                if at > start && is_empty_or_dots(url, segment, at) {
                    return Some(Fault::Path);
                }
                segment = at + 1;
            }
            b'%' if at + 2 < url.len()
                && url[at + 1].is_ascii_hexdigit()
                && url[at + 2].is_ascii_hexdigit() => {}
            byte if is_path_byte(byte) => {}
            _ => return Some(Fault::Path),
        }
        at += 1;
    }
    if start < url.len() && url[url.len() - 1] == b'/' {
        Some(Fault::TrailingSlash)
    } else if start < url.len() && is_empty_or_dots(url, segment, url.len()) {
        Some(Fault::Path)
    } else {
        None
    }
}

/// Whether a segment is empty, `.` or `..`.
const fn is_empty_or_dots(url: &[u8], start: usize, end: usize) -> bool {
    match end - start {
        0 => true,
        1 => url[start] == b'.',
        2 => url[start] == b'.' && url[start + 1] == b'.',
        _ => false,
    }
}

/// Whether RFC 3986 allows `byte` in a segment unencoded (`pchar` without `pct-encoded`).
const fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')')
        || matches!(byte, b'*' | b'+' | b',' | b';' | b'=' | b':' | b'@')
}

#[cfg(test)]
mod tests;
