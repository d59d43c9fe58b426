//! Evaluating the rules of a request: which of them it breaks, and the violation for each.

use crate::rules::facts::Facts;
use crate::rules::field::Field;
use crate::rules::rule::{Effect, Rule};
use crate::rules::rule_set::RuleSet;
use crate::validation::report::{AFTER_ALL_FIELDS, Findings, Report};
use crate::validation::violation::Violation;
use crate::validation::violation_kind::ViolationKind;

impl RuleSet {
    /// Every rule that a request breaks and all advice that it does not follow, in the order of its fields.
    ///
    /// `facts` must have been made with [`Facts::of`] this rule set.
    pub fn check(&self, facts: &Facts) -> Report {
        let mut findings = Findings::default();
        self.evaluate(facts, &mut findings);
        findings.into_report()
    }

    /// Adds every rule that is broken.
    #[inline]
    pub(crate) fn evaluate(&self, facts: &Facts, findings: &mut Findings) {
        if !self.rule_masks.are_met(facts.bits()) {
            self.evaluate_each(facts, findings);
        }
    }

    #[inline(never)]
    fn evaluate_each(&self, facts: &Facts, findings: &mut Findings) {
        for rule in self.rules {
            // The effect first: it is a look at a bit, and hardly ever unmet.
            if let Some(kind) = self.unmet(rule.effect, facts)
                && rule.when.holds(facts.bits())
            {
                self.add_violation(rule, kind, facts, findings);
            }
        }
    }

    #[cold]
    fn add_violation(&self, rule: &Rule, kind: ViolationKind, facts: &Facts, findings: &mut Findings) {
        let Some((position, violation)) = self.violation(rule, kind, facts) else { return };
        if rule.advice {
            findings.advise(position, violation);
        } else {
            findings.reject(position, violation);
        }
    }

    /// In what way a request does not meet an effect; `None` if it does.
    #[inline]
    fn unmet(&self, effect: Effect, facts: &Facts) -> Option<ViolationKind> {
        match effect {
            Effect::Required(field) => (!facts.has(field)).then_some(ViolationKind::Required),
            Effect::Forbidden(field) => facts.has(field).then_some(ViolationKind::NotApplicable),
            Effect::Narrowed(index) => {
                let test = self.tests.get(usize::from(index))?;
                (facts.has(test.field) && !facts.holds(index)).then_some(ViolationKind::NotAllowed)
            }
            Effect::Groups { groups, least, most } => {
                let present = groups.iter().filter(|group| is_present(group, facts)).count();
                if present < usize::from(least) {
                    Some(ViolationKind::Required)
                } else if present > usize::from(most) {
                    Some(ViolationKind::Conflict)
                } else {
                    None
                }
            }
        }
    }

    /// The violation of `rule`, and the position that it is sorted by.
    fn violation(&self, rule: &Rule, unmet: ViolationKind, facts: &Facts) -> Option<(u16, Violation)> {
        let kind = match unmet {
            _ if !rule.advice => unmet,
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
                // With too few groups, any could be added. With too many, the present ones are at fault.
                let concerned =
                    |group: &&&[Field]| unmet == ViolationKind::Required || is_present(group, facts);
                let mut fields: Vec<Field> =
                    groups.iter().filter(concerned).copied().flatten().copied().collect();
                fields.sort_by_key(|field| field.index);
                fields.dedup();
                let position = fields.first().map_or(AFTER_ALL_FIELDS, |field| field.index.into());
                (position, Violation::of_group(rule, kind, fields.iter().map(|field| field.name).collect()))
            }
        })
    }
}

fn is_present(group: &[Field], facts: &Facts) -> bool {
    group.iter().all(|field| facts.has(*field))
}

#[cfg(test)]
mod tests;
