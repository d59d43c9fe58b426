//! What rules need to know about a request.
//!
//! In: for each field, whether it is there and, if other fields depend on it, its value. Out: answers to the conditions
//! of rules. Values of all other fields stay out of it.

use crate::rule::Field;

/// Which fields of a request are there, and which values the deciding ones have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// One bit for each field, by index.
    present: u128,
    chosen: Vec<(u8, &'static str)>,
}

impl Facts {
    /// Nothing is there.
    pub const fn new() -> Self {
        Self { present: 0, chosen: Vec::new() }
    }

    /// Notes whether `field` is there.
    #[must_use]
    pub fn present(mut self, field: Field, present: bool) -> Self {
        if present {
            self.add(field);
        }
        self
    }

    /// Notes the value of an enum, and that it is there.
    #[must_use]
    pub fn chosen(mut self, field: Field, value: Option<&'static str>) -> Self {
        if let Some(value) = value {
            self.choose(field, value);
        }
        self
    }

    pub(crate) fn add(&mut self, field: Field) {
        self.present |= bit(field);
    }

    pub(crate) fn choose(&mut self, field: Field, value: &'static str) {
        self.add(field);
        self.chosen.push((field.index, value));
    }

    pub(crate) fn has(&self, field: Field) -> bool {
        self.present & bit(field) != 0
    }

    /// Whether `field` has one of `values`.
    pub(crate) fn is_one_of(&self, field: Field, values: &[&str]) -> bool {
        self.chosen.iter().any(|(index, value)| *index == field.index && values.contains(value))
    }
}

/// The bit of a field. `Field` checks that there is one; a field made by hand beyond it is never there.
fn bit(field: Field) -> u128 {
    1_u128.checked_shl(field.index.into()).unwrap_or(0)
}
