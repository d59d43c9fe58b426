//! Reading integers from forms and JSON, and comparing numbers with them exactly.

use std::cmp::Ordering;

use serde_json::Number;

/// Why a number is not an `i64`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAnInteger {
    /// It has a fraction, or the text is not a number.
    Fraction,
    /// It is an integer that does not fit into an `i64`.
    TooLarge,
}

/// Parses `-?[0-9]+` and nothing else: no `+`, no spaces, no separators.
pub(crate) fn from_text(text: &str) -> Result<i64, NotAnInteger> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotAnInteger::Fraction);
    }
    // After this check, only overflow is left.
    text.parse().map_err(|_| NotAnInteger::TooLarge)
}

/// Converts a JSON number. As in JSON Schema, `3.0` is an integer.
pub(crate) fn from_json(number: &Number) -> Result<i64, NotAnInteger> {
    if let Some(integer) = number.as_i64() {
        return Ok(integer);
    }
    match number.as_f64() {
        Some(float) if float.is_finite() && float.fract() != 0.0 => Err(NotAnInteger::Fraction),
        Some(float) if !number.is_u64() => whole(float).ok_or(NotAnInteger::TooLarge),
        _ => Err(NotAnInteger::TooLarge),
    }
}

/// The lowest float that is too large for an `i64`. Its negative is the lowest that fits. As a power of two it is exact.
const BOUND: f64 = 9_223_372_036_854_775_808.0;

/// `float` as an integer, if it has no fraction and fits into an `i64`.
pub(crate) fn whole(float: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "checked to have no fraction and to be in range")]
    (float.fract() == 0.0 && (-BOUND..BOUND).contains(&float)).then_some(float as i64)
}

/// Compares a float with an integer, without rounding either to the type of the other. `None` for NaN.
pub(crate) fn compare(float: f64, integer: i64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    let floor = float.floor();
    Some(match whole(floor) {
        Some(below) if below == integer && float > floor => Ordering::Greater,
        Some(below) => below.cmp(&integer),
        None if float > 0.0 => Ordering::Greater,
        None => Ordering::Less,
    })
}

/// Compares a JSON number with an integer.
pub(crate) fn compare_json(number: &Number, integer: i64) -> Option<Ordering> {
    if let Some(value) = number.as_i64() {
        return Some(value.cmp(&integer));
    }
    // A number that does not fit into an `i64` is beyond all of them, also after rounding to a float. Numbers beyond floats
    // exist only with the `arbitrary_precision` feature of serde_json, which any crate of a build can turn on.
    let infinity = || if number.to_string().starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
    compare(number.as_f64().unwrap_or_else(infinity), integer)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use super::{NotAnInteger, compare, compare_json, from_json, from_text, whole};

    #[test]
    fn reads_decimal_text_only() {
        assert_eq!(from_text("0"), Ok(0));
        assert_eq!(from_text("-007"), Ok(-7));
        assert_eq!(from_text("9223372036854775807"), Ok(i64::MAX));
        assert_eq!(from_text("-9223372036854775808"), Ok(i64::MIN));
        assert_eq!(from_text("9223372036854775808"), Err(NotAnInteger::TooLarge));
        for text in ["", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "--1", "١"] {
            assert_eq!(from_text(text), Err(NotAnInteger::Fraction), "{text:?}");
        }
    }

    #[test]
    fn reads_json_numbers_without_fraction() {
        let read = |text: &str| from_json(&serde_json::from_str(text).unwrap());
        assert_eq!(read("3"), Ok(3));
        assert_eq!(read("3.0"), Ok(3));
        assert_eq!(read("-3e2"), Ok(-300));
        assert_eq!(read("3.5"), Err(NotAnInteger::Fraction));
        assert_eq!(read("1e-320"), Err(NotAnInteger::Fraction));
        assert_eq!(read("18446744073709551615"), Err(NotAnInteger::TooLarge));
        assert_eq!(read("9223372036854775808"), Err(NotAnInteger::TooLarge));
        assert_eq!(read("1e300"), Err(NotAnInteger::TooLarge));
    }

    #[test]
    fn whole_is_exact_at_the_bounds() {
        assert_eq!(whole(-9_223_372_036_854_775_808.0), Some(i64::MIN));
        assert_eq!(whole(9_223_372_036_854_775_808.0), None);
        assert_eq!(whole(9_223_372_036_854_774_784.0), Some(9_223_372_036_854_774_784));
        assert_eq!(whole(f64::NAN), None);
        assert_eq!(whole(f64::INFINITY), None);
        assert_eq!(whole(0.5), None);
    }

    #[test]
    fn comparison_is_exact() {
        let table = [
            (1.0, 1, Equal),
            (-0.0, 0, Equal),
            (1.5, 1, Greater),
            (1.5, 2, Less),
            (-1.5, -1, Less),
            (-1.5, -2, Greater),
            (1e-320, 0, Greater),
            (-1e-320, 0, Less),
            // These would be equal as floats.
            (9_007_199_254_740_992.0, 9_007_199_254_740_993, Less),
            (9_223_372_036_854_775_808.0, i64::MAX, Greater),
            (-9_223_372_036_854_775_808.0, i64::MIN, Equal),
            (-1e300, i64::MIN, Less),
            (1e300, i64::MAX, Greater),
            (f64::INFINITY, i64::MAX, Greater),
            (f64::NEG_INFINITY, i64::MIN, Less),
        ];
        for (float, integer, expected) in table {
            assert_eq!(compare(float, integer), Some(expected), "{float} and {integer}");
        }
        assert_eq!(compare(f64::NAN, 0), None);
    }

    #[test]
    fn json_numbers_compare_in_every_form() {
        let compare = |text: &str, to| compare_json(&serde_json::from_str(text).unwrap(), to);
        assert_eq!(compare("-7", -7), Some(Equal));
        assert_eq!(compare("9223372036854775807", i64::MAX), Some(Equal));
        assert_eq!(compare("9223372036854775808", i64::MAX), Some(Greater));
        assert_eq!(compare("18446744073709551615", -1), Some(Greater), "not mistaken for -1");
        assert_eq!(compare("1.0", 1), Some(Equal));
        assert_eq!(compare("10e-1", 1), Some(Equal));
        assert_eq!(compare("-1e300", i64::MIN), Some(Less));
    }
}
