//! Documented requirements that depend on the values and the presence of other fields.
//!
//! In: rules that the generator has taken from the description, and facts about one request. Out: a [`Report`] of the
//! rules that the request breaks and the advice that it does not follow.

use crate::assertion::Test;
use crate::digest::Digest;
use crate::facts::Facts;
use crate::field::{Field, MOST};
use crate::lookup::Lookup;
use crate::object::Parts;
use crate::report::{AFTER_ALL_FIELDS, Findings, Report};
use crate::violation::Violation;
use crate::violation_kind::ViolationKind;
use crate::when::When;

/// What a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The field has to be there.
    Required(Field),
    /// The field may not be there.
    Forbidden(Field),
    /// The value of a field has to satisfy the test with this index in [`RuleSet::tests`]. Nothing is asked where the
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

/// The fields and rules of one request.
///
/// ```
/// use flex_runtime::{Assertion, Effect, Facts, Field, Literal, Rule, RuleSet, Test, When};
///
/// const TYPE: Field = Field::new(0, "Type");
/// const FLOW: Field = Field::new(1, "FlowSid");
/// const URL: Field = Field::new(2, "Url");
///
/// const RULES: RuleSet = RuleSet::new(
///     &[TYPE, FLOW, URL],
///     &[Test::new(TYPE, &[], Assertion::OneOf(&[Literal::Text("studio")]))],
///     &[
///         Rule::new("Flow", Effect::Required(FLOW), When::Holds(0), "a `studio` needs a `FlowSid`", None),
///         Rule::new(
///             "OneTarget",
///             Effect::Groups { groups: &[&[FLOW], &[URL]], least: 0, most: 1 },
///             When::Always,
///             "`FlowSid` and `Url` exclude each other",
///             None,
///         ),
///     ],
/// );
///
/// let facts = Facts::of(&RULES).value(TYPE, Some("studio")).present(URL, true);
/// assert_eq!(RULES.check(&facts).to_string(), "a `studio` needs a `FlowSid`");
/// let report = RULES.check(&facts.present(FLOW, true));
/// assert_eq!(report.to_string(), "`FlowSid` and `Url` exclude each other");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RuleSet {
    /// Every field, in the order of the description.
    pub fields: &'static [Field],
    /// Every test that the rules refer to, by its index.
    pub tests: &'static [Test],
    /// Every rule. Of those about the same field, the first comes first in a report.
    pub rules: &'static [Rule],
    digest: Digest,
    pub(crate) lookup: Lookup,
}

impl RuleSet {
    /// The rules of one request.
    ///
    /// # Panics
    /// When there are more than 128 fields or tests, or a rule refers to a test that is not there; in a constant, which is
    /// what this is for, that does not compile.
    pub const fn new(fields: &'static [Field], tests: &'static [Test], rules: &'static [Rule]) -> Self {
        assert!(fields.len() <= MOST, "a request has at most 128 fields");
        assert!(tests.len() <= MOST, "the rules of a request use at most 128 tests");
        let mut i = 0;
        while i < rules.len() {
            let narrowed = match rules[i].effect {
                Effect::Narrowed(test) => (test as usize) < tests.len(),
                _ => true,
            };
            assert!(
                narrowed && rules[i].when.is_within(tests.len()),
                "a rule refers to a test that is not there"
            );
            i += 1;
        }
        Self { fields, tests, rules, digest: Digest::of(rules), lookup: Lookup::of(tests) }
    }

    /// Everything that is wrong or inadvisable about a request, in the order of its fields.
    ///
    /// `facts` are those of these rules: [`Facts::of`] this.
    pub fn check(&self, facts: &Facts) -> Report {
        let mut findings = Findings::default();
        self.judge(facts, &mut findings);
        findings.into_report()
    }

    /// As [`check`](Self::check), with what is wrong inside of the request: each part at the field that holds it.
    pub fn check_with(&self, facts: &Facts, parts: Parts) -> Report {
        let mut findings = parts.into_findings();
        self.judge(facts, &mut findings);
        findings.into_report()
    }

    /// Adds every rule that is broken.
    #[inline]
    pub(crate) fn judge(&self, facts: &Facts, findings: &mut Findings) {
        if !self.digest.is_met(facts) {
            self.judge_each(facts, findings);
        }
    }

    #[inline(never)]
    fn judge_each(&self, facts: &Facts, findings: &mut Findings) {
        for rule in self.rules {
            // The effect first: it is a look at a bit, and hardly any is broken.
            if let Some(fault) = self.fault(rule.effect, facts)
                && rule.when.holds(facts)
            {
                self.note(rule, fault, facts, findings);
            }
        }
    }

    #[cold]
    fn note(&self, rule: &Rule, fault: ViolationKind, facts: &Facts, findings: &mut Findings) {
        let Some((place, violation)) = self.violation(rule, fault, facts) else { return };
        if rule.advice {
            findings.advise(place, violation);
        } else {
            findings.reject(place, violation);
        }
    }

    /// What is wrong with the request where the effect is asked for.
    #[inline]
    fn fault(&self, effect: Effect, facts: &Facts) -> Option<ViolationKind> {
        match effect {
            Effect::Required(field) => (!facts.has(field)).then_some(ViolationKind::Required),
            Effect::Forbidden(field) => facts.has(field).then_some(ViolationKind::NotApplicable),
            Effect::Narrowed(index) => {
                let test = self.tests.get(usize::from(index))?;
                (facts.has(test.field) && !facts.holds(index)).then_some(ViolationKind::NotAllowed)
            }
            Effect::Groups { groups, least, most } => {
                let there = groups.iter().filter(|group| is_there(group, facts)).count();
                if there < usize::from(least) {
                    Some(ViolationKind::Required)
                } else if there > usize::from(most) {
                    Some(ViolationKind::Conflict)
                } else {
                    None
                }
            }
        }
    }

    /// The violation of `rule`, and the place it is sorted by.
    fn violation(&self, rule: &Rule, fault: ViolationKind, facts: &Facts) -> Option<(u16, Violation)> {
        let kind = match fault {
            _ if !rule.advice => fault,
            ViolationKind::Required => ViolationKind::Recommended,
            _ => ViolationKind::Discouraged,
        };
        let single = |field: Field, path| (field.index.into(), Violation::of_rule(rule, kind, field, path));
        Some(match rule.effect {
            Effect::Required(field) | Effect::Forbidden(field) => single(field, &[]),
            Effect::Narrowed(index) => {
                let test = self.tests.get(usize::from(index))?;
                single(test.field, test.path)
            }
            Effect::Groups { groups, .. } => {
                // Of too few groups, any could be added; of too many, those that are there are too many.
                let concerned =
                    |group: &&&[Field]| fault == ViolationKind::Required || is_there(group, facts);
                let mut fields: Vec<Field> =
                    groups.iter().filter(concerned).copied().flatten().copied().collect();
                fields.sort_by_key(|field| field.index);
                fields.dedup();
                let place = fields.first().map_or(AFTER_ALL_FIELDS, |field| field.index.into());
                (place, Violation::of_group(rule, kind, fields.iter().map(|field| field.name).collect()))
            }
        })
    }
}

fn is_there(group: &[Field], facts: &Facts) -> bool {
    group.iter().all(|field| facts.has(*field))
}

#[cfg(test)]
mod tests;
