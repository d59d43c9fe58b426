//! When a rule applies. Conditions look at facts only: a condition on a value is a test, which has been evaluated before.

use crate::rules::fact_bits::FactBits;
use crate::rules::field::Field;

/// When a rule applies.
///
/// ```
/// use flex_runtime::{Field, When};
///
/// const URL: Field = Field::new(3, "Url");
/// // Unless `Url` is present or the first test of the rule set holds.
/// const WHEN: When = When::Not(&When::Any(&[When::Present(URL), When::Holds(0)]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// When the field is present, whatever its value.
    Present(Field),
    /// When the test at this index of [`RuleSet::tests`](crate::RuleSet::tests) holds. Never, if its field is absent.
    Holds(u8),
    /// When the condition does not hold.
    Not(&'static When),
    /// When all of the conditions hold. Always, if there are none.
    All(&'static [When]),
    /// When at least one of the conditions holds. Never, if there are none.
    Any(&'static [When]),
}

impl When {
    /// Whether the rule applies. Nearly every condition is a test or its negation, which need no call.
    #[inline]
    pub(crate) fn holds(&self, facts: &FactBits) -> bool {
        match self {
            Self::Holds(test) | Self::Not(Self::Holds(test)) => {
                facts.holds(*test) == matches!(self, Self::Holds(_))
            }
            _ => self.evaluate(facts),
        }
    }

    fn evaluate(&self, facts: &FactBits) -> bool {
        match self {
            Self::Always => true,
            Self::Present(field) => facts.has(*field),
            Self::Holds(test) => facts.holds(*test),
            Self::Not(when) => !when.evaluate(facts),
            Self::All(list) => list.iter().all(|when| when.evaluate(facts)),
            Self::Any(list) => list.iter().any(|when| when.evaluate(facts)),
        }
    }

    /// Whether every test that it refers to has an index below `test_count`.
    pub(crate) const fn is_in_range(&self, test_count: usize) -> bool {
        match self {
            Self::Always | Self::Present(_) => true,
            Self::Holds(test) => (*test as usize) < test_count,
            Self::Not(when) => when.is_in_range(test_count),
            Self::All(list) | Self::Any(list) => {
                let mut i = 0;
                while i < list.len() {
                    if !list[i].is_in_range(test_count) {
                        return false;
                    }
                    i += 1;
                }
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::When;
    use crate::{Assertion, Facts, Field, Literal, RuleSet, Test};

    const NAME: Field = Field::new(0, "Name");
    const TYPE: Field = Field::new(1, "Type");
    const STUDIO: Assertion = Assertion::OneOf(&[Literal::Text("studio")]);
    const TASK: Assertion = Assertion::OneOf(&[Literal::Text("task")]);
    const RULES: RuleSet =
        RuleSet::new(&[NAME, TYPE], &[Test::new(TYPE, &[], STUDIO), Test::new(TYPE, &[], TASK)], &[]);

    const IS_STUDIO: When = When::Holds(0);
    const IS_TASK: When = When::Holds(1);
    const NAMED: When = When::Present(NAME);

    #[test]
    fn conditions() {
        let none = Facts::of(&RULES);
        let [studio, task, odd] = ["studio", "task", "odd"].map(|text| none.value(TYPE, Some(text)));
        let named = studio.present(NAME, true);
        let table = [
            ("always", When::Always, [true, true, true, true, true]),
            ("present", When::Present(TYPE), [false, true, true, true, true]),
            ("another is present", NAMED, [false, false, false, false, true]),
            ("holds", IS_STUDIO, [false, true, false, false, true]),
            ("not", When::Not(&IS_STUDIO), [true, false, true, true, false]),
            ("any", When::Any(&[IS_STUDIO, IS_TASK]), [false, true, true, false, true]),
            ("any of none", When::Any(&[]), [false, false, false, false, false]),
            ("all", When::All(&[IS_STUDIO, NAMED]), [false, false, false, false, true]),
            ("all of none", When::All(&[]), [true, true, true, true, true]),
            (
                "nested",
                When::Not(&When::Any(&[IS_TASK, When::All(&[IS_STUDIO, When::Not(&NAMED)])])),
                [true, false, false, true, true],
            ),
        ];
        for (name, when, expected) in table {
            let found = [&none, &studio, &task, &odd, &named].map(|facts| when.holds(facts.bits()));
            assert_eq!(found, expected, "{name}, for absent, studio, task, odd, studio with a name");
        }
    }

    #[test]
    fn every_test_that_is_referred_to_is_found() {
        const DEEP: When = When::Any(&[When::Always, When::All(&[NAMED, When::Not(&When::Holds(7))])]);
        assert!(DEEP.is_in_range(8) && !DEEP.is_in_range(7));
        assert!(When::All(&[When::Always, NAMED]).is_in_range(0));
    }
}
