//! Finite floats. Neither JSON nor decimal digits can express NaN and the infinities.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

/// A number in a request: any `f64` except NaN and the infinities.
///
/// It is written in the fewest decimal digits that read back as the same number, without an exponent. There is no negative
/// zero.
///
/// ```
/// use flex_runtime::{Number, lit};
///
/// // A literal is checked at compile time, an integer needs no check, and a float at run time may be rejected.
/// assert_eq!(lit!(Number, 6.985619).to_string(), "6.985619");
/// assert_eq!(Number::from(7).to_string(), "7");
/// assert_eq!(Number::new(1.5e300 / 1e298)?.get(), 150.0);
/// assert!(Number::new(1.0 / 0.0).is_err());
/// # Ok::<_, flex_runtime::NotFinite>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Deserialize)]
#[serde(try_from = "f64")]
pub struct Number(f64);

/// A number without a fraction is written as an integer, `3` and not `3.0`, if it fits into 64 bits.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.to_string().parse() {
            Ok(integer) => serializer.serialize_i64(integer),
            Err(_) => serializer.serialize_f64(self.0),
        }
    }
}

impl Number {
    /// Checks a float.
    ///
    /// # Errors
    /// When `value` is NaN or infinite.
    pub const fn new(value: f64) -> Result<Self, NotFinite> {
        // Adding zero changes negative zero, and no other float.
        if value.is_finite() { Ok(Self(value + 0.0)) } else { Err(NotFinite(())) }
    }

    /// Checks a literal. In a constant, as the `lit!` macro makes, an invalid one is a compile error.
    ///
    /// # Panics
    /// When `value` is NaN or infinite. Use `new` for floats known only at run time.
    #[track_caller]
    #[expect(
        clippy::panic,
        reason = "a panic in constant evaluation is a compile error, which is the purpose"
    )]
    pub const fn literal(value: f64) -> Self {
        match Self::new(value) {
            Ok(number) => number,
            Err(_) => panic!("{}", NotFinite::SENTENCE),
        }
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Parses `-?[0-9]+(\.[0-9]+)?`, which is what this type writes. `None` for anything else.
    pub(crate) fn from_decimal(text: &str) -> Option<Result<Self, NotFinite>> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let decimal = digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(fraction);
        // With too many digits, it is infinite.
        decimal.then(|| Self::new(text.parse().unwrap_or(f64::INFINITY)))
    }
}

/// The number is NaN or infinite, or the string is not a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFinite(());

impl NotFinite {
    const SENTENCE: &str = "not a finite number";
}

impl fmt::Display for NotFinite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::SENTENCE)
    }
}

impl Error for NotFinite {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Number {
    type Err = NotFinite;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_decimal(text).unwrap_or(Err(NotFinite(())))
    }
}

impl TryFrom<f64> for Number {
    type Error = NotFinite;

    fn try_from(value: f64) -> Result<Self, Self::Error> {
        Self::new(value)
    }
}

impl From<Number> for f64 {
    fn from(number: Number) -> Self {
        number.0
    }
}

macro_rules! from_integers {
    ($($Integer:ty),+) => {$(
        impl From<$Integer> for Number {
            fn from(value: $Integer) -> Self {
                Self(value.into())
            }
        }
    )+};
}

from_integers!(i8, i16, i32, u8, u16, u32);

#[cfg(test)]
mod tests {
    use super::{NotFinite, Number};
    use crate::{FormWriter, lit};

    #[test]
    fn nan_and_infinities_are_rejected() {
        for value in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Number::new(value), Err(NotFinite(())));
            assert_eq!(Number::try_from(value), Err(NotFinite(())));
        }
        assert_eq!(NotFinite(()).to_string(), "not a finite number");
        let panic = std::panic::catch_unwind(|| Number::literal(f64::NAN)).unwrap_err();
        assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some("not a finite number"));
    }

    #[test]
    fn the_decimal_text_is_the_shortest_that_round_trips() {
        const LITERAL: Number = lit!(Number, 6.985_619);
        assert_eq!(LITERAL.to_string(), "6.985619");
        for (value, text) in
            [(0.1 + 0.2, "0.30000000000000004"), (-0.0, "0"), (7.0, "7"), (-1e-7, "-0.0000001")]
        {
            assert_eq!(Number::new(value).unwrap().to_string(), text);
        }
        for value in [f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 1e21, 0.1, -123.456] {
            let number = Number::new(value).unwrap();
            let mut form = FormWriter::new();
            form.field("F", Some(&number));
            let text = form.as_str().strip_prefix("F=").unwrap();
            assert!(!text.contains(['e', 'E', '%']), "{text}");
            assert_eq!(text.parse(), Ok(number));
        }
    }

    #[test]
    fn only_decimal_text_is_parsed() {
        for (text, value) in [("7", 7.0), ("-0.50", -0.5), ("007", 7.0), ("-0", 0.0)] {
            assert_eq!(text.parse(), Number::new(value), "{text}");
        }
        let many = "9".repeat(400);
        for text in [
            "", "-", ".5", "5.", "1.2.3", "1e3", "+1", " 1", "NaN", "inf", "-inf", "0x1", "--1", "1.-2",
            &many,
        ] {
            assert_eq!(text.parse::<Number>(), Err(NotFinite(())), "{text}");
        }
    }

    #[test]
    fn integers_convert_and_json_agrees() {
        assert_eq!([Number::from(7_i8), Number::from(7_u32), Number::from(7)], [lit!(Number, 7.0); 3]);
        assert_eq!(Number::new(f64::from(Number::from(-2))), Number::new(Number::from(-2).get()));
        for (number, text) in [(0.5, "0.5"), (3.0, "3"), (-2.0, "-2"), (1e300, "1e+300"), (-0.0, "0")] {
            assert_eq!(serde_json::to_string(&Number::new(number).unwrap()).unwrap(), text);
        }
        assert_eq!(serde_json::from_str::<Number>("3").unwrap(), Number::from(3));
        assert!(serde_json::from_str::<Number>("\"3\"").is_err());
        assert!(serde_json::from_str::<Number>("null").is_err());
    }
}
