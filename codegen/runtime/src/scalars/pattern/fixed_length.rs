//! Matchers for patterns of fixed length, which SIDs have: one for run time, and one for constants.
//!
//! At run time, no loop over bytes has an early exit, so LLVM compiles a loop over constant ranges to a few vector instructions.
//! The compiler evaluates a constant step by step, and there a `match` on each byte takes the fewest steps.

/// The two matchers of a SID type, as associated functions: `__fixed_length_matchers!(4, b"UN", [[b'0'..=b'9']; 2])`.
#[doc(hidden)]
#[macro_export]
macro_rules! __fixed_length_matchers {
    ($length:literal, $($segment:tt),+) => {
        const fn matches(text: &[u8; $length]) -> bool {
            let at = 0;
            $(let at = $crate::__fixed_length_segment!(at_run_time, text, at, $segment);)+
            at == $length
        }

        const fn matches_in_constant(text: &[u8; $length]) -> bool {
            let at = 0;
            $(let at = $crate::__fixed_length_segment!(in_constant, text, at, $segment);)+
            at == $length
        }
    };
}

/// Returns `false` from the matcher around it if the text does not have this segment, else the position after the segment.
#[doc(hidden)]
#[macro_export]
macro_rules! __fixed_length_segment {
    (at_run_time, $text:ident, $at:ident, [[$($low:literal..=$high:literal),* $(,)?]; $count:literal]) => {{
        if !$crate::ascii::repeated($text, $at, $count, &[$(($low, $high)),*]) {
            return false;
        }
        $at + $count
    }};
    (at_run_time, $text:ident, $at:ident, $expected:literal) => {{
        if !$crate::ascii::literal($text, $at, $expected) {
            return false;
        }
        $at + $expected.len()
    }};
    // A class without characters matches none.
    (in_constant, $text:ident, $at:ident, [[]; $count:literal]) => {{
        let _ = $text;
        if $count > 0 {
            return false;
        }
        $at
    }};
    (in_constant, $text:ident, $at:ident, [[$($low:literal..=$high:literal),+ $(,)?]; $count:literal]) => {{
        let end = $at + $count;
        let mut at = $at;
        while at < end {
            if !::core::matches!($text[at], $($low..=$high)|+) {
                return false;
            }
            at += 1;
        }
        end
    }};
    (in_constant, $text:ident, $at:ident, $expected:literal) => {{
        let mut i = 0;
        while i < $expected.len() {
            if $text[$at + i] != $expected[i] {
                return false;
            }
            i += 1;
        }
        $at + $expected.len()
    }};
}

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

    struct Pattern;

    impl Pattern {
        crate::__fixed_length_matchers!(6, b"U", [[b'0'..=b'9', b'a'..=b'f']; 3], b"-N");
    }

    #[test]
    fn both_matchers_agree() {
        for at in 0..6 {
            for byte in 0..=u8::MAX {
                let mut text = *b"U09f-N";
                text[at] = byte;
                let expected = match at {
                    0 => byte == b'U',
                    1..=3 => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
                    4 => byte == b'-',
                    _ => byte == b'N',
                };
                assert_eq!(Pattern::matches(&text), expected, "{byte} at {at}");
                assert_eq!(Pattern::matches_in_constant(&text), expected, "{byte} at {at} in a constant");
            }
        }
    }
}
