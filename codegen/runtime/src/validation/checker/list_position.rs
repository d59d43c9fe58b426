//! Where a checker is in the lists of a request, and how many of their items were wrong.

use crate::rules::field::Field;

/// So many wrong items of lists are reported; the items after them are not looked at. It bounds the work a hostile body
/// causes.
pub(crate) const MOST_WRONG_ITEMS: usize = 100;

/// Where a checker is in the lists of a request.
#[derive(Debug, Default)]
pub(crate) struct ListPosition {
    /// The item that is being read, counted from 0.
    pub(crate) item: Option<usize>,
    /// How many items a form has given to each list so far.
    given: Vec<(u8, usize)>,
    pub(crate) wrong: usize,
}

impl ListPosition {
    /// Those of an object inside.
    pub(crate) fn inside(&self) -> Self {
        Self { wrong: self.wrong, ..Self::default() }
    }

    /// Goes on after the lists of an object inside.
    pub(crate) fn leave(&mut self, inside: &Self) {
        self.wrong = inside.wrong;
    }

    /// The number of the next item of a list in a form, whose items come one by one.
    pub(crate) fn next(&mut self, field: Field) -> usize {
        match self.given.iter_mut().find(|(index, _)| *index == field.index) {
            Some((_, count)) => {
                *count += 1;
                *count - 1
            }
            None => {
                self.given.push((field.index, 1));
                0
            }
        }
    }
}
