//! The sentences of rules, written once: compile errors, validators, docs and rules.json all print these.

use crate::ir::{Assertion, Effect, Field, Formula, Literal, Strength, Test};
use crate::lower::rules::condition::shown;

/// The words for formulas and effects over some fields.
pub(crate) struct Words<'w> {
    pub(crate) fields: &'w [Field],
    pub(crate) tests: &'w [Test],
}

impl Words<'_> {
    /// A requirement in one sentence without a full stop.
    pub(crate) fn sentence(&self, effect: &Effect, when: &Formula, strength: Strength) -> String {
        let verbs = match strength {
            Strength::Stated => Verbs { required: "is required", has_to: "has to", cannot: "cannot" },
            Strength::Advised => Verbs { required: "should be set", has_to: "should", cannot: "should not" },
        };
        match effect {
            Effect::Required(field) => {
                format!("{} {}{}", self.field(*field), verbs.required, self.when(when))
            }
            Effect::Forbidden(field) if when.is_always() => {
                format!("{} {} be set", self.field(*field), verbs.cannot)
            }
            Effect::Forbidden(field) => self.ruled_out(*field, when),
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
                format!("{}{}", self.groups(groups, *least, *most, verbs.required), self.when(when))
            }
        }
    }

    /// `` `Integration.Priority` can only be set when `IntegrationType` is `task` ``
    fn ruled_out(&self, field: usize, when: &Formula) -> String {
        let field = self.field(field);
        match when {
            Formula::Not(inner) => format!("{field} can only be set when {}", self.phrase(inner)),
            when => format!("{field} cannot be set when {}", self.phrase(when)),
        }
    }

    fn when(&self, when: &Formula) -> String {
        match when {
            when if when.is_always() => String::new(),
            Formula::Not(inner) => format!(" unless {}", self.phrase(inner)),
            when => format!(" when {}", self.phrase(when)),
        }
    }

    fn groups(&self, groups: &[Vec<usize>], least: usize, most: usize, required: &str) -> String {
        let names: Vec<String> = groups.iter().map(|group| self.together(group)).collect();
        let all = joined(&names, "and");
        match (least, most) {
            (0, most) if most + 1 == names.len() && names.len() == 2 => {
                format!("{all} cannot be set together")
            }
            (0, 1) => format!("at most one of {all} can be set"),
            (0, _) => format!("{all} cannot all be set"),
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
                let test = &self.tests[*test];
                format!("{} {}", self.subject(test), state_of_set(&test.assertion))
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
                let test = &self.tests[*test];
                format!("{} {}", self.subject(test), state(&Assertion::Not(Box::new(test.assertion.clone()))))
            }
            Formula::Not(inner) => self.phrase(inner),
            Formula::All(parts) => self.phrase(&Formula::Any(denied(parts))),
            Formula::Any(parts) => self.phrase(&Formula::All(denied(parts))),
        }
    }
}

/// What is asked for, is good, and is not.
struct Verbs {
    required: &'static str,
    has_to: &'static str,
    cannot: &'static str,
}

/// What a value is that is there, where an assertion holds.
fn state_of_set(assertion: &Assertion) -> String {
    match assertion {
        Assertion::Not(inner) => match inner.as_ref() {
            Assertion::OneOf(values) => format!("is set to something other than {}", listed(values)),
            Assertion::Range { .. } | Assertion::Length { .. } | Assertion::Pattern(..) => {
                format!("is set and {}", state(assertion))
            }
            Assertion::All(_) => format!("is set and either {}", state(assertion)),
            _ => state(assertion),
        },
        _ => state(assertion),
    }
}

/// What a value is, where an assertion holds.
fn state(assertion: &Assertion) -> String {
    match assertion {
        Assertion::OneOf(values) => format!("is {}", listed(values)),
        Assertion::Range { .. } => format!("is {}", range(assertion)),
        Assertion::Length { .. } => format!("has {}", range(assertion)),
        Assertion::Pattern(source, _) => format!("matches `{source}`"),
        Assertion::Present => "is set".to_owned(),
        Assertion::Not(inner) => match inner.as_ref() {
            Assertion::Not(inner) => state(inner),
            Assertion::Present => "is not set".to_owned(),
            Assertion::Pattern(source, _) => format!("does not match `{source}`"),
            Assertion::Length { .. } => format!("does not have {}", range(inner)),
            Assertion::All(all) => {
                joined(&all.iter().map(|each| state(&not(each))).collect::<Vec<_>>(), "or")
            }
            inner => state(inner).replacen("is ", "is not ", 1),
        },
        Assertion::All(all) => joined(&all.iter().map(state).collect::<Vec<_>>(), "and"),
    }
}

/// What a value has to be, for an assertion to hold.
fn demand(assertion: &Assertion, verbs: &Verbs) -> String {
    let Verbs { required, has_to, cannot } = verbs;
    match assertion {
        Assertion::OneOf(values) => format!("{has_to} be {}", listed(values)),
        Assertion::Range { .. } => format!("{has_to} be {}", range(assertion)),
        Assertion::Length { .. } => format!("{has_to} have {}", range(assertion)),
        Assertion::Pattern(source, _) => format!("{has_to} match `{source}`"),
        Assertion::Present => (*required).to_owned(),
        Assertion::Not(inner) => match inner.as_ref() {
            Assertion::Not(inner) => demand(inner, verbs),
            Assertion::Present => format!("{cannot} be set"),
            Assertion::Pattern(source, _) => format!("{cannot} match `{source}`"),
            Assertion::Length { .. } => format!("{cannot} have {}", range(inner)),
            Assertion::All(all) => {
                joined(&all.iter().map(|each| demand(&not(each), verbs)).collect::<Vec<_>>(), "or")
            }
            inner => state(inner).replacen("is ", &format!("{cannot} be "), 1),
        },
        Assertion::All(all) => joined(&all.iter().map(|each| demand(each, verbs)).collect::<Vec<_>>(), "and"),
    }
}

fn not(assertion: &Assertion) -> Assertion {
    Assertion::Not(Box::new(assertion.clone()))
}

fn range(assertion: &Assertion) -> String {
    let bounds = |least: Option<String>, most: Option<String>| match (least, most) {
        (Some(least), Some(most)) if least == most => least,
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => "anything".to_owned(),
    };
    match assertion {
        Assertion::Range { minimum, maximum } => {
            bounds(minimum.map(|bound| bound.to_string()), maximum.map(|bound| bound.to_string()))
        }
        Assertion::Length { minimum, maximum } => {
            let text = bounds(minimum.map(|bound| bound.to_string()), maximum.map(|bound| bound.to_string()));
            let one = text == "1" || text.ends_with(" 1");
            format!("{text} {}", if one { "character" } else { "characters" })
        }
        _ => String::new(),
    }
}

fn listed(values: &[Literal]) -> String {
    joined(&values.iter().map(|value| format!("`{}`", code(&shown(value)))).collect::<Vec<_>>(), "or")
}

/// A value as it can stand between backticks: as it is, or in quotes where nobody would see it as it is.
fn code(text: &str) -> String {
    let unseen = |c: char| c.is_control() || (c.is_whitespace() && c != ' ');
    if !text.is_empty() && text.trim() == text && !text.contains(|c| c == '`' || unseen(c)) {
        return text.to_owned();
    }
    let mut quoted = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c == '`' || unseen(c) => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    format!("\"{quoted}\"")
}

/// `a`, `a or b`, `a, b or c`
pub(crate) fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [words @ .., end] => format!("{} {last} {end}", words.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Verbs, demand, state, state_of_set};
    use crate::ir::{Assertion, Literal};

    #[test]
    fn one_of_several_assertions_fails_where_not_all_hold() {
        let between = Assertion::Range { minimum: Some(3), maximum: Some(5) };
        let three = Assertion::OneOf(vec![Literal::Integer(3)]);
        let all = Assertion::All(vec![between, Assertion::Not(Box::new(three))]);
        let verbs = Verbs { required: "is required", has_to: "has to", cannot: "cannot" };
        assert_eq!(state(&all), "is 3 to 5 and is not `3`");
        assert_eq!(demand(&all, &verbs), "has to be 3 to 5 and cannot be `3`");
        let opposite = Assertion::Not(Box::new(all));
        assert_eq!(state(&opposite), "is not 3 to 5 or is `3`");
        assert_eq!(state_of_set(&opposite), "is set and either is not 3 to 5 or is `3`");
        assert_eq!(demand(&opposite, &verbs), "cannot be 3 to 5 or has to be `3`");
    }
}
