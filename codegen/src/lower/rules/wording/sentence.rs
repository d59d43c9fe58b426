//! The sentences of rules, written once: compile errors, validators, docs and rules.json all print these.

use super::format::{code, joined, listed};
use super::predicate::{Verbs, demand, denial, state_of_set};
use crate::ir::{Assertion, Clearing, Effect, Field, Formula, Strength, Test};

/// The words for formulas and effects over some fields.
pub(crate) struct Words<'w> {
    pub(crate) fields: &'w [Field],
    pub(crate) tests: &'w [Test],
}

impl Words<'_> {
    /// A requirement in one sentence without a full stop.
    pub(crate) fn sentence(&self, effect: &Effect, when: &Formula, strength: Strength) -> String {
        let verbs = match strength {
            Strength::Stated => {
                Verbs { required: "is required", has_to: "has to", can: "can", cannot: "cannot" }
            }
            Strength::Advised => {
                Verbs { required: "should be set", has_to: "should", can: "should", cannot: "should not" }
            }
        };
        match effect {
            Effect::Required(field) => {
                format!("{} {}{}", self.field(*field), verbs.required, self.when(when))
            }
            Effect::Forbidden(field) if when.is_always() => {
                format!("{} {} be set", self.field(*field), verbs.cannot)
            }
            Effect::Forbidden(field) => self.ruled_out(*field, when, &verbs),
            Effect::Narrowed(test) if self.clearing(*test).is_some() => self.cleared(*test, when, &verbs),
            Effect::Narrowed(test) => {
                let test = &self.tests[*test];
                // A test on a member asks for the member, too. One that names its values or its presence says so.
                let says_so = matches!(test.assertion, Assertion::OneOf(_) | Assertion::Present);
                let demanded = demand(&test.assertion, &verbs);
                let demanded = if test.path.is_empty() || says_so {
                    demanded
                } else {
                    format!("{} and {demanded}", verbs.required)
                };
                format!("{} {demanded}{}", self.subject(test), self.when(when))
            }
            Effect::Groups { groups, least, most } => {
                format!("{}{}", self.groups(groups, *least, *most, &verbs), self.when(when))
            }
        }
    }

    /// `` `Integration.Priority` can only be set when `IntegrationType` is `task` ``
    fn ruled_out(&self, field: usize, when: &Formula, verbs: &Verbs) -> String {
        let (field, Verbs { can, cannot, .. }) = (self.field(field), verbs);
        match when {
            Formula::Not(inner) => format!("{field} {can} only be set when {}", self.phrase(inner)),
            when => format!("{field} {cannot} be set when {}", self.phrase(when)),
        }
    }

    /// `` `Integration.FlowSid` cannot be cleared when `IntegrationType` is `studio` ``
    fn cleared(&self, test: usize, when: &Formula, verbs: &Verbs) -> String {
        let (field, cannot, when) = (self.field(self.tests[test].field), verbs.cannot, self.when(when));
        if self.clearing(test) == Some(Clearing::Kept) {
            return format!("{field} {cannot} be cleared{when}");
        }
        let comma = if when.is_empty() { "" } else { "," };
        format!("{field} {cannot} be set, only cleared{comma}{when}")
    }

    fn clearing(&self, test: usize) -> Option<Clearing> {
        self.tests[test].clearing(self.fields)
    }

    fn when(&self, when: &Formula) -> String {
        match when {
            when if when.is_always() => String::new(),
            Formula::Not(inner) => format!(" unless {}", self.phrase(inner)),
            when => format!(" when {}", self.phrase(when)),
        }
    }

    fn groups(&self, groups: &[Vec<usize>], least: usize, most: usize, verbs: &Verbs) -> String {
        let Verbs { required, can, cannot, .. } = verbs;
        let names: Vec<String> = groups.iter().map(|group| self.together(group)).collect();
        let all = joined(&names, "and");
        match (least, most) {
            (0, most) if most + 1 == names.len() && names.len() == 2 => {
                format!("{all} {cannot} be set together")
            }
            (0, 1) => format!("at most one of {all} {can} be set"),
            (0, _) => format!("{all} {cannot} all be set"),
            (_, 1) => format!("exactly one of {all} {required}"),
            _ => format!("at least one of {all} {required}"),
        }
    }

    fn together(&self, group: &[usize]) -> String {
        let names: Vec<String> = group.iter().map(|field| self.field(*field)).collect();
        joined(&names, "with")
    }

    fn field(&self, field: usize) -> String {
        format!("`{}`", self.fields[field].name.wire)
    }

    /// What a test is about: a field, or a member of its value.
    fn subject(&self, test: &Test) -> String {
        let path = test.path.iter().map(|member| format!(".{}", code(member)));
        format!("`{}{}`", self.fields[test.field].name.wire, path.collect::<String>())
    }

    /// A condition in words.
    fn phrase(&self, formula: &Formula) -> String {
        match formula {
            Formula::Present(field) => format!("{} is set", self.field(*field)),
            Formula::Holds(test) => {
                let clearing = self.clearing(*test);
                let test = &self.tests[*test];
                match clearing {
                    Some(Clearing::Cleared) => format!("{} is cleared", self.subject(test)),
                    Some(Clearing::Kept) => format!("{} is set to a value", self.subject(test)),
                    None => format!("{} {}", self.subject(test), state_of_set(&test.assertion)),
                }
            }
            Formula::Not(inner) => self.denial(inner),
            Formula::All(parts) => match self.other_value(parts) {
                Some(phrase) => phrase,
                None => self.several(parts, "and"),
            },
            Formula::Any(parts) => self.several(parts, "or"),
        }
    }

    fn several(&self, parts: &[Formula], word: &str) -> String {
        let phrase = |part: &Formula| match part {
            Formula::Any(_) => format!("either {}", self.phrase(part)),
            _ => self.phrase(part),
        };
        joined(&parts.iter().map(phrase).collect::<Vec<_>>(), word)
    }

    /// A field that is set, and not to some values.
    fn other_value(&self, parts: &[Formula]) -> Option<String> {
        let [Formula::Present(field), Formula::Not(inner)] = parts else { return None };
        let Formula::Holds(test) = inner.as_ref() else { return None };
        if self.clearing(*test) == Some(Clearing::Cleared) && self.tests[*test].field == *field {
            return Some(format!("{} is set to a value", self.field(*field)));
        }
        let test = &self.tests[*test];
        let Assertion::OneOf(values) = &test.assertion else { return None };
        (test.field == *field && test.path.is_empty())
            .then(|| format!("{} is set to something other than {}", self.field(*field), listed(values)))
    }

    /// The opposite of a condition in words.
    fn denial(&self, formula: &Formula) -> String {
        let denied = |parts: &[Formula]| parts.iter().cloned().map(Formula::negated).collect::<Vec<_>>();
        match formula {
            Formula::Present(field) => format!("{} is not set", self.field(*field)),
            Formula::Holds(test) => {
                let clearing = self.clearing(*test);
                let test = &self.tests[*test];
                match clearing {
                    Some(Clearing::Cleared) => format!("{} is not cleared", self.subject(test)),
                    Some(Clearing::Kept) => format!("{} is not set to a value", self.subject(test)),
                    None => format!("{} {}", self.subject(test), denial(&test.assertion)),
                }
            }
            Formula::Not(inner) => self.phrase(inner),
            Formula::All(parts) => self.phrase(&Formula::Any(denied(parts))),
            Formula::Any(parts) => self.phrase(&Formula::All(denied(parts))),
        }
    }
}
