//! Percent-encoding, and the `+` of forms.
//!
//! Runs of bytes that need no encoding are copied at once, because nearly every value is a single such run.

/// How each byte is encoded.
pub(crate) struct EncodeSet([ByteEncoding; 256]);

#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteEncoding {
    Unchanged,
    Plus,
    Percent,
}

/// For `application/x-www-form-urlencoded`, as the
/// [WHATWG](https://url.spec.whatwg.org/#application-x-www-form-urlencoded-percent-encode-set) defines it.
pub(crate) static FORM: EncodeSet = EncodeSet::all_except(b"*-._").plus_for_space();

/// For a segment of a path: everything but the unreserved characters of
/// [RFC 3986, section 2.3](https://datatracker.ietf.org/doc/html/rfc3986#section-2.3) is encoded.
pub(crate) static PATH_SEGMENT: EncodeSet = EncodeSet::all_except(b"-._~");

/// How many bytes are compared at once: the width of a vector register on every common machine.
const BLOCK: usize = 16;

impl EncodeSet {
    /// Percent-encodes everything except ASCII letters, digits and `marks`.
    const fn all_except(marks: &[u8]) -> Self {
        let mut table = [ByteEncoding::Percent; 256];
        let mut byte = 0;
        while byte < 128 {
            #[expect(clippy::cast_possible_truncation, reason = "below 128")]
            if (byte as u8).is_ascii_alphanumeric() {
                table[byte] = ByteEncoding::Unchanged;
            }
            byte += 1;
        }
        let mut i = 0;
        while i < marks.len() {
            table[marks[i] as usize] = ByteEncoding::Unchanged;
            i += 1;
        }
        Self(table)
    }

    const fn plus_for_space(mut self) -> Self {
        self.0[b' ' as usize] = ByteEncoding::Plus;
        self
    }

    /// Appends `text` to `out`, encoded.
    pub(crate) fn encode(&self, text: &str, out: &mut String) {
        // SIDs and many names are alphanumeric throughout. Whole blocks of such bytes need no table, and LLVM compares them
        // with vector instructions.
        let (blocks, _) = text.as_bytes().as_chunks::<BLOCK>();
        let plain = blocks
            .iter()
            .take_while(|block| block.iter().fold(true, |all, byte| all & byte.is_ascii_alphanumeric()));
        let (start, mut rest) = text.split_at(plain.count() * BLOCK);
        out.push_str(start);
        loop {
            let Some(position) =
                rest.bytes().position(|byte| self.0[usize::from(byte)] != ByteEncoding::Unchanged)
            else {
                out.push_str(rest);
                return;
            };
            // Unchanged bytes are ASCII, so the run ends at a character boundary and a whole character follows.
            let (run, other) = rest.split_at(position);
            out.push_str(run);
            let end = other.chars().next().map_or(other.len(), char::len_utf8);
            let (character, after) = other.split_at(end);
            for byte in character.bytes() {
                match self.0[usize::from(byte)] {
                    ByteEncoding::Plus => out.push('+'),
                    ByteEncoding::Unchanged | ByteEncoding::Percent => out.push_str(percent(byte)),
                }
            }
            rest = after;
        }
    }
}

/// `%00%01…%FF`.
static TRIPLETS: [u8; 3 * 256] = {
    let digits = b"0123456789ABCDEF";
    let mut triplets = [b'%'; 3 * 256];
    let mut byte = 0;
    while byte < 256 {
        triplets[3 * byte + 1] = digits[byte >> 4];
        triplets[3 * byte + 2] = digits[byte & 15];
        byte += 1;
    }
    triplets
};

static TRIPLETS_TEXT: &str = match str::from_utf8(&TRIPLETS) {
    Ok(text) => text,
    Err(_) => "",
};

/// The encoding of one byte, such as `%2F`.
fn percent(byte: u8) -> &'static str {
    let start = 3 * usize::from(byte);
    TRIPLETS_TEXT.get(start..start + 3).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{FORM, PATH_SEGMENT};

    fn form(text: &str) -> String {
        let mut out = String::new();
        FORM.encode(text, &mut out);
        out
    }

    fn segment(text: &str) -> String {
        let mut out = String::new();
        PATH_SEGMENT.encode(text, &mut out);
        out
    }

    #[test]
    fn form_vectors() {
        assert_eq!(form("a b"), "a+b");
        assert_eq!(form("☎"), "%E2%98%8E");
        assert_eq!(form("a&b=c+d"), "a%26b%3Dc%2Bd");
        assert_eq!(form("x.y-z_*"), "x.y-z_*");
        assert_eq!(form("~!'()/?#%"), "%7E%21%27%28%29%2F%3F%23%25");
        assert_eq!(form("\0\r\n\u{7f}"), "%00%0D%0A%7F");
        assert_eq!(form("😀é x"), "%F0%9F%98%80%C3%A9+x");
        assert_eq!(form(""), "");
    }

    #[test]
    fn segment_vectors() {
        assert_eq!(segment("a b"), "a%20b");
        assert_eq!(segment("a/b?c#d"), "a%2Fb%3Fc%23d");
        assert_eq!(segment("-._~"), "-._~");
        assert_eq!(segment("*+:@"), "%2A%2B%3A%40");
        assert_eq!(segment("%2F"), "%252F");
    }

    #[test]
    fn every_ascii_byte_is_unchanged_or_encoded() {
        for byte in 0..128_u8 {
            let text = char::from(byte).to_string();
            let encoded = format!("%{byte:02X}");
            let unchanged = byte.is_ascii_alphanumeric();
            let expected_form = match byte {
                b' ' => "+",
                b'*' | b'-' | b'.' | b'_' => &text,
                _ if unchanged => &text,
                _ => &encoded,
            };
            let expected_segment = if unchanged || b"-._~".contains(&byte) { &text } else { &encoded };
            assert_eq!(form(&text), *expected_form);
            assert_eq!(segment(&text), *expected_segment);
        }
    }
}
