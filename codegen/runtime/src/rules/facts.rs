//! The facts about one request that rules depend on. No value is kept, only what the tests of the rules say about it.

use serde_json::{Map, Value};

use crate::rules::fact_bits::FactBits;
use crate::rules::field::Field;
use crate::rules::field_value::FieldValue;
use crate::rules::rule_set::RuleSet;

/// Which fields of a request are present, and which tests of its rules hold.
///
/// ```
/// use flex_runtime::{Assertion, Effect, Facts, Field, Rule, RuleSet, Test, When};
///
/// const NAME: Field = Field::new(0, "Name");
/// const RETRIES: Field = Field::new(1, "Retries");
/// const RULES: RuleSet = RuleSet::new(
///     &[NAME, RETRIES],
///     &[Test::new(RETRIES, &[], Assertion::Range { minimum: Some(3), maximum: None })],
///     &[Rule::new("Named", Effect::Required(NAME), When::Holds(0), "many `Retries` need a `Name`", None)],
/// );
///
/// let facts = Facts::of(&RULES).present(NAME, false).value(RETRIES, Some(5_i64));
/// assert_eq!(RULES.check(&facts).to_string(), "many `Retries` need a `Name`");
/// assert!(RULES.check(&facts.present(NAME, true)).is_valid());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    rules: &'static RuleSet,
    bits: FactBits,
}

impl Facts {
    /// A request without any field. Its fields are those of `rules`.
    #[inline]
    pub const fn of(rules: &'static RuleSet) -> Self {
        Self { rules, bits: FactBits::EMPTY }
    }

    pub(crate) const fn rules(&self) -> &'static RuleSet {
        self.rules
    }

    /// Records whether a field is present. For fields that no test looks at.
    #[must_use]
    pub fn present(mut self, field: Field, present: bool) -> Self {
        if present {
            self.add(field);
        }
        self
    }

    /// Records the value of a field, and with it that the field is present. `None` records nothing.
    #[must_use]
    pub fn value<'a>(mut self, field: Field, value: Option<impl Into<FieldValue<'a>>>) -> Self {
        if let Some(value) = value {
            self.add(field);
            self.evaluate_tests(field, value.into());
        }
        self
    }

    /// Records the members that are sent in place of fields, whatever the fields are.
    #[must_use]
    pub fn overridden(mut self, members: &Map<String, Value>) -> Self {
        for (field, value) in self.rules.overridden(members) {
            for (index, test) in (0..).zip(self.rules.tests) {
                if test.field == field {
                    self.bits.remove_test(index);
                }
            }
            self = self.value(field, Some(value));
        }
        self
    }

    #[inline]
    pub(crate) fn add(&mut self, field: Field) {
        self.bits.add_field(field);
    }

    /// Evaluates the tests of a field.
    #[inline]
    pub(crate) fn evaluate_tests(&mut self, field: Field, value: FieldValue<'_>) {
        if self.rules.test_index.has_tests(field) {
            self.evaluate_tests_of(field, value);
        }
    }

    fn evaluate_tests_of(&mut self, field: Field, value: FieldValue<'_>) {
        let test_index = &self.rules.test_index;
        if let Some(tests) = value.as_str().and_then(|string| test_index.tests_for(field, string)) {
            self.bits.add_tests(tests);
        }
        if test_index.has_unindexed_tests(field) {
            for (index, test) in (0..).zip(self.rules.tests) {
                if test.field.index == field.index && !test_index.covers(index) && test.holds_for(value) {
                    self.bits.add_test(index);
                }
            }
        }
    }

    #[inline]
    pub(crate) fn has(&self, field: Field) -> bool {
        self.bits.has(field)
    }

    #[inline]
    pub(crate) fn holds(&self, test: u8) -> bool {
        self.bits.holds(test)
    }

    #[inline]
    pub(crate) const fn bits(&self) -> &FactBits {
        &self.bits
    }
}

#[cfg(test)]
mod tests {
    use super::Facts;
    use crate::{Assertion, Field, Literal, RuleSet, Test};

    const NAME: Field = Field::new(0, "Name");
    const TYPE: Field = Field::new(1, "Type");
    const LAST: Field = Field::new(127, "Last");

    #[test]
    fn fields_count_up_to_the_last() {
        const RULES: RuleSet = RuleSet::new(&[NAME, TYPE, LAST], &[], &[]);
        let facts = Facts::of(&RULES)
            .present(NAME, true)
            .present(TYPE, false)
            .value(TYPE, None::<i64>)
            .present(LAST, true);
        assert_eq!([NAME, TYPE, LAST].map(|field| facts.has(field)), [true, false, true]);
        let beyond = Field { index: 200, name: "Beyond" };
        assert!(!Facts::of(&RULES).present(beyond, true).has(beyond));
    }

    #[test]
    fn a_test_looks_at_its_own_field() {
        const TRUE: Assertion = Assertion::OneOf(&[Literal::Boolean(true)]);
        const TESTS: &[Test] = &[
            Test::new(TYPE, &[], TRUE),
            Test::new(NAME, &[], TRUE),
            Test::new(NAME, &[], Assertion::Present),
        ];
        const RULES: RuleSet = RuleSet::new(&[NAME, TYPE], TESTS, &[]);
        let holds = |facts: Facts| [0, 1, 2, 3, 200].map(|test| facts.holds(test));
        let facts = Facts::of(&RULES);
        assert_eq!(holds(facts), [false; 5], "nothing holds for what is absent");
        assert_eq!(holds(facts.value(NAME, Some(true))), [false, true, true, false, false]);
        assert_eq!(holds(facts.value(NAME, Some(false))), [false, false, true, false, false]);
        assert_eq!(holds(facts.value(TYPE, Some(true))), [true, false, false, false, false]);
    }

    #[test]
    fn the_last_test_has_its_bit() {
        const TESTS: [Test; 128] = [Test::new(NAME, &[], Assertion::Present); 128];
        const RULES: RuleSet = RuleSet::new(&[NAME], &TESTS, &[]);
        let facts = Facts::of(&RULES).value(NAME, Some(""));
        assert!(facts.holds(0) && facts.holds(127));
    }
}
