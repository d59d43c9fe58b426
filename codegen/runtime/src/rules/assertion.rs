//! Tests on the value of one field: the assertion keywords of
//! [JSON Schema 2020-12](https://json-schema.org/draft/2020-12/json-schema-validation), with the meaning that they have there.
//!
//! No type is converted into another, and a keyword about one type holds for values of every other type.

mod multiple_of;

use std::cmp::Ordering;

use crate::rules::field::Field;
use crate::rules::field_value::{FieldValue, Found};

/// A condition on the value of a field, with the meaning that JSON Schema gives it.
///
/// Holds when the field is there, every member of the path is there, and the value at its end satisfies the assertion: as a
/// schema, each step of the path is `required` beside `properties`, which ask nothing of what is no object.
///
/// ```
/// use flex_runtime::{Assertion, Field, Literal, Test};
///
/// const ROUTING: Field = Field::new(0, "Routing");
/// /// `{"status": "pending"}`, among others.
/// const PENDING: Test =
///     Test::new(ROUTING, &["status"], Assertion::OneOf(&[Literal::Text("pending")]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Test {
    /// The field whose value is tested.
    pub field: Field,
    /// The names of nested members, from the outermost to the one whose value is tested; empty for the field itself.
    pub path: &'static [&'static str],
    /// What the value is to be.
    pub assertion: Assertion,
}

impl Test {
    /// A test.
    pub const fn new(field: Field, path: &'static [&'static str], assertion: Assertion) -> Self {
        Self { field, path, assertion }
    }

    /// Whether it holds for a field with this value.
    pub(crate) fn holds_for(&self, value: FieldValue<'_>) -> bool {
        if self.path.is_empty() {
            return self.assertion.accepts(value);
        }
        match value.at(self.path) {
            Found::Value(value) => self.assertion.accepts(value),
            Found::Nothing => false,
            Found::NoObject => true,
        }
    }
}

/// What a value is to be.
#[derive(Clone, Copy, Debug)]
pub enum Assertion {
    /// `const` and `enum`: one of these values. `1.0` is `1`; `"1"` is not.
    OneOf(&'static [Literal]),
    /// `minimum` and `maximum`, both included. Holds for whatever is not a number.
    Range {
        /// The lowest value.
        minimum: Option<i64>,
        /// The highest value.
        maximum: Option<i64>,
    },
    /// `multipleOf`. Holds for whatever is not a number.
    MultipleOf {
        /// A positive integer.
        divisor: i64,
    },
    /// `pattern`. Holds for whatever is not a string.
    Pattern {
        /// The pattern as it was written.
        source: &'static str,
        /// Whether a text matches it.
        matches: fn(&str) -> bool,
    },
    /// `minLength` and `maxLength`, in Unicode code points, both included. Holds for whatever is not a string.
    Length {
        /// The shortest length.
        minimum: Option<u32>,
        /// The longest length.
        maximum: Option<u32>,
    },
    /// Anything: to be there is enough.
    Present,
    /// `not`: what does not satisfy the assertion.
    Not(&'static Assertion),
    /// What satisfies each of the assertions.
    All(&'static [Assertion]),
}

impl Assertion {
    /// Whether it is satisfied.
    fn accepts(&self, value: FieldValue<'_>) -> bool {
        match self {
            Self::OneOf(literals) => literals.iter().any(|literal| literal.is(value)),
            Self::Range { minimum, maximum } => {
                let beyond =
                    |bound: &Option<i64>, side| bound.is_some_and(|bound| value.compare(bound) == Some(side));
                !beyond(minimum, Ordering::Less) && !beyond(maximum, Ordering::Greater)
            }
            Self::MultipleOf { divisor } => multiple_of::is_multiple(value, *divisor),
            Self::Pattern { matches, .. } => value.text().is_none_or(matches),
            Self::Length { minimum, maximum } => value.text().is_none_or(|text| {
                let length = text.chars().count();
                let fits = |bound: u32| usize::try_from(bound).unwrap_or(usize::MAX);
                minimum.is_none_or(|bound| fits(bound) <= length)
                    && maximum.is_none_or(|bound| length <= fits(bound))
            }),
            Self::Present => true,
            Self::Not(assertion) => !assertion.accepts(value),
            Self::All(assertions) => assertions.iter().all(|assertion| assertion.accepts(value)),
        }
    }
}

/// A value to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A text.
    Text(&'static str),
    /// A number without a fraction.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`.
    Null,
}

impl Literal {
    /// Whether `value` equals this, as JSON Schema has it.
    fn is(self, value: FieldValue<'_>) -> bool {
        match self {
            Self::Text(text) => value.text() == Some(text),
            Self::Integer(integer) => value.compare(integer) == Some(Ordering::Equal),
            Self::Boolean(boolean) => value.boolean() == Some(boolean),
            Self::Null => matches!(value, FieldValue::Json(serde_json::Value::Null)),
        }
    }
}

#[cfg(test)]
mod tests;
