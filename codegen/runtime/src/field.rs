//! The fields of a request, as rules name them.
//!
//! In: the place of a field in the description, and its name. Out: a constant to refer to it by, and its bit in a set.

/// Most fields that one request can have, and most tests that its rules can use.
pub(crate) const MOST: usize = 128;

/// A field of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its place in the description, from 0.
    pub index: u8,
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

/// The bit that stands for `index` in a set of fields or tests; none beyond the last. `Field` and `RuleSet` check that there
/// is one; a field made by hand beyond it is never there.
pub(crate) fn bit(index: u8) -> u128 {
    1_u128.checked_shl(index.into()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Field, bit};

    #[test]
    #[should_panic(expected = "a request has at most 128 fields")]
    fn a_field_beyond_the_last_does_not_compile_in_a_constant() {
        let _ = Field::new(128, "Beyond");
    }

    #[test]
    fn each_index_has_its_bit() {
        assert_eq!((bit(0), bit(127)), (1, 1 << 127));
        assert_eq!((bit(128), bit(255)), (0, 0), "must not panic, and must not hit another field");
    }
}
