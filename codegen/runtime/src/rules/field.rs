//! The fields of a request, as rules refer to them.

/// The maximum number of fields in a request.
pub(crate) const MAX_FIELDS: usize = 128;

/// A field of a request.
///
/// Only [`new`](Self::new) makes one, so its index is always in range:
///
/// ```compile_fail,E0451
/// let beyond = flex_runtime::Field { index: 200, name: "Beyond" };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its position in the description, from 0.
    pub(crate) index: u8,
    /// Its name as it is sent, such as `Integration.FlowSid`.
    pub name: &'static str,
}

impl Field {
    /// The field at a position of the description, counted from 0.
    ///
    /// # Panics
    /// When `index` is above 127. Fields are meant to be constants, where that is a compile error.
    pub const fn new(index: u8, name: &'static str) -> Self {
        assert!((index as usize) < MAX_FIELDS, "a request has at most 128 fields");
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
