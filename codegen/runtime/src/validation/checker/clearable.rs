//! Checks of fields that an empty text clears.

use compact_str::CompactString;

use crate::rules::field::Field;
use crate::scalars::strings::clearable::Clearable;
use crate::validation::checker::Checker;
use crate::validation::member::Member;

impl Checker {
    /// Reads a value, or the empty text that clears the field. `read` is the method for the value.
    pub fn clearable<T>(
        &mut self,
        field: Field,
        member: Member<'_>,
        read: impl Fn(&mut Self, Field, Member<'_>) -> Option<T>,
    ) -> Option<Clearable<T>> {
        if member.is_empty_text() {
            return self.text::<CompactString>(field, member).map(|_| Clearable::Cleared);
        }
        read(self, field, member).map(Clearable::Value)
    }
}
