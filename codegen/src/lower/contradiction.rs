//! Requirements that cannot hold together, or hang on each other in a way that is not handled.

use super::Lower;
use super::rule::{Requirement, Values};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Spanned;
use crate::ir::{Effect, Field, Gate, Slot};

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

    /// A field that no value of its discriminator allows.
    pub(super) fn check_gates(&mut self, gates: &[Gate], fields: &[Field], wires: &[Spanned<String>]) {
        for gate in gates.iter().filter(|gate| gate.open.is_empty() && !gate.late) {
            let name = &fields[gate.field].name.wire;
            let message = format!("the rules leave no case in which `{name}` can be set");
            let help = "correct the conditions, or remove the field";
            self.error(Code::Contradiction, wires[gate.field].span, message, help);
        }
    }

    /// A slot is a type parameter with the name of its field, beside the few names that every state has.
    pub(super) fn check_slots(&mut self, slots: &[Slot], fields: &[Field], wires: &[Spanned<String>]) {
        const TAKEN: [&str; 7] = ["Fields", "Given", "Missing", "PhantomData", "S", "State", "T"];
        let mut names = Vec::new();
        for slot in slots {
            let (name, wire) = (&fields[slot.field].name, &wires[slot.field]);
            if TAKEN.contains(&name.pascal.as_str()) {
                let message = format!("`{wire}` takes part in a rule, and generated code needs that name");
                self.error(
                    Code::ReservedName,
                    wire.span,
                    message,
                    "state the rule in the description instead",
                );
            }
            names.push((name.pascal.clone(), wire.clone()));
            names.push((format!("Set{}", name.pascal), wire.clone()));
        }
        self.check_collisions(&names);
    }
}

fn overlap(first: &Values, second: &Values) -> bool {
    let chosen = first.chosen.iter().zip(&second.chosen).any(|(first, second)| *first && *second);
    first.discriminator == second.discriminator && (chosen || (first.absent && second.absent))
}
