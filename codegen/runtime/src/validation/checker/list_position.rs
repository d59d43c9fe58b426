//! Which list item a checker is reading, and how many items were wrong so far.

use crate::rules::field::Field;

/// The maximum number of wrong list items. Items after these are not checked, which bounds the work that a hostile body can
/// cause.
pub(crate) const MAX_WRONG_ITEMS: usize = 100;

/// The position of a checker in the lists of a request.
#[derive(Debug, Default)]
pub(crate) struct ListPosition {
    /// The item that is being read, counted from 0.
    pub(crate) item: Option<usize>,
    /// For each list of a form, by the index of its field: how many items there were so far.
    form_counts: Vec<(u8, usize)>,
    pub(crate) wrong_items: usize,
}

impl ListPosition {
    /// The position at the start of a nested object.
    pub(crate) fn nested(&self) -> Self {
        Self { wrong_items: self.wrong_items, ..Self::default() }
    }

    /// Continues after a nested object.
    pub(crate) fn finish_nested(&mut self, nested: &Self) {
        self.wrong_items = nested.wrong_items;
    }

    /// The index of the next item of a list in a form, where each item is a pair of its own.
    pub(crate) fn next_form_index(&mut self, field: Field) -> usize {
        match self.form_counts.iter_mut().find(|(index, _)| *index == field.index) {
            Some((_, count)) => {
                *count += 1;
                *count - 1
            }
            None => {
                self.form_counts.push((field.index, 1));
                0
            }
        }
    }
}
