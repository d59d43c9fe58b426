//! Documented requirements that depend on the value of another field.
//!
//! In: rules that the generator has taken from the description, and facts about one request. Out: a [`Report`] of the
//! rules that the request breaks and the advice that it does not follow.

use crate::facts::Facts;
use crate::report::Report;
use crate::violation::{Violation, ViolationKind};

/// Most fields that one request can have.
pub(crate) const MOST_FIELDS: usize = 128;

/// A field of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its place in the description, from 0.
    pub index: u8,
    /// Its name on the wire, such as `Integration.FlowSid`.
    pub name: &'static str,
}

impl Field {
    /// A field.
    ///
    /// # Panics
    /// When `index` is above 127; in a constant, which is what this is for, that does not compile.
    pub const fn new(index: u8, name: &'static str) -> Self {
        assert!((index as usize) < MOST_FIELDS, "a request has at most 128 fields");
        Self { index, name }
    }
}

/// What a rule says about its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The field must be there.
    Required,
    /// The field must not be there.
    Forbidden,
    /// The field should not be there: advice, which rejects nothing.
    Discouraged,
}

/// When a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When(Condition);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    Always,
    Is { field: Field, values: &'static [&'static str] },
    IsNot { field: Field, values: &'static [&'static str] },
}

impl When {
    /// In every case.
    pub const fn always() -> Self {
        Self(Condition::Always)
    }

    /// When `field` has one of `values`. Not when it is absent or has a value outside its enum.
    pub const fn is(field: Field, values: &'static [&'static str]) -> Self {
        Self(Condition::Is { field, values })
    }

    /// When `field` has none of `values`: also when it is absent or has a value outside its enum.
    pub const fn is_not(field: Field, values: &'static [&'static str]) -> Self {
        Self(Condition::IsNot { field, values })
    }

    fn holds(self, facts: &Facts) -> bool {
        match self.0 {
            Condition::Always => true,
            Condition::Is { field, values } => facts.is_one_of(field, values),
            Condition::IsNot { field, values } => !facts.is_one_of(field, values),
        }
    }
}

/// A documented requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A stable name, for programs.
    pub name: &'static str,
    /// The field that it is about.
    pub field: Field,
    /// What it says about the field.
    pub effect: Effect,
    /// When it says so.
    pub when: When,
    /// The requirement as a sentence, for people.
    pub message: &'static str,
    /// The documented phrase that it formalises.
    pub basis: Option<&'static str>,
}

impl Rule {
    /// A rule.
    pub const fn new(
        name: &'static str,
        field: Field,
        effect: Effect,
        when: When,
        message: &'static str,
        basis: Option<&'static str>,
    ) -> Self {
        Self { name, field, effect, when, message, basis }
    }

    /// What breaking this rule is, if `facts` break it.
    fn judge(&self, facts: &Facts) -> Option<ViolationKind> {
        let kind = match (self.effect, facts.has(self.field)) {
            (Effect::Required, false) => ViolationKind::Required,
            (Effect::Forbidden, true) => ViolationKind::NotApplicable,
            (Effect::Discouraged, true) => ViolationKind::Discouraged,
            _ => return None,
        };
        self.when.holds(facts).then_some(kind)
    }
}

/// The fields and rules of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// Every field, in the order of the description.
    pub fields: &'static [Field],
    /// Every rule. Of those about the same field, the first comes first in a report.
    pub rules: &'static [Rule],
}

impl RuleSet {
    /// The rules of one request.
    pub const fn new(fields: &'static [Field], rules: &'static [Rule]) -> Self {
        Self { fields, rules }
    }

    /// Everything that is wrong or inadvisable about a request, in the order of its fields.
    pub fn check(&self, facts: &Facts) -> Report {
        let mut broken: Vec<_> =
            self.rules.iter().filter_map(|rule| rule.judge(facts).map(|kind| (rule, kind))).collect();
        broken.sort_by_key(|(rule, _)| rule.field.index);
        let mut report = Report::default();
        for (rule, kind) in broken {
            let list =
                if kind == ViolationKind::Discouraged { &mut report.advice } else { &mut report.violations };
            let same = |known: &Violation| {
                known.kind() == kind && known.rule() == Some(rule.name) && known.field() == rule.field.name
            };
            if !list.iter().any(same) {
                list.push(Violation::of_rule(rule, kind));
            }
        }
        report
    }
}

#[cfg(test)]
mod tests;
