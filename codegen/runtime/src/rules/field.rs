//! The fields of a request, as rules name them.
//!
//! In: the place of a field in the description, and its name. Out: a constant to refer to it by.

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

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    #[should_panic(expected = "a request has at most 128 fields")]
    fn a_field_beyond_the_last_does_not_compile_in_a_constant() {
        let _ = Field::new(128, "Beyond");
    }
}
