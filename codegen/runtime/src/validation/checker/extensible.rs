//! Checks of enums of which more values are accepted than documented.

use crate::rules::field::Field;
use crate::scalars::enumeration::{DocumentedAs, Extensible};
use crate::validation::checker::Checker;
use crate::validation::member::Member;
use crate::validation::nested_object::Parts;
use crate::validation::report::Findings;
use crate::validation::violation::Violation;
use crate::validation::violation_kind::ViolationKind;

impl Checker {
    /// Reads a value of an enum, or any other text, which is advised against.
    pub fn open_choice<T: Extensible>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let value: T = self.text(field, member)?;
        advise(&mut self.findings, field, &value);
        Some(value)
    }
}

impl Parts {
    /// Adds the value of a field that takes any text.
    #[must_use]
    pub fn open_choice<T: Extensible>(mut self, field: Field, value: Option<&T>) -> Self {
        if let Some(value) = value {
            advise(&mut self.findings, field, value);
        }
        self
    }
}

/// Reports a value that is not documented.
fn advise<T: Extensible>(findings: &mut Findings, field: Field, value: &T) {
    if let Some(documented) = DocumentedAs::of(value) {
        let message = format!("`{}` {documented}", field.name);
        let violation = Violation::of_field(field, ViolationKind::Undocumented, message);
        findings.advise(field.index.into(), violation);
    }
}
