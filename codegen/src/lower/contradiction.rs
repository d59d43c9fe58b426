//! Requirements that cannot hold together, or hang on each other in a way that is not handled.

use super::Lower;
use super::rule::{Requirement, Values};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Effect, Field};

impl Lower<'_, '_> {
    /// Two things asked of the same field for the same value.
    pub(super) fn check_contradictions(&mut self, requirements: &[Requirement], fields: &[Field]) {
        for (at, first) in requirements.iter().enumerate() {
            let required = first.effect == Effect::Required;
            for second in requirements[at + 1..].iter().filter(|second| second.field == first.field) {
                let against = (second.effect == Effect::Required) != required;
                if against && overlap(&first.values, &second.values) {
                    let name = &fields[first.field].name.wire;
                    let message = format!("`{name}` is required and ruled out for the same value");
                    let diagnostic = Diagnostic::new(Code::Contradiction, second.span, message)
                        .also(first.span, "the other rule")
                        .help("correct one of the two conditions");
                    self.sink.push(diagnostic);
                }
            }
            if !required && fields[first.field].required {
                let name = &fields[first.field].name.wire;
                let message = format!("`{name}` is always required, and this rules it out");
                self.error(Code::Contradiction, first.span, message, "remove one of the two");
            }
        }
    }

    /// A field may hang on one discriminator, and a discriminator on none.
    pub(super) fn check_controllers(&mut self, requirements: &[Requirement], fields: &[Field]) {
        for (at, first) in requirements.iter().enumerate() {
            let name = &fields[first.field].name.wire;
            if requirements.iter().any(|other| other.values.discriminator == first.field) {
                let message = format!("`{name}` decides about other fields and hangs on one itself");
                self.error(Code::RuleForm, first.span, message, "chains of conditions are not handled");
            }
            let same_field = |other: &&Requirement| other.field == first.field;
            let second = requirements[at + 1..].iter().find(same_field);
            if let Some(second) =
                second.filter(|other| other.values.discriminator != first.values.discriminator)
            {
                let message = format!("`{name}` hangs on two fields, and this is the second");
                let diagnostic = Diagnostic::new(Code::RuleForm, second.span, message)
                    .also(first.span, "the first")
                    .help("a field may hang on one other field");
                self.sink.push(diagnostic);
            }
        }
    }
}

fn overlap(first: &Values, second: &Values) -> bool {
    let chosen = first.chosen.iter().zip(&second.chosen).any(|(first, second)| *first && *second);
    first.discriminator == second.discriminator && (chosen || (first.absent && second.absent))
}
