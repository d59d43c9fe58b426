//! Which combinations of the tests on one field some value of the field passes.
//!
//! Between two boundaries all values pass the same tests, so a few values represent all. Of a string that no test names only
//! the length is known: patterns are matched with the strings that are named, and otherwise taken to be independent.

use std::collections::BTreeSet;

use crate::document::Data;
use crate::ir::{Assertion, Boundaries, Field, Instance, Scalar, Test, TypeKind};
use crate::lower::examples::scalar_value::named_value;
use crate::lower::schemas::types::Types;

/// Tests with more patterns than this are taken to be independent of each other.
const MAX_PATTERNS: usize = 8;

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
    let found = match field.ty.scalar {
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
    let near = |value: &i64| [value.saturating_sub(1), *value, value.saturating_add(1)];
    let values = boundaries.integers.iter().flat_map(near).chain([minimum, maximum]);
    let inside = values.filter(|value| (minimum..=maximum).contains(value));
    inside.map(|value| outcome(assertions, Instance::Json(&value.into()))).collect()
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
