//! A documented requirement, or advice, as data.

use crate::rules::condition::When;
use crate::rules::field::Field;

/// What a rule requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The field must be present.
    Required(Field),
    /// The field must be absent.
    Forbidden(Field),
    /// The test at this index of [`RuleSet::tests`](crate::RuleSet::tests) must hold, unless its field is absent.
    Narrowed(u8),
    /// At least `least` and at most `most` of these groups of fields must be present. A group is present when all its fields
    /// are.
    Groups {
        /// The groups. A field may be in several.
        groups: &'static [&'static [Field]],
        /// The minimum number of groups.
        least: u8,
        /// The maximum number of groups.
        most: u8,
    },
}

/// A documented requirement, or advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A name for programs to match on. It does not change when the wording does.
    pub name: &'static str,
    /// What it requires.
    pub effect: Effect,
    /// When it applies.
    pub when: When,
    /// Whether it is advice, which is reported but rejects nothing.
    pub advice: bool,
    /// The requirement as a sentence, for people.
    pub message: &'static str,
    /// The passage of the documentation that it is based on.
    pub basis: Option<&'static str>,
}

impl Rule {
    /// A requirement: a request that breaks it is rejected.
    pub const fn new(
        name: &'static str,
        effect: Effect,
        when: When,
        message: &'static str,
        basis: Option<&'static str>,
    ) -> Self {
        Self { name, effect, when, advice: false, message, basis }
    }

    /// Advice: reported, but rejects nothing.
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
