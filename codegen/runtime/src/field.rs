//! The fields of a request, as rules name them.
//!
//! In: the place of a field in the description, and its name. Out: a constant to refer to it by, and its bit in a set.

/// Most fields that one request can have, and most tests that its rules can use.
pub(crate) const MOST: usize = 128;

/// A field of a request. There is none beyond the last, because [`new`](Self::new) alone makes one:
///
/// ```compile_fail,E0451
/// let beyond = flex_runtime::Field { index: 200, name: "Beyond" };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its place in the description, from 0.
    pub(crate) index: u8,
    /// Its name on the wire, such as `Integration.FlowSid`.
    pub name: &'static str,
}

impl Field {
    /// A field.
    ///
    /// # Panics
    /// When `index` is above 127; in a constant, which is what this is for, that does not compile.
    pub const fn new(index: u8, name: &'static str) -> Self {
        assert!((index as usize) < MOST, "a request has at most 128 fields");
        Self { index, name }
    }
}

/// A set of fields or tests, each by its index. `Field` and `RuleSet` check that there is room; what lies beyond the last is
/// never in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Set([u64; MOST / 64]);

impl Set {
    pub(crate) const EMPTY: Self = Self([0; MOST / 64]);

    #[inline]
    pub(crate) const fn has(&self, index: u8) -> bool {
        (index as usize) < MOST && (self.0[index as usize / 64] >> (index % 64)) & 1 != 0
    }

    #[inline]
    pub(crate) const fn add(&mut self, index: u8) {
        if (index as usize) < MOST {
            self.0[index as usize / 64] |= 1 << (index % 64);
        }
    }

    pub(crate) const fn remove(&mut self, index: u8) {
        if (index as usize) < MOST {
            self.0[index as usize / 64] &= !(1 << (index % 64));
        }
    }

    #[inline]
    pub(crate) fn add_all(&mut self, others: &Self) {
        for (word, other) in self.0.iter_mut().zip(&others.0) {
            *word |= other;
        }
    }

    /// Whether it is `expected`, as far as that is `about` something. What is expected beyond that is never there.
    #[inline]
    pub(crate) fn is_exactly(&self, expected: &Self, about: &Self) -> bool {
        let words = self.0.iter().zip(&about.0).zip(&expected.0);
        words.fold(0, |difference, ((word, about), expected)| difference | (word & about ^ expected)) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Set};

    #[test]
    #[should_panic(expected = "a request has at most 128 fields")]
    fn a_field_beyond_the_last_does_not_compile_in_a_constant() {
        let _ = Field::new(128, "Beyond");
    }

    #[test]
    fn each_index_is_by_itself() {
        for index in 0..128 {
            let mut set = Set::EMPTY;
            set.add(index);
            for other in 0..=u8::MAX {
                assert_eq!(set.has(other), other == index, "{other} after {index}");
            }
        }
    }

    #[test]
    fn what_lies_beyond_the_last_is_never_there() {
        let mut set = Set::EMPTY;
        for index in 128..=u8::MAX {
            set.add(index);
        }
        assert!((0..=u8::MAX).all(|index| !set.has(index)), "must not panic, and must not hit another field");
    }
}
