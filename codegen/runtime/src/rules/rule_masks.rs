//! What most rules come to, as sets of bits.
//!
//! In: the rules of a request, while they are compiled. Out: whether the facts about one request meet all of them, in a few
//! operations for each test instead of a few for each rule. It says no more than yes: what is wrong is found rule by rule.

use crate::rules::condition::When;
use crate::rules::fact_bits::{BitSet, FactBits};
use crate::rules::rule::{Effect, Rule};

/// Rules about later tests are left to be judged one by one; hardly any request has that many.
const MOST: usize = 8;

/// The rules that require or forbid a field, always or where one test holds or does not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleMasks {
    always: Demand,
    /// For each test, what is asked for where it does not hold, and where it does.
    by_test: [[Demand; 2]; MOST],
    tests: u8,
    /// Whether there are no other rules.
    complete: bool,
}

/// Of the fields that it is about, those that are required have to be there, and the others may not.
#[derive(Clone, Copy, Debug)]
struct Demand {
    about: BitSet,
    required: BitSet,
}

impl RuleMasks {
    pub(crate) const fn of(rules: &[Rule]) -> Self {
        const NOTHING: Demand = Demand { about: BitSet::EMPTY, required: BitSet::EMPTY };
        let mut masks = Self { always: NOTHING, by_test: [[NOTHING; 2]; MOST], tests: 0, complete: true };
        let mut i = 0;
        while i < rules.len() {
            masks.add(&rules[i]);
            i += 1;
        }
        masks
    }

    const fn add(&mut self, rule: &Rule) {
        let demand = match rule.when {
            When::Always => &mut self.always,
            When::Holds(test) | When::Not(&When::Holds(test)) if (test as usize) < MOST => {
                if self.tests <= test {
                    self.tests = test + 1;
                }
                &mut self.by_test[test as usize][matches!(rule.when, When::Holds(_)) as usize]
            }
            _ => {
                self.complete = false;
                return;
            }
        };
        match rule.effect {
            Effect::Required(field) => demand.add(field.index, true),
            Effect::Forbidden(field) => demand.add(field.index, false),
            Effect::Narrowed(_) | Effect::Groups { .. } => self.complete = false,
        }
    }

    /// Whether every rule is known to be met.
    #[inline]
    pub(crate) fn is_met(&self, facts: &FactBits) -> bool {
        let by_test = (0..self.tests).zip(&self.by_test);
        self.complete
            && self.always.is_met(facts)
            && by_test.into_iter().all(|(test, demand)| demand[usize::from(facts.holds(test))].is_met(facts))
    }
}

impl Demand {
    const fn add(&mut self, field: u8, required: bool) {
        let known = self.about.has(field) || self.required.has(field);
        if known && self.required.has(field) != required {
            // Both required and forbidden: what is required and not looked at is never met.
            self.about.remove(field);
            self.required.add(field);
        } else if !known {
            self.about.add(field);
            if required {
                self.required.add(field);
            }
        }
    }

    fn is_met(&self, facts: &FactBits) -> bool {
        facts.fields().is_exactly(&self.required, &self.about)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, RuleMasks};
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

    /// Every kind of request there is for these fields.
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
            let asked = matches!(rule.effect, Effect::Required(_));
            !rule.when.holds(facts.bits()) || facts.has(field) == asked
        })
    }

    #[test]
    fn says_what_the_rules_say() {
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
                assert_eq!(RuleMasks::of(rules).is_met(facts.bits()), expected, "{rules:?} of {facts:?}");
                let mut findings = Findings::default();
                set.judge(&facts, &mut findings);
                assert_eq!(findings.is_valid(), expected);
            }
        }
    }

    #[test]
    fn leaves_other_rules_to_be_judged_one_by_one() {
        assert_eq!(usize::from(LAST), MOST);
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
                assert!(!RuleMasks::of(&rules).is_met(facts.bits()), "{other:?}");
            }
        }
    }
}
