//! Deterministic finite automata: the matchers for patterns without a fixed length.
//!
//! The generator turns a pattern into a transition table. Matching takes one step per character and does not allocate. It is
//! `const`, so the same matcher checks literals at compile time.

/// A deterministic finite automaton over characters, with a table of `L` transitions.
///
/// A state is represented by the position of its row in the table. The first state is dead: no transition leaves it. The
/// accepting states come last.
#[derive(Debug)]
pub struct Automaton<const L: usize> {
    /// The class of each ASCII character. The second half is unused.
    ascii: [u8; 256],
    /// The other characters, as ranges of one class: the first character of each range and the class, in ascending order from
    /// U+0080 on.
    non_ascii: &'static [(char, u8)],
    transitions: [u16; L],
    start: u16,
    first_accepting: u16,
}

impl<const L: usize> Automaton<L> {
    /// An automaton with a row of transitions for each state.
    ///
    /// - `ascii`: ranges of ASCII characters as (first, last, class). Characters in none of them have class 0.
    /// - `non_ascii`: ranges of the other characters as (first, class), in ascending order from U+0080 on.
    /// - `rows`: for each state the number of the next state, by class. A number is one byte, or with more than 256 states
    ///   two, the lower one first.
    /// - `start`, `first_accepting`: the numbers of the start state and of the first accepting state.
    ///
    /// # Panics
    /// When the parts do not fit together. Generated code makes constants, where that is a compile error.
    pub const fn new(
        ascii: &[(u8, u8, u8)],
        non_ascii: &'static [(char, u8)],
        rows: &[&[u8]],
        start: u16,
        first_accepting: u16,
    ) -> Self {
        let mut transitions = [0; L];
        let width = fill(&mut transitions, rows);
        Self {
            ascii: classes(ascii),
            non_ascii,
            transitions,
            start: start * width,
            first_accepting: first_accepting * width,
        }
    }

    /// Whether the automaton accepts `text`, which is UTF-8.
    pub const fn matches(&self, text: &[u8]) -> bool {
        let mut state = self.start;
        // Slice patterns take fewer steps than indexes where the compiler evaluates a literal.
        let mut rest = text;
        while let [byte, others @ ..] = rest {
            let class = if *byte < 0x80 {
                rest = others;
                self.ascii[*byte as usize]
            } else {
                let (code_point, others) = decode(*byte, others);
                rest = others;
                class(self.non_ascii, code_point)
            };
            state = self.transitions[state as usize + class as usize];
            if state == 0 {
                return false;
            }
        }
        state >= self.first_accepting
    }
}

/// The code point of the character whose first byte is `first`, and what follows it. For bytes that are not UTF-8, an arbitrary
/// code point.
const fn decode(first: u8, mut rest: &[u8]) -> (u32, &[u8]) {
    let (mut code_point, mut more) = match first {
        0xf0.. => (first as u32 & 0x07, 3),
        0xe0.. => (first as u32 & 0x0f, 2),
        _ => (first as u32 & 0x1f, 1),
    };
    while more > 0
        && let [byte, others @ ..] = rest
    {
        code_point = code_point << 6 | (*byte & 0x3f) as u32;
        rest = others;
        more -= 1;
    }
    (code_point, rest)
}

/// The class of a code point beyond ASCII: that of the last range that starts at or before it.
const fn class(ranges: &[(char, u8)], code_point: u32) -> u8 {
    let (mut low, mut high) = (0, ranges.len());
    while low + 1 < high {
        let middle = low.midpoint(high);
        if ranges[middle].0 as u32 <= code_point {
            low = middle;
        } else {
            high = middle;
        }
    }
    if ranges.is_empty() { 0 } else { ranges[low].1 }
}

/// The class of each byte.
const fn classes(ranges: &[(u8, u8, u8)]) -> [u8; 256] {
    let mut classes = [0; 256];
    let mut r = 0;
    while r < ranges.len() {
        let (first, last, class) = ranges[r];
        let mut byte = first as usize;
        while byte <= last as usize {
            classes[byte] = class;
            byte += 1;
        }
        r += 1;
    }
    classes
}

/// Writes the rows one after the other, each number as the position of a row, and returns the length of a row.
#[expect(clippy::cast_possible_truncation, reason = "the generator makes far fewer than 65,536 transitions")]
const fn fill(transitions: &mut [u16], rows: &[&[u8]]) -> u16 {
    // With more than 256 states, a number takes two bytes.
    let bytes = if rows.len() > 256 { 2 } else { 1 };
    let width = rows[0].len() / bytes;
    let mut at = 0;
    while at < width * rows.len() {
        let (row, column) = (rows[at / width], at % width);
        let high = if bytes == 2 { row[2 * column + 1] as u16 } else { 0 };
        transitions[at] = (high << 8 | row[bytes * column] as u16) * width as u16;
        at += 1;
    }
    width as u16
}

#[cfg(test)]
mod tests {
    use super::Automaton;

    /// `^(ab)+$`: dead, before `a`, before `b`, accepting and before `a`.
    const ABAB: Automaton<12> = Automaton::new(
        &[(b'a', b'a', 1), (b'b', b'b', 2)],
        &[('\u{80}', 0)],
        &[b"\0\0\0", b"\0\x02\0", b"\0\0\x03", b"\0\x02\0"],
        1,
        3,
    );

    #[test]
    fn matching_follows_the_table() {
        const AT_COMPILE_TIME: bool = ABAB.matches(b"abab");
        assert_eq!([AT_COMPILE_TIME, ABAB.matches(b"aba")], [true, false]);
        for text in ["ab", "abab", "ababab"] {
            assert!(ABAB.matches(text.as_bytes()), "{text}");
        }
        for text in ["", "a", "b", "aba", "abb", "abab ", "\u{e9}ab", "ab\0"] {
            assert!(!ABAB.matches(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn state_numbers_above_255_take_two_bytes() {
        // A chain of 300 states, the last of which accepts, for `^a{299}$`.
        let rows: Vec<[u8; 4]> = (0..301_u16)
            .map(|state| {
                let next = if state == 0 || state == 300 { 0 } else { state + 1 };
                let [low, high] = next.to_le_bytes();
                [0, 0, low, high]
            })
            .collect();
        let rows: Vec<&[u8]> = rows.iter().map(<[u8; 4]>::as_slice).collect();
        let automaton = Automaton::<602>::new(&[(b'a', b'a', 1)], &[], &rows, 1, 300);
        for count in [0, 255, 256, 298, 300] {
            assert!(!automaton.matches("a".repeat(count).as_bytes()), "{count}");
        }
        assert!(automaton.matches("a".repeat(299).as_bytes()));
    }

    #[test]
    fn characters_beyond_ascii_have_the_class_of_their_range() {
        // `^[é-ü☎😀]+$`
        let others =
            [('\u{80}', 0), ('é', 1), ('ý', 0), ('☎', 1), ('\u{260f}', 0), ('😀', 1), ('😁', 0)].as_slice();
        let automaton =
            Automaton::<6>::new(&[], Vec::leak(others.to_vec()), &[b"\0\0", b"\0\x02", b"\0\x02"], 1, 2);
        for text in ["é", "ü", "☎", "😀", "éüêé☎😀"] {
            assert!(automaton.matches(text.as_bytes()), "{text}");
        }
        let wrong = [
            "", "e", "è", "ý", "\u{80}", "\u{7ff}", "\u{800}", "\u{260d}", "\u{260f}", "\u{ffff}", "😁", "é ",
        ];
        for text in wrong {
            assert!(!automaton.matches(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_do_not_panic() {
        for bytes in [&[0xff][..], &[0xc3], &[0xf0, 0x9f], &[0x80, 0x80], b"ab\xe2"] {
            assert!(!ABAB.matches(bytes));
        }
    }
}
