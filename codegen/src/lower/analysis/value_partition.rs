//! What a value can come to: the tests on one field come in, the combinations of them that some value passes go out.
//!
//! All values between two bounds behave alike, so a few of them stand for all. Of a text that no test names only the length
//! is known: patterns are run on the texts that are named, and taken for independent of each other otherwise.

use std::collections::BTreeSet;

use super::evaluate::admits_json;
use crate::document::Data;
use crate::ir::{Assertion, Field, Literal, Scalar, Test, TypeKind};
use crate::lower::examples::scalar_value::named_value;
use crate::lower::schemas::types::Types;

/// Tests with more patterns than this are taken for independent of each other.
const MOST_PATTERNS: usize = 8;

/// The combinations of tests that a value can pass, each as a number whose bits stand for the tests. Empty where that is
/// not known, as of members of an object, which can be of any type.
pub(crate) fn outcomes(field: &Field, tests: &[&Test], types: &Types) -> Vec<usize> {
    if tests.iter().any(|test| !test.path.is_empty()) {
        return Vec::new();
    }
    let assertions: Vec<&Assertion> = tests.iter().map(|test| &test.assertion).collect();
    let mut known = Known::default();
    for assertion in &assertions {
        known.learn(assertion);
    }
    let found = match field.ty.scalar {
        Scalar::Integer => integers(&assertions, &known, i64::MIN, i64::MAX),
        Scalar::String | Scalar::Uri | Scalar::Timestamp => texts(&assertions, &known, &|_| true, 0, None),
        Scalar::Named(id) => match types.kind(id) {
            TypeKind::BoundedInteger(bounded) => {
                integers(&assertions, &known, bounded.minimum, bounded.maximum)
            }
            kind => {
                let takes = |text: &str| named_value(&Data::String(text.to_owned()), kind).is_some();
                let (least, most) = match kind {
                    TypeKind::Sid(pattern) => (pattern.length, Some(pattern.length)),
                    TypeKind::ConstrainedString(checked) => {
                        checked.length.as_ref().map_or((0, None), |length| (length.min, length.max))
                    }
                    _ => (0, None),
                };
                texts(&assertions, &known, &takes, least, most)
            }
        },
        _ => BTreeSet::new(),
    };
    found.into_iter().collect()
}

/// What tests name.
#[derive(Default)]
struct Known<'t> {
    integers: Vec<i64>,
    texts: Vec<&'t str>,
    lengths: Vec<u32>,
    patterns: Vec<&'t str>,
}

impl<'t> Known<'t> {
    fn learn(&mut self, assertion: &'t Assertion) {
        match assertion {
            Assertion::OneOf(words) => words.iter().for_each(|word| match word {
                Literal::String(text) => self.texts.push(text),
                Literal::Integer(value) => self.integers.push(*value),
                Literal::Boolean(_) => {}
            }),
            Assertion::Range { minimum, maximum } => {
                self.integers.extend(minimum.iter().chain(maximum));
            }
            Assertion::Length { minimum, maximum } => self.lengths.extend(minimum.iter().chain(maximum)),
            Assertion::Pattern(source, _) if !self.patterns.contains(&source.as_str()) => {
                self.patterns.push(source);
            }
            Assertion::Pattern(..) | Assertion::Present => {}
            Assertion::Not(inner) => self.learn(inner),
            Assertion::All(all) => {
                for assertion in all {
                    self.learn(assertion);
                }
            }
        }
    }
}

fn number(passed: impl Iterator<Item = bool>) -> usize {
    passed.enumerate().map(|(at, passed)| usize::from(passed) << at).sum()
}

fn integers(assertions: &[&Assertion], known: &Known<'_>, least: i64, most: i64) -> BTreeSet<usize> {
    let near = |value: &i64| [value.saturating_sub(1), *value, value.saturating_add(1)];
    let values = known.integers.iter().flat_map(near).chain([least, most]);
    let inside = values.filter(|value| (least..=most).contains(value));
    inside
        .map(|value| number(assertions.iter().map(|assertion| admits_json(assertion, &value.into()))))
        .collect()
}

/// Of texts that `takes` takes and that are as long as this.
fn texts(
    assertions: &[&Assertion],
    known: &Known<'_>,
    takes: &dyn Fn(&str) -> bool,
    least: usize,
    most: Option<usize>,
) -> BTreeSet<usize> {
    if known.patterns.len() > MOST_PATTERNS {
        return BTreeSet::new();
    }
    let named = known.texts.iter().copied().chain([""]).filter(|text| takes(text));
    let of_text =
        |text: &str| number(assertions.iter().map(|assertion| admits_json(assertion, &text.into())));
    let mut found: BTreeSet<usize> = named.map(of_text).collect();
    // The empty text is looked at above.
    let least = u32::try_from(least).unwrap_or(u32::MAX).max(1);
    let most = most.map_or(u32::MAX, |most| u32::try_from(most).unwrap_or(u32::MAX));
    let near = |length: &u32| [length.saturating_sub(1), *length, length.saturating_add(1)];
    let lengths: BTreeSet<u32> = known.lengths.iter().flat_map(near).chain([least, most]).collect();
    for length in lengths.into_iter().filter(|length| (least..=most).contains(length)) {
        for matched in 0..1_usize << known.patterns.len() {
            let matches = |source: &str| {
                let at = known.patterns.iter().position(|known| *known == source);
                at.is_some_and(|at| matched & (1 << at) != 0)
            };
            found.insert(number(assertions.iter().map(|assertion| passes(assertion, length, &matches))));
        }
    }
    found
}

/// Whether a text of this length that no test names passes.
fn passes(assertion: &Assertion, length: u32, matches: &dyn Fn(&str) -> bool) -> bool {
    match assertion {
        Assertion::OneOf(_) => false,
        Assertion::Range { .. } | Assertion::Present => true,
        Assertion::Length { minimum, maximum } => {
            minimum.is_none_or(|bound| length >= bound) && maximum.is_none_or(|bound| length <= bound)
        }
        Assertion::Pattern(source, _) => matches(source),
        Assertion::Not(inner) => !passes(inner, length, matches),
        Assertion::All(all) => all.iter().all(|assertion| passes(assertion, length, matches)),
    }
}
