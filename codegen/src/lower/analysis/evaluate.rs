//! Values of examples against the tests of rules: a value comes in, the state that it puts its field into goes out.

use std::cmp::Ordering;

use crate::ir::{Assertion, Example, ExampleField, ExampleValue, Literal, RequestObject, Test};

/// The state of a field that has a value.
pub(crate) fn state(value: &ExampleField, object: &RequestObject) -> usize {
    let passes = |test: &Test| match (&value.value, &test.values) {
        (ExampleValue::Variant(variant), Some(values)) => values.get(*variant) == Some(&true),
        (ExampleValue::Boolean(boolean), Some(values)) => values.get(usize::from(!boolean)) == Some(&true),
        (ExampleValue::Object(value) | ExampleValue::Built(Example { json: value, .. }), _) => {
            admits_inside(&test.assertion, value, &test.path)
        }
        (value, _) => admits(&test.assertion, value),
    };
    match &value.value {
        ExampleValue::Variant(variant) if object.space.size(value.field) > 2 => variant + 1,
        ExampleValue::Boolean(boolean) if object.space.size(value.field) > 2 => 1 + usize::from(!boolean),
        _ => object.space.state_of(value.field, |test| passes(&object.tests[test])),
    }
}

/// Whether a value passes a test.
fn admits(assertion: &Assertion, value: &ExampleValue) -> bool {
    let json = match value {
        ExampleValue::String(text) => text.as_str().into(),
        ExampleValue::Integer(value) => (*value).into(),
        ExampleValue::Number(value) => (*value).into(),
        ExampleValue::Boolean(value) => (*value).into(),
        ExampleValue::Object(value) | ExampleValue::Built(Example { json: value, .. }) => value.clone(),
        // No test looks at a list.
        ExampleValue::Variant(_) | ExampleValue::List(_) => serde_json::Value::Null,
    };
    admits_json(assertion, &json)
}

/// Whether the member at the end of a path is there and passes. What is no object is not asked for members.
fn admits_inside(assertion: &Assertion, value: &serde_json::Value, path: &[String]) -> bool {
    let Some((member, rest)) = path.split_first() else { return admits_json(assertion, value) };
    value
        .as_object()
        .is_none_or(|members| members.get(member).is_some_and(|value| admits_inside(assertion, value, rest)))
}

pub(crate) fn admits_json(assertion: &Assertion, value: &serde_json::Value) -> bool {
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    match assertion {
        Assertion::OneOf(words) => words.iter().any(|word| match word {
            Literal::String(word) => value == word.as_str(),
            Literal::Integer(word) => compare(value, *word) == Some(Ordering::Equal),
            Literal::Boolean(word) => value == *word,
        }),
        Assertion::Range { minimum, maximum } => {
            let beyond =
                |bound: &Option<i64>, side| bound.is_some_and(|bound| compare(value, bound) == Some(side));
            !beyond(minimum, Ordering::Less) && !beyond(maximum, Ordering::Greater)
        }
        Assertion::Length { minimum, maximum } => value.as_str().map(length).is_none_or(|length| {
            minimum.is_none_or(|bound| length >= bound) && maximum.is_none_or(|bound| length <= bound)
        }),
        Assertion::Pattern(_, automaton) => value.as_str().is_none_or(|text| automaton.matches(text)),
        Assertion::Present => true,
        Assertion::Not(inner) => !admits_json(inner, value),
        Assertion::All(all) => all.iter().all(|assertion| admits_json(assertion, value)),
    }
}

/// Where a number lies beside an integer; `1.0` is `1`.
fn compare(value: &serde_json::Value, integer: i64) -> Option<Ordering> {
    if let Some(value) = value.as_i64() {
        return Some(value.cmp(&integer));
    }
    let number = value.as_f64()?;
    let floor = number.floor();
    // Written out, a float is exact; what is no `i64` lies beyond all of them.
    Some(match format!("{floor:.0}").parse::<i64>() {
        Ok(below) if below == integer && number > floor => Ordering::Greater,
        Ok(below) => below.cmp(&integer),
        Err(_) if number > 0.0 => Ordering::Greater,
        Err(_) => Ordering::Less,
    })
}

/// Whether one of the known values of a field passes.
pub(crate) fn admits_word(assertion: &Assertion, word: &Literal) -> bool {
    match assertion {
        Assertion::OneOf(words) => words.contains(word),
        Assertion::Not(inner) => !admits_word(inner, word),
        Assertion::All(all) => all.iter().all(|assertion| admits_word(assertion, word)),
        Assertion::Range { .. } | Assertion::Length { .. } | Assertion::Pattern(..) | Assertion::Present => {
            true
        }
    }
}
