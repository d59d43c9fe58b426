//! The fields, tests and rules of one request, with the tables that make evaluating them fast.

use serde_json::{Map, Value};

use crate::rules::assertion::Test;
use crate::rules::fact_bits::BitSet;
use crate::rules::field::{Field, MAX_FIELDS};
use crate::rules::rule::{Effect, Rule};
use crate::rules::rule_masks::RuleMasks;
use crate::rules::test_index::TestIndex;

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
    /// Every test. Rules refer to a test by its index.
    pub tests: &'static [Test],
    /// Every rule. A report lists the broken rules about one field in this order.
    pub rules: &'static [Rule],
    pub(crate) rule_masks: RuleMasks,
    pub(crate) test_index: TestIndex,
}

impl RuleSet {
    /// The rules of one request.
    ///
    /// # Panics
    /// When there are more than 128 fields or tests, or a rule refers to a test that does not exist. A rule set is meant to
    /// be a constant, where that is a compile error.
    pub const fn new(fields: &'static [Field], tests: &'static [Test], rules: &'static [Rule]) -> Self {
        assert!(fields.len() <= MAX_FIELDS, "a request has at most 128 fields");
        assert!(tests.len() <= BitSet::CAPACITY, "the rules of a request use at most 128 tests");
        let mut i = 0;
        while i < rules.len() {
            let effect_is_in_range = match rules[i].effect {
                Effect::Narrowed(test) => (test as usize) < tests.len(),
                _ => true,
            };
            assert!(
                effect_is_in_range && rules[i].when.is_in_range(tests.len()),
                "a rule refers to a test that is not there"
            );
            i += 1;
        }
        Self { fields, tests, rules, rule_masks: RuleMasks::of(rules), test_index: TestIndex::of(tests) }
    }

    /// The fields in place of which there are members of the same name.
    pub(crate) fn overridden<'m>(
        &'static self,
        members: &'m Map<String, Value>,
    ) -> impl Iterator<Item = (Field, &'m Value)> {
        self.fields.iter().filter_map(|field| Some((*field, members.get(field.name)?)))
    }
}
