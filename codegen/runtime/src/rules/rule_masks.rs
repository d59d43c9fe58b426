//! The rules that require or forbid a single field, as bit masks.
//!
//! Most rules are of this kind. Comparing a mask for each test is much faster than evaluating each rule, and most requests
//! are valid, so this comes first. Masks only say that all rules are met; what is wrong is found rule by rule.

use crate::rules::condition::When;
use crate::rules::fact_bits::{BitSet, FactBits};
use crate::rules::rule::{Effect, Rule};

/// Rules about a test at or beyond this index are evaluated one by one. Hardly any request has that many tests.
const MAX_TESTS: usize = 8;

/// The rules that require or forbid a field always, when one test holds, or when one test does not hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleMasks {
    always: FieldMask,
    /// For each test, what is required when it does not hold, then what is required when it does.
    by_test: [[FieldMask; 2]; MAX_TESTS],
    test_count: u8,
    /// Whether the masks cover all rules.
    is_complete: bool,
}

/// Of the fields in `mask`, those in `required` must be present and the others absent.
#[derive(Clone, Copy, Debug)]
struct FieldMask {
    mask: BitSet,
    required: BitSet,
}

impl RuleMasks {
    pub(crate) const fn of(rules: &[Rule]) -> Self {
        const EMPTY: FieldMask = FieldMask { mask: BitSet::EMPTY, required: BitSet::EMPTY };
        let mut masks =
            Self { always: EMPTY, by_test: [[EMPTY; 2]; MAX_TESTS], test_count: 0, is_complete: true };
        let mut i = 0;
        while i < rules.len() {
            masks.add(&rules[i]);
            i += 1;
        }
        masks
    }

    const fn add(&mut self, rule: &Rule) {
        let mask = match rule.when {
            When::Always => &mut self.always,
            When::Holds(test) | When::Not(&When::Holds(test)) if (test as usize) < MAX_TESTS => {
                if self.test_count <= test {
                    self.test_count = test + 1;
                }
                &mut self.by_test[test as usize][matches!(rule.when, When::Holds(_)) as usize]
            }
            _ => {
                self.is_complete = false;
                return;
            }
        };
        match rule.effect {
            Effect::Required(field) => mask.add(field.index, true),
            Effect::Forbidden(field) => mask.add(field.index, false),
            Effect::Narrowed(_) | Effect::Groups { .. } => self.is_complete = false,
        }
    }

    /// Whether all rules are known to be met.
    #[inline]
    pub(crate) fn are_met(&self, facts: &FactBits) -> bool {
        let by_test = (0..self.test_count).zip(&self.by_test);
        self.is_complete
            && self.always.is_met(facts)
            && by_test.into_iter().all(|(test, masks)| masks[usize::from(facts.holds(test))].is_met(facts))
    }
}

impl FieldMask {
    const fn add(&mut self, field: u8, required: bool) {
        let known = self.mask.has(field) || self.required.has(field);
        if known && self.required.has(field) != required {
            // Both required and forbidden. A field that is required but not in the mask is never met.
            self.mask.remove(field);
            self.required.add(field);
        } else if !known {
            self.mask.add(field);
            if required {
                self.required.add(field);
            }
        }
    }

    fn is_met(&self, facts: &FactBits) -> bool {
        facts.fields().equals_under(&self.mask, &self.required)
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_TESTS, RuleMasks};
    use crate::validation::report::Findings;
    use crate::{Assertion, Effect, Facts, Field, Literal, Rule, RuleSet, Test, When};

    const TYPE: Field = Field::new(0, "Type");
    const NEAR: Field = Field::new(1, "Near");
    const FAR: Field = Field::new(127, "Far");
    const FIELDS: &[Field] = &[TYPE, NEAR, FAR];
    const ONE: Test = Test::new(TYPE, &[], Assertion::OneOf(&[Literal::Text("one")]));
    const TWO: Test = Test::new(TYPE, &[], Assertion::OneOf(&[Literal::Text("two")]));
    const TESTS: &[Test] = &[ONE, TWO, ONE, ONE, ONE, ONE, ONE, ONE, ONE];
    const LAST: u8 = 8;
    const NO_RULES: RuleSet = RuleSet::new(FIELDS, TESTS, &[]);

    fn rule(effect: Effect, when: When) -> Rule {
        Rule::new("R", effect, when, "a sentence", None)
    }

    fn effects() -> [Effect; 4] {
        [NEAR, FAR]
            .map(|field| [Effect::Required(field), Effect::Forbidden(field)])
            .concat()
            .try_into()
            .unwrap()
    }

    /// Every kind of request that is possible with these fields.
    fn requests(rules: &'static RuleSet) -> impl Iterator<Item = Facts> {
        let facts = Facts::of(rules);
        let types = [None, Some("one"), Some("two"), Some("odd")];
        types.map(|text| facts.value(TYPE, text)).into_iter().flat_map(|facts| {
            [(false, false), (false, true), (true, false), (true, true)]
                .map(|(near, far)| facts.present(NEAR, near).present(FAR, far))
        })
    }

    fn is_met_one_by_one(rules: &[Rule], facts: &Facts) -> bool {
        rules.iter().all(|rule| {
            let (Effect::Required(field) | Effect::Forbidden(field)) = rule.effect else { return false };
            let required = matches!(rule.effect, Effect::Required(_));
            !rule.when.holds(facts.bits()) || facts.has(field) == required
        })
    }

    #[test]
    fn masks_agree_with_the_rules() {
        const WHENS: [When; 5] = [
            When::Always,
            When::Holds(0),
            When::Holds(1),
            When::Not(&When::Holds(0)),
            When::Not(&When::Holds(1)),
        ];
        let single: Vec<Rule> =
            effects().into_iter().flat_map(|effect| WHENS.map(|when| rule(effect, when))).collect();
        for (first, second) in single.iter().flat_map(|first| single.iter().map(move |it| (*first, *it))) {
            let rules: &'static [Rule] = Box::leak(Box::new([first, second]));
            let set: &'static RuleSet = Box::leak(Box::new(RuleSet::new(FIELDS, TESTS, rules)));
            for facts in requests(set) {
                let expected = is_met_one_by_one(rules, &facts);
                assert_eq!(RuleMasks::of(rules).are_met(facts.bits()), expected, "{rules:?} of {facts:?}");
                let mut findings = Findings::default();
                set.evaluate(&facts, &mut findings);
                assert_eq!(findings.is_valid(), expected);
            }
        }
    }

    #[test]
    fn other_rules_are_left_to_be_evaluated_one_by_one() {
        assert_eq!(usize::from(LAST), MAX_TESTS);
        let required = Effect::Required(NEAR);
        let groups = Effect::Groups { groups: &[&[NEAR], &[FAR]], least: 0, most: 1 };
        let others = [
            rule(required, When::Present(FAR)),
            rule(required, When::Not(&When::Present(FAR))),
            rule(required, When::All(&[])),
            rule(required, When::Any(&[])),
            rule(required, When::Not(&When::Not(&When::Holds(0)))),
            rule(required, When::Holds(LAST)),
            rule(required, When::Not(&When::Holds(LAST))),
            rule(Effect::Narrowed(0), When::Always),
            rule(groups, When::Always),
        ];
        for other in others {
            let rules = [rule(Effect::Required(TYPE), When::Always), other];
            for facts in requests(&NO_RULES) {
                assert!(!RuleMasks::of(&rules).are_met(facts.bits()), "{other:?}");
            }
        }
    }
}
