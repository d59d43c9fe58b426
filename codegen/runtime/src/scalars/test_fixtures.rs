//! One type of each kind as the generator writes it, for unit tests.

#![expect(unreachable_pub, reason = "the macros are made for public types")]

use compact_str::CompactString;

use crate::{Automaton, impl_bounded_integer, impl_checked_text, impl_choice, impl_sid, impl_text};

/// A short SID.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct UnitSid([u8; 4]);

impl_sid!(UnitSid, 4, r"^UN[0-9]{2}$", b"UN", [[b'0'..=b'9']; 2]);

/// An enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Colour {
    Red,
    DarkGreen,
    Blue,
}

impl Colour {
    pub(crate) const ALL: [Self; 3] = [Self::Red, Self::DarkGreen, Self::Blue];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::DarkGreen => "dark-green",
            Self::Blue => "blue",
        }
    }
}

impl_choice!(Colour);

/// A bounded integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Retries(i64);

impl_bounded_integer!(Retries, 0, 3, "Job.Retries", "0 to 3");

/// A string without constraints.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Label(CompactString);

impl Label {
    pub(crate) const DEFAULT: Self = Self::from_static("default");
}

impl_text!(Label);

/// A string with a pattern and a length.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Word(CompactString);

impl Word {
    const AUTOMATON: &Automaton<6> =
        &Automaton::new(&[(b'a', b'z', 1)], &[('\u{80}', 0)], &[b"\0\0", b"\0\x02", b"\0\x02"], 1, 2);
}

impl_checked_text!(Word, pattern = "^[a-z]+$", length = (2, 4, "2 to 4 characters"));

/// A string with a length.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Title(CompactString);

impl_checked_text!(Title, length = (0, 3, "at most 3 characters"));
