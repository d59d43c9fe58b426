//! `multipleOf`

use serde_json::{Map, Value};

use super::instance::Instance;
use super::keyword::{AssertionKeyword, Boundaries, Constant, Expression, InvalidKeyword, Predicate, Verb};

/// A positive integer of which a number is a multiple.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MultipleOf(i64);

impl MultipleOf {
    pub(super) fn new(divisor: i64) -> Result<Self, InvalidKeyword> {
        let message = "`multipleOf` must be an integer greater than 0";
        let help = "write the integer that every value must be a multiple of";
        if divisor > 0 { Ok(Self(divisor)) } else { Err(InvalidKeyword { message, help }) }
    }
}

impl AssertionKeyword for MultipleOf {
    fn holds_for(&self, instance: Instance<'_>) -> bool {
        let Instance::Json(Value::Number(number)) = instance else { return true };
        let divisor = i128::from(self.0);
        let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
        if let Some(value) = integer {
            return value % divisor == 0;
        }
        // Written out, a float is exact, and can be divided by hand.
        number.as_f64().is_some_and(|float| {
            let digits = format!("{:.0}", float.abs());
            let rest = |rest: i128, digit: u8| (10 * rest + i128::from(digit & 0xf)) % divisor;
            float.fract() == 0.0 && digits.bytes().fold(0, rest) == 0
        })
    }

    fn add_boundaries<'k>(&'k self, boundaries: &mut Boundaries<'k>) {
        boundaries.divisors.insert(self.0);
        // A multiple of every divisor, however large their least common multiple is.
        boundaries.integers.push(0);
    }

    fn predicate(&self) -> Predicate {
        Predicate { verb: Verb::Be, complement: format!("a multiple of {}", self.0) }
    }

    fn schema(&self) -> Map<String, Value> {
        [("multipleOf".to_owned(), self.0.into())].into_iter().collect()
    }

    fn constant(&self) -> Constant<'_> {
        Constant { variant: "MultipleOf", fields: vec![("divisor", Expression::Integer(self.0))] }
    }
}
