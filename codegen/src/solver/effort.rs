//! The work that a search may cost: it grows exponentially with the fields in the worst case.

use std::cell::Cell;

/// The work that is left, for one search or for several.
#[derive(Debug)]
pub(crate) struct Effort(Cell<u32>);

/// No work is left.
pub(super) struct Exhausted;

impl Effort {
    /// So many evaluations of a rule.
    pub(crate) fn new(evaluations: u32) -> Self {
        Self(Cell::new(evaluations))
    }

    /// Pays for one evaluation.
    pub(super) fn spend(&self) -> Result<(), Exhausted> {
        let left = self.0.get().checked_sub(1).ok_or(Exhausted)?;
        self.0.set(left);
        Ok(())
    }
}
