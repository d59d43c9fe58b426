//! Strings with a pattern or a length, and the matchers for patterns.

/// An ASCII string of one fixed length that matches a pattern, as every Twilio SID is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// The pattern in the spec.
    pub(crate) source: String,
    /// In bytes, which are characters in ASCII.
    pub(crate) length: usize,
    pub(crate) matcher: Matcher,
}

/// How a pattern is matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Matcher {
    /// Segments that are matched one after the other, as for `^FO[0-9a-fA-F]{32}$`.
    Segments(Vec<Segment>),
    Dfa(Dfa),
}

/// A part of a string of fixed length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Literal(String),
    /// `count` characters of a class. The ranges are inclusive and ascending.
    Class {
        ranges: Vec<(char, char)>,
        count: usize,
    },
}

/// A string of variable length with a pattern, a length, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConstrainedString {
    /// The pattern in the spec, and its automaton.
    pub(crate) pattern: Option<(String, Dfa)>,
    /// `None` where the pattern implies it.
    pub(crate) length: Option<Length>,
    /// The value that the service uses when none is sent.
    pub(crate) default: Option<String>,
}

/// `minLength` and `maxLength`, in characters (Unicode code points).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) min: usize,
    pub(crate) max: Option<usize>,
}

/// A deterministic finite automaton over characters. State 0 is the dead state: it has no way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dfa {
    /// The equivalence class of each ASCII character: every state treats the characters of a class alike.
    pub(crate) ascii: Vec<u8>,
    /// The first character of each run of one class beyond ASCII, ascending from U+0080.
    pub(crate) others: Vec<(char, u8)>,
    /// The transition table: for each state and each class, the next state.
    pub(crate) rows: Vec<Vec<usize>>,
    pub(crate) start: usize,
    /// The first accepting state; all states after it are accepting as well.
    pub(crate) accepting: usize,
}

impl Pattern {
    pub(crate) fn matches(&self, text: &str) -> bool {
        match &self.matcher {
            Matcher::Dfa(automaton) => automaton.matches(text),
            Matcher::Segments(parts) => {
                let rest = parts.iter().try_fold(text, |rest, part| part.after(rest));
                rest.is_some_and(str::is_empty)
            }
        }
    }
}

impl Segment {
    /// The rest of `text` after this segment; `None` where it does not match.
    fn after<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Literal(literal) => text.strip_prefix(literal.as_str()),
            Self::Class { ranges, count } => {
                let (taken, rest) = text.split_at_checked(*count)?;
                let inside = |c: char| ranges.iter().any(|(low, high)| (*low..=*high).contains(&c));
                taken.chars().all(inside).then_some(rest)
            }
        }
    }
}

impl ConstrainedString {
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.fits_pattern(text) && self.length.as_ref().is_none_or(|length| length.allows(text))
    }

    pub(crate) fn fits_pattern(&self, text: &str) -> bool {
        self.pattern.as_ref().is_none_or(|(_, automaton)| automaton.matches(text))
    }
}

impl Length {
    /// Whether it excludes any string.
    pub(crate) fn restricts(&self) -> bool {
        self.min > 0 || self.max.is_some()
    }

    fn allows(&self, text: &str) -> bool {
        let count = text.chars().count();
        self.min <= count && self.max.is_none_or(|max| count <= max)
    }

    /// The length in words: `1 to 64 characters`.
    pub(crate) fn words(&self) -> String {
        let noun = |count| if count == 1 { "character" } else { "characters" };
        match (self.min, self.max) {
            (min, Some(max)) if min == max => format!("{min} {}", noun(min)),
            (0, Some(max)) => format!("at most {max} {}", noun(max)),
            (min, Some(max)) => format!("{min} to {max} characters"),
            (min, None) => format!("at least {min} {}", noun(min)),
        }
    }
}

impl Dfa {
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.accepts(text.chars().fold(self.start, |state, c| self.step(state, c)))
    }

    pub(crate) fn step(&self, state: usize, c: char) -> usize {
        self.rows[state][usize::from(self.class(c))]
    }

    fn class(&self, c: char) -> u8 {
        let run = || self.others.partition_point(|(first, _)| *first <= c).checked_sub(1);
        let beyond = || run().map_or(0, |at| self.others[at].1);
        u8::try_from(c)
            .ok()
            .and_then(|byte| self.ascii.get(usize::from(byte)).copied())
            .unwrap_or_else(beyond)
    }

    pub(crate) fn accepts(&self, state: usize) -> bool {
        state >= self.accepting
    }
}
