//! The building blocks of generated matchers for patterns of fixed length.
//!
//! Everything is `const`, so the same matcher checks literals at compile time. No loop over bytes has an early exit, so LLVM
//! compiles a loop over constant ranges to a few vector instructions.

/// Whether `text` has the bytes of `expected`, starting at byte `at`.
#[inline]
pub const fn literal<const N: usize, const L: usize>(text: &[u8; N], at: usize, expected: &[u8; L]) -> bool {
    if at > N || N - at < L {
        return false;
    }
    let mut same = true;
    let mut i = 0;
    while i < L {
        same &= text[at + i] == expected[i];
        i += 1;
    }
    same
}

/// Whether each of the `count` bytes of `text` from byte `at` on is in one of the `ranges`. Ranges are inclusive, and their
/// first byte is not above their last.
#[inline]
pub const fn repeated<const N: usize, const R: usize>(
    text: &[u8; N],
    at: usize,
    count: usize,
    ranges: &[(u8, u8); R],
) -> bool {
    if at > N || N - at < count {
        return false;
    }
    let mut all = true;
    let mut i = 0;
    while i < count {
        let byte = text[at + i];
        let mut any = false;
        let mut r = 0;
        while r < R {
            let (low, high) = ranges[r];
            // A single comparison, which vector instructions have as well: below `low`, the difference wraps around.
            any |= byte.wrapping_sub(low) <= high.wrapping_sub(low);
            r += 1;
        }
        all &= any;
        i += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{literal, repeated};

    const HEX: [(u8, u8); 3] = [(b'0', b'9'), (b'A', b'F'), (b'a', b'f')];

    #[test]
    fn literal_compares_in_place() {
        assert!(literal(b"xFOx", 1, b"FO"));
        assert!(literal(b"FO", 2, b""));
        assert!(!literal(b"xFOx", 0, b"FO"));
        assert!(!literal(b"XO", 0, b"FO"), "the first byte counts");
        assert!(!literal(b"FX", 0, b"FO"), "the last byte counts");
        assert!(!literal(b"xFOx", 3, b"xx"), "runs past the end");
        assert!(!literal(b"xFOx", usize::MAX, b"FO"), "must not overflow");
    }

    #[test]
    fn repeated_checks_every_byte_against_every_range() {
        for byte in 0..=u8::MAX {
            let expected = byte.is_ascii_hexdigit();
            assert_eq!(repeated(&[byte], 0, 1, &HEX), expected, "{byte}");
            assert_eq!(repeated(&[b'0', byte, b'f'], 0, 3, &HEX), expected, "{byte} in the middle");
            assert_eq!(repeated(&[b'0', b'f', byte], 0, 3, &HEX), expected, "{byte} at the end");
        }
    }

    #[test]
    fn repeated_stays_within_the_text() {
        assert!(repeated(b"ab", 2, 0, &HEX));
        assert!(!repeated(b"ab", 1, 2, &HEX));
        assert!(!repeated(b"ab", usize::MAX, 2, &HEX));
        assert!(!repeated(b"ab", 0, 1, &[]), "no range, no match");
    }
}
