//! The tests of a request, by what they look at.
//!
//! In: the tests, while they are compiled. Out: of a text, all tests that ask for it, found with one comparison for each
//! different text instead of one for each text of each test; of a field, whether there are other tests to evaluate.

use crate::rules::assertion::{Assertion, Literal, Test};
use crate::rules::fact_bits::BitSet;
use crate::rules::field::Field;

/// So many texts are looked up; hardly any request has more. Tests that ask for others are evaluated one by one.
const MOST_TEXTS: usize = 16;

/// Which tests look at what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TestIndex {
    /// The fields that some test looks at.
    fields: BitSet,
    texts: [Asked; MOST_TEXTS],
    len: u8,
    /// The tests that hold for those texts and for nothing else.
    found: BitSet,
    /// The fields with other tests.
    evaluated: BitSet,
}

/// A text, and the tests that ask for it.
#[derive(Clone, Copy, Debug)]
struct Asked {
    field: u8,
    text: &'static str,
    tests: BitSet,
}

impl TestIndex {
    pub(crate) const fn of(tests: &[Test]) -> Self {
        const NOTHING: Asked = Asked { field: 0, text: "", tests: BitSet::EMPTY };
        let mut test_index = Self {
            fields: BitSet::EMPTY,
            texts: [NOTHING; MOST_TEXTS],
            len: 0,
            found: BitSet::EMPTY,
            evaluated: BitSet::EMPTY,
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
        let texts = texts(test);
        if texts.is_empty() || texts.len() > MOST_TEXTS - self.len as usize {
            self.evaluated.add(test.field.index);
            return;
        }
        self.found.add(index);
        let mut i = 0;
        while i < texts.len() {
            if let Literal::Text(text) = texts[i] {
                let place = self.place(test.field, text);
                self.texts[place].tests.add(index);
            }
            i += 1;
        }
    }

    /// The place of a text, which is added if it is new.
    const fn place(&mut self, field: Field, text: &'static str) -> usize {
        let len = self.len as usize;
        let mut place = 0;
        while place < len {
            if self.texts[place].field == field.index && same(self.texts[place].text, text) {
                return place;
            }
            place += 1;
        }
        self.texts[len] = Asked { field: field.index, text, tests: BitSet::EMPTY };
        self.len += 1;
        len
    }

    /// Whether some test looks at a field.
    #[inline]
    pub(crate) fn has(&self, field: Field) -> bool {
        self.fields.has(field.index)
    }

    /// The tests that ask for this text of a field.
    #[inline]
    pub(crate) fn asking_for(&self, field: Field, text: &str) -> Option<&BitSet> {
        let texts = self.texts.iter().take(usize::from(self.len));
        texts.into_iter().find(|it| it.field == field.index && it.text == text).map(|it| &it.tests)
    }

    /// Whether a field has tests that are to be evaluated one by one.
    #[inline]
    pub(crate) fn is_evaluated(&self, field: Field) -> bool {
        self.evaluated.has(field.index)
    }

    /// Whether a test is found by its texts.
    pub(crate) fn finds(&self, test: u8) -> bool {
        self.found.has(test)
    }
}

/// The texts that a test asks for, if it asks for nothing but texts of the field itself.
const fn texts(test: &Test) -> &'static [Literal] {
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

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut i = 0;
    while i < one.len() && i < other.len() && one[i] == other[i] {
        i += 1;
    }
    i == one.len() && i == other.len()
}

#[cfg(test)]
mod tests {
    use super::{MOST_TEXTS, TestIndex};
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

    /// Texts that are asked for once, twice, in one test twice, of two fields, beside what is no text, and inside.
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
        // There is room for four more, so that this one is not looked up, and the next one is.
        one_of(NAME, LETTERS),
        one_of(NAME, &[Literal::Text("x"), Literal::Text("y"), Literal::Text("z")]),
    ];
    const RULES: RuleSet = RuleSet::new(&[TYPE, NAME], TESTS, &[]);

    #[test]
    fn what_is_looked_up_is_what_one_evaluates() {
        let (null, object) = (serde_json::Value::Null, serde_json::json!({ "m": "a" }));
        let text = serde_json::json!("bb");
        let mut values: Vec<FieldValue<'_>> =
            ["", "a", "b", "bb", "c", "f", "x", "z", "aa", "A"].map(FieldValue::from).into();
        values.extend([&null, &object, &text].map(FieldValue::from));
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
    fn texts_are_looked_up_as_far_as_there_is_room() {
        let test_index = &RULES.test_index;
        let found: Vec<u8> = (0..11).filter(|test| test_index.finds(*test)).collect();
        assert_eq!(found, [0, 1, 2, 7, 8, 10]);
        assert!(usize::from(test_index.len) <= MOST_TEXTS && test_index.len == 15);
        assert!(test_index.is_evaluated(TYPE) && test_index.is_evaluated(NAME));
        let only_texts = TestIndex::of(&TESTS[..3]);
        assert!(!only_texts.is_evaluated(TYPE) && only_texts.has(TYPE) && only_texts.has(NAME));
        assert!(!TestIndex::of(&[]).has(TYPE));
    }
}
