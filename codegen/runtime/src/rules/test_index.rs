//! An index of tests by the strings that they look for.
//!
//! Most tests ask whether a field is one of a few strings. The index finds all of them with one comparison for each distinct
//! string, instead of one for each string of each test.

use crate::rules::assertion::{Assertion, Literal, Test};
use crate::rules::fact_bits::BitSet;
use crate::rules::field::Field;

/// The maximum number of strings in the index. Hardly any request has more; tests for others are evaluated one by one.
const MAX_STRINGS: usize = 16;

/// Which tests look at which field, and which look for which string.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TestIndex {
    /// The fields that have tests.
    fields: BitSet,
    entries: [Entry; MAX_STRINGS],
    len: u8,
    /// The tests that hold for strings of the index and for nothing else.
    covered: BitSet,
    /// The fields that have tests outside the index.
    unindexed_fields: BitSet,
}

/// A string of a field, and the tests that hold for it.
#[derive(Clone, Copy, Debug)]
struct Entry {
    field: u8,
    string: &'static str,
    tests: BitSet,
}

impl TestIndex {
    pub(crate) const fn of(tests: &[Test]) -> Self {
        const EMPTY: Entry = Entry { field: 0, string: "", tests: BitSet::EMPTY };
        let mut test_index = Self {
            fields: BitSet::EMPTY,
            entries: [EMPTY; MAX_STRINGS],
            len: 0,
            covered: BitSet::EMPTY,
            unindexed_fields: BitSet::EMPTY,
        };
        let mut index = 0_u8;
        while (index as usize) < tests.len() {
            test_index.add(index, &tests[index as usize]);
            index += 1;
        }
        test_index
    }

    const fn add(&mut self, index: u8, test: &Test) {
        self.fields.add(test.field.index);
        let strings = strings(test);
        if strings.is_empty() || strings.len() > MAX_STRINGS - self.len as usize {
            self.unindexed_fields.add(test.field.index);
            return;
        }
        self.covered.add(index);
        let mut i = 0;
        while i < strings.len() {
            if let Literal::Text(string) = strings[i] {
                let position = self.position_or_insert(test.field, string);
                self.entries[position].tests.add(index);
            }
            i += 1;
        }
    }

    /// The position of a string, which is added if it is new.
    const fn position_or_insert(&mut self, field: Field, string: &'static str) -> usize {
        let len = self.len as usize;
        let mut position = 0;
        while position < len {
            if self.entries[position].field == field.index && equal(self.entries[position].string, string) {
                return position;
            }
            position += 1;
        }
        self.entries[len] = Entry { field: field.index, string, tests: BitSet::EMPTY };
        self.len += 1;
        len
    }

    /// Whether a field has tests.
    #[inline]
    pub(crate) fn has_tests(&self, field: Field) -> bool {
        self.fields.has(field.index)
    }

    /// The covered tests that hold when the field is this string.
    #[inline]
    pub(crate) fn tests_for(&self, field: Field, string: &str) -> Option<&BitSet> {
        let entries = self.entries.iter().take(usize::from(self.len));
        let entry = entries.into_iter().find(|entry| entry.field == field.index && entry.string == string);
        entry.map(|entry| &entry.tests)
    }

    /// Whether a field has tests that must be evaluated one by one.
    #[inline]
    pub(crate) fn has_unindexed_tests(&self, field: Field) -> bool {
        self.unindexed_fields.has(field.index)
    }

    /// Whether a test is answered by the index alone.
    pub(crate) fn covers(&self, test: u8) -> bool {
        self.covered.has(test)
    }
}

/// The strings that a test looks for; empty if it looks for anything else, or into a nested value.
const fn strings(test: &Test) -> &'static [Literal] {
    let Assertion::OneOf(literals) = test.assertion else { return &[] };
    let mut i = 0;
    while i < literals.len() {
        if !matches!(literals[i], Literal::Text(_)) {
            return &[];
        }
        i += 1;
    }
    if test.path.is_empty() { literals } else { &[] }
}

/// `==`, which is not `const` for strings.
const fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut i = 0;
    while i < one.len() && i < other.len() && one[i] == other[i] {
        i += 1;
    }
    i == one.len() && i == other.len()
}

#[cfg(test)]
mod tests {
    use super::{MAX_STRINGS, TestIndex};
    use crate::{Assertion, Facts, Field, FieldValue, Literal, RuleSet, Test};

    const TYPE: Field = Field::new(0, "Type");
    const NAME: Field = Field::new(127, "Name");
    const LETTERS: &[Literal] = &[
        Literal::Text("a"),
        Literal::Text("b"),
        Literal::Text("c"),
        Literal::Text("d"),
        Literal::Text("e"),
        Literal::Text("f"),
    ];

    const fn one_of(field: Field, literals: &'static [Literal]) -> Test {
        Test::new(field, &[], Assertion::OneOf(literals))
    }

    /// Strings in one test, in two, twice in one, of two fields, next to a literal that is no string, and in a nested value.
    const TESTS: &[Test] = &[
        one_of(TYPE, &[Literal::Text("a"), Literal::Text("bb")]),
        one_of(TYPE, &[Literal::Text("bb"), Literal::Text("bb")]),
        one_of(NAME, &[Literal::Text("a")]),
        one_of(TYPE, &[Literal::Text("a"), Literal::Null]),
        one_of(TYPE, &[]),
        Test::new(TYPE, &["m"], Assertion::OneOf(&[Literal::Text("a")])),
        Test::new(TYPE, &[], Assertion::Length { minimum: Some(2), maximum: None }),
        one_of(NAME, LETTERS),
        one_of(NAME, &[Literal::Text(""), Literal::Text("1"), Literal::Text("2"), Literal::Text("3")]),
        // Only four more strings fit, so this test is not in the index and the next one is.
        one_of(NAME, LETTERS),
        one_of(NAME, &[Literal::Text("x"), Literal::Text("y"), Literal::Text("z")]),
    ];
    const RULES: RuleSet = RuleSet::new(&[TYPE, NAME], TESTS, &[]);

    #[test]
    fn the_index_agrees_with_evaluating_each_test() {
        let (null, object) = (serde_json::Value::Null, serde_json::json!({ "m": "a" }));
        let string = serde_json::json!("bb");
        let mut values: Vec<FieldValue<'_>> =
            ["", "a", "b", "bb", "c", "f", "x", "z", "aa", "A"].map(FieldValue::from).into();
        values.extend([&null, &object, &string].map(FieldValue::from));
        values.extend([FieldValue::from(1_i64), FieldValue::from(true)]);
        for field in [TYPE, NAME] {
            for value in &values {
                let facts = Facts::of(&RULES).value(field, Some(*value));
                for (index, test) in (0..).zip(TESTS) {
                    let expected = test.field == field && test.holds_for(*value);
                    assert_eq!(facts.holds(index), expected, "test {index} of {value:?} in {}", field.name);
                }
            }
        }
    }

    #[test]
    fn strings_are_indexed_up_to_the_maximum() {
        let test_index = &RULES.test_index;
        let covered: Vec<u8> = (0..11).filter(|test| test_index.covers(*test)).collect();
        assert_eq!(covered, [0, 1, 2, 7, 8, 10]);
        assert!(usize::from(test_index.len) <= MAX_STRINGS && test_index.len == 15);
        assert!(test_index.has_unindexed_tests(TYPE) && test_index.has_unindexed_tests(NAME));
        let only_strings = TestIndex::of(&TESTS[..3]);
        assert!(
            !only_strings.has_unindexed_tests(TYPE)
                && only_strings.has_tests(TYPE)
                && only_strings.has_tests(NAME)
        );
        assert!(!TestIndex::of(&[]).has_tests(TYPE));
    }
}
