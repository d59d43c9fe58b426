//! A documented requirement, as data.

use crate::rules::condition::When;
use crate::rules::field::Field;

/// What a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The field has to be there.
    Required(Field),
    /// The field may not be there.
    Forbidden(Field),
    /// The value of a field has to satisfy the test with this index in [`RuleSet::tests`](crate::RuleSet::tests). Nothing is asked where the
    /// field is absent.
    Narrowed(u8),
    /// Of these groups of fields, at least `least` and at most `most` are there. A group is there when all its fields are.
    Groups {
        /// The groups. A field may stand in several.
        groups: &'static [&'static [Field]],
        /// The lowest number of groups.
        least: u8,
        /// The highest number of groups.
        most: u8,
    },
}

/// A documented requirement, or advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A stable name, for programs.
    pub name: &'static str,
    /// What it asks for.
    pub effect: Effect,
    /// When it asks for that.
    pub when: When,
    /// Whether it is advice, which is reported and rejects nothing.
    pub advice: bool,
    /// The requirement as a sentence, for people.
    pub message: &'static str,
    /// The documented phrase that it formalises.
    pub basis: Option<&'static str>,
}

impl Rule {
    /// A rule: a request that breaks it is rejected.
    pub const fn new(
        name: &'static str,
        effect: Effect,
        when: When,
        message: &'static str,
        basis: Option<&'static str>,
    ) -> Self {
        Self { name, effect, when, advice: false, message, basis }
    }

    /// Advice: reported, and rejects nothing.
    pub const fn advice(
        name: &'static str,
        effect: Effect,
        when: When,
        message: &'static str,
        basis: Option<&'static str>,
    ) -> Self {
        Self { name, effect, when, advice: true, message, basis }
    }
}
