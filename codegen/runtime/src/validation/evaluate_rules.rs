//! Which rules a request breaks, and what to say about each.

use crate::rules::facts::Facts;
use crate::rules::field::Field;
use crate::rules::rule::{Effect, Rule};
use crate::rules::rule_set::RuleSet;
use crate::validation::report::{AFTER_ALL_FIELDS, Findings, Report};
use crate::validation::violation::Violation;
use crate::validation::violation_kind::ViolationKind;

impl RuleSet {
    /// Everything that is wrong or inadvisable about a request, in the order of its fields.
    ///
    /// `facts` are those of these rules: [`Facts::of`] this.
    pub fn check(&self, facts: &Facts) -> Report {
        let mut findings = Findings::default();
        self.judge(facts, &mut findings);
        findings.into_report()
    }

    /// Adds every rule that is broken.
    #[inline]
    pub(crate) fn judge(&self, facts: &Facts, findings: &mut Findings) {
        if !self.rule_masks.is_met(facts.bits()) {
            self.judge_each(facts, findings);
        }
    }

    #[inline(never)]
    fn judge_each(&self, facts: &Facts, findings: &mut Findings) {
        for rule in self.rules {
            // The effect first: it is a look at a bit, and hardly any is broken.
            if let Some(fault) = self.fault(rule.effect, facts)
                && rule.when.holds(facts.bits())
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
