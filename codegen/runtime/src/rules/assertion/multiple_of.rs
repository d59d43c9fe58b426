//! Whether a number is a multiple of an integer.

use serde_json::Value;

use crate::rules::field_value::FieldValue;

/// Whether a value is a multiple of `divisor`, or no number. Neither is rounded to the type of the other.
pub(super) fn is_multiple(value: FieldValue<'_>, divisor: i64) -> bool {
    let divisor = i128::from(divisor);
    match value {
        FieldValue::Integer(value) => is_integer_multiple(value.into(), divisor),
        FieldValue::Number(value) => is_float_multiple(value, divisor),
        FieldValue::Json(Value::Number(number)) => {
            let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
            match integer {
                Some(value) => is_integer_multiple(value, divisor),
                None => number.as_f64().is_some_and(|value| is_float_multiple(value, divisor)),
            }
        }
        _ => true,
    }
}

fn is_integer_multiple(value: i128, divisor: i128) -> bool {
    value.checked_rem(divisor) == Some(0)
}

fn is_float_multiple(value: f64, divisor: i128) -> bool {
    if value.fract() != 0.0 {
        return false;
    }
    // Written out, a float is exact, and can be divided by hand.
    let digits = format!("{:.0}", value.abs());
    let rest = digits
        .bytes()
        .try_fold(0_i128, |rest, digit| (10 * rest + i128::from(digit & 0xf)).checked_rem(divisor));
    rest == Some(0)
}
