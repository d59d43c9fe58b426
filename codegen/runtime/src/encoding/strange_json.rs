//! JSON that `serde_json` refuses although it has only one meaning.

use std::borrow::Cow;

/// The byte order mark of UTF-8, with which some servers begin a text.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a body with `read`, and if that fails, once more without what `serde_json` refuses.
///
/// A byte order mark is skipped. Bytes that are not UTF-8, and halves of surrogate pairs, become U+FFFD. A number that is too
/// large for a float becomes the largest one.
pub(crate) fn read<T, E>(body: &[u8], read: impl Fn(&str) -> Result<T, E>) -> Result<T, E> {
    let text = String::from_utf8_lossy(body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body));
    read(&text).or_else(|error| match repaired(&text) {
        Cow::Owned(text) => read(&text),
        Cow::Borrowed(_) => Err(error),
    })
}

/// JSON without halves of surrogate pairs and numbers that are too large. Borrowed if it has neither.
fn repaired(text: &str) -> Cow<'_, str> {
    let mut result = String::new();
    let (mut copied, mut at, mut in_string) = (0, 0, false);
    while let Some(byte) = text.as_bytes().get(at) {
        let rest = &text[at..];
        let (length, replacement) = match byte {
            b'"' => {
                in_string = !in_string;
                (1, None)
            }
            b'\\' => escape(rest),
            b'-' | b'0'..=b'9' if !in_string => number(rest),
            _ => (1, None),
        };
        if let Some(replacement) = replacement {
            result.push_str(&text[copied..at]);
            result.push_str(replacement);
            copied = at + length;
        }
        at += length;
        while at < text.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    result.push_str(&text[copied..]);
    Cow::Owned(result)
}

/// The length of the escape at the beginning of a text, and what to write instead, if it is half of a surrogate pair.
fn escape(text: &str) -> (usize, Option<&'static str>) {
    match unit(text) {
        None => (2, None),
        Some(0xD800..=0xDBFF) if matches!(text.get(6..).and_then(unit), Some(0xDC00..=0xDFFF)) => (12, None),
        Some(0xD800..=0xDFFF) => (6, Some(r"\ufffd")),
        Some(_) => (6, None),
    }
}

/// The UTF-16 unit of an escape such as `\u00e9` at the beginning of a text.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix(r"\u")?.get(..4)?, 16).ok()
}

/// The length of the number at the beginning of a text, and what to write instead, if it is too large.
fn number(text: &str) -> (usize, Option<&'static str>) {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let length = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let replacement = match text[..length].parse() {
        Ok(f64::INFINITY) => Some("1.7976931348623157e308"),
        Ok(f64::NEG_INFINITY) => Some("-1.7976931348623157e308"),
        _ => None,
    };
    (length, replacement)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    fn read(body: &[u8]) -> Option<Value> {
        super::read(body, |text| serde_json::from_str(text)).ok()
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(read(b"\xEF\xBB\xBF{}"), Some(json!({})));
        assert_eq!(read(b"\xEF\xBB\xBF\xEF\xBB\xBF{}"), None, "only one, and only at the beginning");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced() {
        assert_eq!(read(b"[\"a\xFFb\", \"\xE2\x98\"]"), Some(json!(["a\u{FFFD}b", "\u{FFFD}"])));
        assert_eq!(read(b"\xFF{}"), None);
    }

    #[test]
    fn halves_of_surrogate_pairs_are_replaced_and_pairs_are_kept() {
        for (text, expected) in [
            (r#""\ud800""#, "\u{FFFD}"),
            (r#""\uDC00x""#, "\u{FFFD}x"),
            (r#""\ud83d\ude00 \ud83d""#, "😀 \u{FFFD}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
            (r#""\ud800\n\u00e9☎""#, "\u{FFFD}\né☎"),
            (r#""\\ud800 \ud800 \"""#, "\\ud800 \u{FFFD} \""),
            (r#""\ud800\\""#, "\u{FFFD}\\"),
        ] {
            assert_eq!(read(text.as_bytes()), Some(expected.into()), "{text}");
        }
        assert_eq!(read(br#"{"\udfff": [{"a": "\ud800"}]}"#), Some(json!({"\u{FFFD}": [{"a": "\u{FFFD}"}]})));
    }

    #[test]
    fn numbers_that_are_too_large_are_the_largest() {
        let digits = "9".repeat(400);
        for (text, expected) in
            [("1e400", f64::MAX), ("-1E+999", f64::MIN), (&*digits, f64::MAX), ("\"1e400\"", 0.0)]
        {
            let value = read(format!("[{text}, \"\\ud800\"]").as_bytes()).unwrap();
            assert_eq!(value[0].as_f64().unwrap_or_default().total_cmp(&expected), std::cmp::Ordering::Equal);
        }
        assert_eq!(read(b"[18446744073709551616]"), Some(json!([18_446_744_073_709_551_616.0])));
    }

    #[test]
    fn what_is_not_json_stays_an_error() {
        for text in [
            "",
            "{",
            "\"\\ud800",
            "\\",
            "\"\\u",
            "\"\\ud8",
            "\\u☎☎",
            "[1e400",
            "-",
            "\"\\☎\\ud800\"",
            "1.2.3",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }
}
