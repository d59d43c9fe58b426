//! The state of the state space that a value of an example puts its field into.

use serde_json::Value;

use crate::ir::{Assertion, Example, ExampleField, ExampleValue, Instance, RequestObject, Test};

/// The state of a field that has a value.
pub(super) fn field_state(value: &ExampleField, object: &RequestObject) -> usize {
    let passes = |test: &Test| match (&value.value, &test.values) {
        (ExampleValue::Variant(variant), Some(values)) => values.get(*variant) == Some(&true),
        (ExampleValue::Boolean(boolean), Some(values)) => values.get(usize::from(!boolean)) == Some(&true),
        (ExampleValue::Object(value) | ExampleValue::Built(Example { json: value, .. }), _) => {
            holds_inside(&test.assertion, value, &test.path)
        }
        // Members do not apply to a value that is no object.
        _ if !test.path.is_empty() => true,
        (value, _) => holds(&test.assertion, value),
    };
    match &value.value {
        ExampleValue::Variant(variant) if object.space.size(value.field) > 2 => variant + 1,
        ExampleValue::Boolean(boolean) if object.space.size(value.field) > 2 => 1 + usize::from(!boolean),
        _ => object.space.state_of(value.field, |test| passes(&object.tests[test])),
    }
}

fn holds(assertion: &Assertion, value: &ExampleValue) -> bool {
    let json = match value {
        ExampleValue::String(text) => text.as_str().into(),
        ExampleValue::Integer(value) => (*value).into(),
        ExampleValue::Number(value) => (*value).into(),
        ExampleValue::Boolean(value) => (*value).into(),
        ExampleValue::Object(value) | ExampleValue::Built(Example { json: value, .. }) => value.clone(),
        ExampleValue::Cleared => "".into(),
        // No test is about an array.
        ExampleValue::Variant(_) | ExampleValue::List(_) | ExampleValue::Null => Value::Null,
    };
    assertion.holds_for(Instance::Json(&json))
}

/// Whether the member at the end of a path is there and satisfies an assertion. Members do not apply to a value that
/// is no object.
fn holds_inside(assertion: &Assertion, value: &Value, path: &[String]) -> bool {
    let Some((member, rest)) = path.split_first() else {
        return assertion.holds_for(Instance::Json(value));
    };
    value
        .as_object()
        .is_none_or(|members| members.get(member).is_some_and(|value| holds_inside(assertion, value, rest)))
}
