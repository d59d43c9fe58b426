//! Which combinations of the tests on one field some value of the field passes.
//!
//! Between two boundaries all values pass the same tests, so a few values represent all, with a few more where multiples
//! matter. Of a string that no test names only
//! the length is known: patterns are matched with the strings that are named, and otherwise taken to be independent.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::Data;
use crate::ir::{Assertion, Boundaries, Field, Instance, Scalar, Test, TypeKind};
use crate::lower::examples::scalar_value::named_value;
use crate::lower::schemas::types::Types;

/// Tests with more patterns than this are taken to be independent of each other.
const MAX_PATTERNS: usize = 8;

/// Tests with more divisors than this are taken to be independent of each other.
const MAX_DIVISORS: usize = 4;

/// The combinations of tests that a value can pass, each as a number with a bit for each test. Empty where that is
/// not known, as of members of an object, which can be of any type.
pub(crate) fn outcomes(field: &Field, tests: &[&Test], types: &Types) -> Vec<usize> {
    if tests.iter().any(|test| !test.path.is_empty()) {
        return Vec::new();
    }
    let assertions: Vec<&Assertion> = tests.iter().map(|test| &test.assertion).collect();
    let mut boundaries = Boundaries::default();
    for assertion in &assertions {
        assertion.add_boundaries(&mut boundaries);
    }
    let mut found = match field.ty.scalar {
        Scalar::Integer => integers(&assertions, &boundaries, i64::MIN, i64::MAX),
        Scalar::String | Scalar::Uri | Scalar::Timestamp => {
            strings(&assertions, &boundaries, &|_| true, 0, None)
        }
        Scalar::Named(id) => match types.kind(id) {
            TypeKind::BoundedInteger(bounded) => {
                integers(&assertions, &boundaries, bounded.minimum, bounded.maximum)
            }
            kind => {
                let is_valid = |text: &str| named_value(&Data::String(text.to_owned()), kind).is_some();
                let (minimum, maximum) = match kind {
                    TypeKind::Sid(pattern) => (pattern.length, Some(pattern.length)),
                    TypeKind::ConstrainedString(checked) => {
                        checked.length.as_ref().map_or((0, None), |length| (length.min, length.max))
                    }
                    _ => (0, None),
                };
                strings(&assertions, &boundaries, &is_valid, minimum, maximum)
            }
        },
        _ => BTreeSet::new(),
    };
    if field.ty.nullable && !found.is_empty() {
        found.insert(outcome(&assertions, Instance::Json(&Value::Null)));
    }
    found.into_iter().collect()
}

/// The assertions that hold for a value, as a number with a bit for each of them.
fn outcome(assertions: &[&Assertion], instance: Instance<'_>) -> usize {
    let holds = assertions.iter().map(|assertion| assertion.holds_for(instance));
    holds.enumerate().map(|(at, holds)| usize::from(holds) << at).sum()
}

fn integers(
    assertions: &[&Assertion],
    boundaries: &Boundaries<'_>,
    minimum: i64,
    maximum: i64,
) -> BTreeSet<usize> {
    let divisors = &boundaries.divisors;
    if divisors.len() > MAX_DIVISORS {
        return BTreeSet::new();
    }
    let near = |value: &i64| [value.saturating_sub(1), *value, value.saturating_add(1)];
    let starts = boundaries.integers.iter().flat_map(near).chain([minimum, maximum]);
    let inside = |value: &i64| (minimum..=maximum).contains(value);
    let values = starts.filter(inside).flat_map(|start| multiples_from(start, divisors)).filter(inside);
    values.map(|value| outcome(assertions, Instance::Json(&value.into()))).collect()
}

/// Integers from `start` on, among them the first of each kind that some divisors divide and the others do not.
fn multiples_from(start: i64, divisors: &BTreeSet<i64>) -> impl Iterator<Item = i64> {
    // The least common multiple of each set of divisors. No `i64` but 0 is a multiple of one beyond these bounds.
    let mut steps = BTreeSet::from([1]);
    for divisor in divisors {
        let more: Vec<i128> = steps.iter().map(|step| lcm(*step, i128::from(*divisor))).collect();
        steps.extend(more.into_iter().filter(|step| *step <= i128::from(u64::MAX)));
    }
    // Of 2ⁿ multiples in a row, one at least is a multiple of none of n other divisors, if any is (Kanold, 1967).
    let count = 1_i128 << divisors.len();
    steps.into_iter().flat_map(move |step| {
        let start = i128::from(start);
        let first = start + (-start).rem_euclid(step);
        (0..count).filter_map(move |index| i64::try_from(first + index * step).ok())
    })
}

/// The least common multiple.
fn lcm(one: i128, other: i128) -> i128 {
    let (mut divisor, mut rest) = (one, other);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    one / divisor * other
}

/// Of the valid strings whose length is in these bounds.
fn strings(
    assertions: &[&Assertion],
    boundaries: &Boundaries<'_>,
    is_valid: &dyn Fn(&str) -> bool,
    minimum: usize,
    maximum: Option<usize>,
) -> BTreeSet<usize> {
    if boundaries.patterns.len() > MAX_PATTERNS {
        return BTreeSet::new();
    }
    let named = boundaries.strings.iter().copied().chain([""]).filter(|text| is_valid(text));
    let of_text = |text: &str| outcome(assertions, Instance::Json(&text.into()));
    let mut found: BTreeSet<usize> = named.map(of_text).collect();
    // The empty string is among those above.
    let minimum = u32::try_from(minimum).unwrap_or(u32::MAX).max(1);
    let maximum = maximum.map_or(u32::MAX, |maximum| u32::try_from(maximum).unwrap_or(u32::MAX));
    let near = |length: &u32| [length.saturating_sub(1), *length, length.saturating_add(1)];
    let lengths: BTreeSet<u32> = boundaries.lengths.iter().flat_map(near).chain([minimum, maximum]).collect();
    for length in lengths.into_iter().filter(|length| (minimum..=maximum).contains(length)) {
        for matched in 0..1_usize << boundaries.patterns.len() {
            let matches = |source: &str| {
                let at = boundaries.patterns.iter().position(|known| *known == source);
                at.is_some_and(|at| matched & (1 << at) != 0)
            };
            found.insert(outcome(assertions, Instance::OtherString { length, matches: &matches }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::integers;
    use crate::ir::{Assertion, Boundaries, Instance, Keyword};

    /// The outcomes of `integers` against those of every integer of a range.
    #[test]
    fn every_combination_of_multiples_and_bounds_is_found() {
        let keyword = |(name, value)| Assertion::Keyword(Keyword::from_integer(name, value).unwrap());
        let table: [&[(&str, i64)]; 6] = [
            &[("multipleOf", 5)],
            &[("multipleOf", 5), ("minimum", 11), ("maximum", 14)],
            &[("multipleOf", 4), ("multipleOf", 6), ("maximum", 12)],
            &[("multipleOf", 2), ("multipleOf", 3), ("multipleOf", 5), ("minimum", -7)],
            &[("multipleOf", 6), ("multipleOf", 10), ("multipleOf", 15), ("multipleOf", 7)],
            &[("multipleOf", i64::MAX), ("multipleOf", i64::MAX - 1), ("multipleOf", 3), ("minimum", 1)],
        ];
        for keywords in table {
            let assertions: Vec<Assertion> = keywords.iter().copied().map(keyword).collect();
            let mut boundaries = Boundaries::default();
            for assertion in &assertions {
                assertion.add_boundaries(&mut boundaries);
            }
            let assertions: Vec<&Assertion> = assertions.iter().collect();
            for (minimum, maximum) in [(-1_000, 1_000), (1, 100), (-3, 3), (7, 7)] {
                let all: BTreeSet<usize> = (minimum..=maximum)
                    .map(|value| super::outcome(&assertions, Instance::Json(&value.into())))
                    .collect();
                let found = integers(&assertions, &boundaries, minimum, maximum);
                assert_eq!(found, all, "{keywords:?} from {minimum} to {maximum}");
            }
        }
    }
}
