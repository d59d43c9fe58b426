//! Decoding `application/x-www-form-urlencoded`.
//!
//! This is stricter than the [WHATWG parser](https://url.spec.whatwg.org/#concept-urlencoded-parser), which accepts invalid
//! percent-encoding and replaces bytes that are not UTF-8. What has been validated must be what the server reads.

use std::borrow::Cow;

/// Why a name or a value cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// A `%` is not followed by two hexadecimal digits.
    Escape,
    /// The decoded bytes are not UTF-8.
    Utf8,
}

impl Malformed {
    /// What is wrong, to follow the name of a field in a message.
    pub(crate) const fn problem(self) -> &'static str {
        match self {
            Self::Escape => "has a `%` that two hexadecimal digits do not follow",
            Self::Utf8 => "is not UTF-8 after percent-decoding",
        }
    }
}

/// A pair `name=value` of a form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair<'a> {
    /// The name; still encoded if it cannot be decoded.
    pub(crate) name: Cow<'a, str>,
    /// Why the name cannot be decoded.
    pub(crate) name_fault: Option<Malformed>,
    pub(crate) value: Result<Cow<'a, str>, Malformed>,
}

/// Whether a form has more than `limit` pairs.
pub(crate) fn has_more_than(limit: usize, form: &str) -> bool {
    encoded_pairs(form).nth(limit).is_some()
}

/// The pairs of a form, not decoded. Empty pairs (`&&`) are skipped.
fn encoded_pairs(form: &str) -> impl Iterator<Item = &str> {
    form.split('&').filter(|pair| !pair.is_empty())
}

/// The pairs of a form, decoded. Without a `=` the value is empty.
pub(crate) fn pairs(form: &str) -> Vec<Pair<'_>> {
    encoded_pairs(form).map(decode_pair).collect()
}

fn decode_pair(pair: &str) -> Pair<'_> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let (name, name_fault) = match decode(name) {
        Ok(name) => (name, None),
        Err(fault) => (Cow::Borrowed(name), Some(fault)),
    };
    Pair { name, name_fault, value: decode(value) }
}

/// Decodes a name or a value.
fn decode(text: &str) -> Result<Cow<'_, str>, Malformed> {
    if !text.bytes().any(|byte| byte == b'%' || byte == b'+') {
        return Ok(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => hex_byte(bytes.next(), bytes.next()).ok_or(Malformed::Escape)?,
            other => other,
        });
    }
    String::from_utf8(decoded).map(Cow::Owned).map_err(|_| Malformed::Utf8)
}

/// The byte that two hexadecimal digits represent.
fn hex_byte(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::{Malformed, Pair, decode, pairs};
    use crate::encoding::form_encode::FormWriter;

    fn read(form: &str) -> Vec<(String, Result<String, Malformed>)> {
        let text = |pair: Pair<'_>| (pair.name.into_owned(), pair.value.map(Into::into));
        pairs(form).into_iter().map(text).collect()
    }

    #[test]
    fn splits_pairs() {
        let text = |value: &str| Ok(value.to_owned());
        let expected = [("A.b", "1"), ("C d", "e=f"), ("bare", ""), ("", "x"), ("", "")];
        let expected: Vec<_> =
            expected.into_iter().map(|(name, value)| (name.to_owned(), text(value))).collect();
        assert_eq!(read("&A.b=1&&C+d=e%3df&bare&=x&=&"), expected);
        assert_eq!(read(""), []);
    }

    #[test]
    fn decodes() {
        assert_eq!(decode("a+b%20c").unwrap(), "a b c");
        assert_eq!(decode("%e2%98%8E").unwrap(), "☎");
        assert_eq!(decode("☎%26").unwrap(), "☎&");
        assert_eq!(decode("%2B%25").unwrap(), "+%");
    }

    #[test]
    fn malformed_text_is_an_error() {
        for text in ["%", "%4", "%zz", "%4z", "%z4", "%4g", "%g4", "a%", "%%20", "%+1", "%☎☎"] {
            assert_eq!(decode(text), Err(Malformed::Escape), "{text}");
        }
        for text in ["%FF", "%E2%98", "%C0%80", "%ED%A0%80"] {
            assert_eq!(decode(text), Err(Malformed::Utf8), "{text}");
        }
        let pair = &pairs("a%=b")[0];
        assert_eq!((pair.name.as_ref(), pair.name_fault), ("a%", Some(Malformed::Escape)));
    }

    #[test]
    fn decodes_what_the_writer_encodes() {
        let every_ascii: String = (0..128_u8).map(char::from).collect();
        let every_width = "\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}\u{10ffff}";
        for value in [every_ascii.as_str(), every_width, "", " ", "+", "%", "a=b&c"] {
            let mut form = FormWriter::new();
            form.field("Name", Some(value));
            assert_eq!(read(form.as_str()), [("Name".to_owned(), Ok(value.to_owned()))]);
        }
    }

    #[test]
    fn every_encoded_byte_is_decoded_or_an_error() {
        for byte in 0..=u8::MAX {
            let expected = str::from_utf8(&[byte]).map(ToOwned::to_owned).map_err(|_| Malformed::Utf8);
            assert_eq!(decode(&format!("%{byte:02x}")).map(Into::into), expected, "{byte}");
        }
    }
}
