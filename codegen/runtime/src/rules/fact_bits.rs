//! What is known about one request, in bits: which fields it has, and which tests of its rules hold.

use crate::rules::field::{Field, MOST};

/// A set of fields or tests, each by its index. `Field` and `RuleSet` check that there is room; what lies beyond the last is
/// never in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BitSet([u64; MOST / 64]);

impl BitSet {
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

/// One bit for each field that is there, and one for each test that holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FactBits {
    fields: BitSet,
    tests: BitSet,
}

impl FactBits {
    pub(crate) const EMPTY: Self = Self { fields: BitSet::EMPTY, tests: BitSet::EMPTY };

    #[inline]
    pub(crate) fn add_field(&mut self, field: Field) {
        self.fields.add(field.index);
    }

    pub(crate) fn add_test(&mut self, test: u8) {
        self.tests.add(test);
    }

    pub(crate) fn add_tests(&mut self, tests: &BitSet) {
        self.tests.add_all(tests);
    }

    /// Whether the field is there.
    #[inline]
    pub(crate) fn has(&self, field: Field) -> bool {
        self.fields.has(field.index)
    }

    /// Whether the test holds.
    #[inline]
    pub(crate) fn holds(&self, test: u8) -> bool {
        self.tests.has(test)
    }

    pub(crate) const fn fields(&self) -> &BitSet {
        &self.fields
    }
}

#[cfg(test)]
mod tests {
    use super::BitSet;

    #[test]
    fn each_index_is_by_itself() {
        for index in 0..128 {
            let mut set = BitSet::EMPTY;
            set.add(index);
            for other in 0..=u8::MAX {
                assert_eq!(set.has(other), other == index, "{other} after {index}");
            }
        }
    }

    #[test]
    fn what_lies_beyond_the_last_is_never_there() {
        let mut set = BitSet::EMPTY;
        for index in 128..=u8::MAX {
            set.add(index);
        }
        assert!((0..=u8::MAX).all(|index| !set.has(index)), "must not panic, and must not hit another field");
    }
}
