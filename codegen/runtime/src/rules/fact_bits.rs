//! What is known about one request, in bits: which fields it has, and which tests hold.

use crate::rules::field::{Field, MAX_FIELDS};

/// A set of fields or of tests, each represented by its index.
///
/// An index that is out of range is never in the set. `Field::new` and `RuleSet::new` rule such an index out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BitSet([u64; Self::CAPACITY / 64]);

impl BitSet {
    /// Every index is below this.
    pub(crate) const CAPACITY: usize = MAX_FIELDS;

    pub(crate) const EMPTY: Self = Self([0; Self::CAPACITY / 64]);

    #[inline]
    pub(crate) const fn has(&self, index: u8) -> bool {
        (index as usize) < Self::CAPACITY && (self.0[index as usize / 64] >> (index % 64)) & 1 != 0
    }

    #[inline]
    pub(crate) const fn add(&mut self, index: u8) {
        if (index as usize) < Self::CAPACITY {
            self.0[index as usize / 64] |= 1 << (index % 64);
        }
    }

    pub(crate) const fn remove(&mut self, index: u8) {
        if (index as usize) < Self::CAPACITY {
            self.0[index as usize / 64] &= !(1 << (index % 64));
        }
    }

    #[inline]
    pub(crate) fn add_all(&mut self, others: &Self) {
        for (word, other) in self.0.iter_mut().zip(&others.0) {
            *word |= other;
        }
    }

    /// Whether the set, restricted to `mask`, equals `expected`. Never, if `expected` has an index that `mask` lacks.
    #[inline]
    pub(crate) fn equals_under(&self, mask: &Self, expected: &Self) -> bool {
        let words = self.0.iter().zip(&mask.0).zip(&expected.0);
        words.fold(0, |difference, ((word, mask), expected)| difference | (word & mask ^ expected)) == 0
    }
}

/// The fields that are present and the tests that hold.
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

    pub(crate) fn remove_test(&mut self, test: u8) {
        self.tests.remove(test);
    }

    pub(crate) fn add_tests(&mut self, tests: &BitSet) {
        self.tests.add_all(tests);
    }

    /// Whether the field is present.
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
    fn an_index_out_of_range_is_never_in_the_set() {
        let mut set = BitSet::EMPTY;
        for index in 128..=u8::MAX {
            set.add(index);
        }
        assert!((0..=u8::MAX).all(|index| !set.has(index)), "must not panic, and must not hit another field");
    }
}
