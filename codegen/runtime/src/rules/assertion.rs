//! Tests on the value of one field: the assertion keywords of
//! [JSON Schema 2020-12](https://json-schema.org/draft/2020-12/json-schema-validation), with the meaning that they have there.
//!
//! No type is converted into another, and a keyword about one type holds for values of every other type.

mod multiple_of;

use std::cmp::Ordering;

use crate::rules::field::Field;
use crate::rules::field_value::{AtPath, FieldValue};

/// A condition on the value of a field, or on a value nested in it.
///
/// Holds when the field is present, every member of the path is present, and the value at its end satisfies the assertion. A
/// path means what `required` beside `properties` means in a schema, step by step: if something before its end is not an
/// object, the test holds.
///
/// ```
/// use flex_runtime::{Assertion, Field, Literal, Test};
///
/// const ROUTING: Field = Field::new(0, "Routing");
/// /// Holds for `{"status": "pending"}`, whatever other members there are.
/// const PENDING: Test =
///     Test::new(ROUTING, &["status"], Assertion::OneOf(&[Literal::Text("pending")]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Test {
    /// The field whose value is tested.
    pub field: Field,
    /// The names of nested members, outermost first. Empty to test the value of the field itself.
    pub path: &'static [&'static str],
    /// What the value must satisfy.
    pub assertion: Assertion,
}

impl Test {
    /// A test.
    pub const fn new(field: Field, path: &'static [&'static str], assertion: Assertion) -> Self {
        Self { field, path, assertion }
    }

    /// Whether it holds when the field has this value.
    pub(crate) fn holds_for(&self, value: FieldValue<'_>) -> bool {
        if self.path.is_empty() {
            return self.assertion.is_satisfied_by(value);
        }
        match value.at(self.path) {
            AtPath::Value(value) => self.assertion.is_satisfied_by(value),
            AtPath::Missing => false,
            AtPath::NotAnObject => true,
        }
    }
}

/// A condition on a value.
#[derive(Clone, Copy, Debug)]
pub enum Assertion {
    /// `const` and `enum`: one of these values. `1.0` equals `1`; `"1"` does not.
    OneOf(&'static [Literal]),
    /// `minimum` and `maximum`, both inclusive. Holds for everything that is not a number.
    Range {
        /// The minimum.
        minimum: Option<i64>,
        /// The maximum.
        maximum: Option<i64>,
    },
    /// `multipleOf`. Holds for everything that is not a number.
    MultipleOf {
        /// A positive integer.
        divisor: i64,
    },
    /// `pattern`. Holds for everything that is not a string.
    Pattern {
        /// The pattern as the description has it.
        source: &'static str,
        /// Whether a string matches it.
        matches: fn(&str) -> bool,
    },
    /// `minLength` and `maxLength`, in Unicode code points, both inclusive. Holds for everything that is not a string.
    Length {
        /// The minimum length.
        minimum: Option<u32>,
        /// The maximum length.
        maximum: Option<u32>,
    },
    /// Any value.
    Present,
    /// `not`: a value that does not satisfy the assertion.
    Not(&'static Assertion),
    /// `allOf`: a value that satisfies each of the assertions.
    All(&'static [Assertion]),
}

impl Assertion {
    fn is_satisfied_by(&self, value: FieldValue<'_>) -> bool {
        match self {
            Self::OneOf(literals) => literals.iter().any(|literal| literal.equals(value)),
            Self::Range { minimum, maximum } => {
                let beyond =
                    |bound: &Option<i64>, side| bound.is_some_and(|bound| value.compare(bound) == Some(side));
                !beyond(minimum, Ordering::Less) && !beyond(maximum, Ordering::Greater)
            }
            Self::MultipleOf { divisor } => multiple_of::is_multiple(value, *divisor),
            Self::Pattern { matches, .. } => value.as_str().is_none_or(matches),
            Self::Length { minimum, maximum } => value.as_str().is_none_or(|string| {
                let length = string.chars().count();
                let saturated = |bound: u32| usize::try_from(bound).unwrap_or(usize::MAX);
                minimum.is_none_or(|bound| saturated(bound) <= length)
                    && maximum.is_none_or(|bound| length <= saturated(bound))
            }),
            Self::Present => true,
            Self::Not(assertion) => !assertion.is_satisfied_by(value),
            Self::All(assertions) => assertions.iter().all(|assertion| assertion.is_satisfied_by(value)),
        }
    }
}

/// A value to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`.
    Null,
}

impl Literal {
    /// Equality as JSON Schema defines it.
    fn equals(self, value: FieldValue<'_>) -> bool {
        match self {
            Self::Text(string) => value.as_str() == Some(string),
            Self::Integer(integer) => value.compare(integer) == Some(Ordering::Equal),
            Self::Boolean(boolean) => value.as_bool() == Some(boolean),
            Self::Null => matches!(value, FieldValue::Json(serde_json::Value::Null)),
        }
    }
}

#[cfg(test)]
mod tests;
