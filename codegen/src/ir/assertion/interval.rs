//! A lower and an upper bound, as pairs of keywords give them: both ends are included, and either can be missing.

use std::cmp::Ordering;
use std::fmt::Display;

use serde_json::{Map, Value};

use super::keyword::{Constant, Expression};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval<T> {
    pub(super) minimum: Option<T>,
    pub(super) maximum: Option<T>,
}

impl<T: Copy + Eq + Display + Into<i64> + Into<Value>> Interval<T> {
    pub(super) fn from(minimum: T) -> Self {
        Self { minimum: Some(minimum), maximum: None }
    }

    pub(super) fn up_to(maximum: T) -> Self {
        Self { minimum: None, maximum: Some(maximum) }
    }

    /// A lower bound and an upper bound in one.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self { minimum, maximum: None }, Self { minimum: None, maximum }) => {
                Some(Self { minimum, maximum })
            }
            _ => None,
        }
    }

    /// Whether a value is inside that compares with the bounds like this, or that does not compare with them.
    pub(super) fn contains(self, compare: impl Fn(T) -> Option<Ordering>) -> bool {
        let beyond = |bound: Option<T>, side| bound.is_some_and(|bound| compare(bound) == Some(side));
        !beyond(self.minimum, Ordering::Less) && !beyond(self.maximum, Ordering::Greater)
    }

    pub(super) fn bounds(self) -> impl Iterator<Item = T> {
        self.minimum.into_iter().chain(self.maximum)
    }

    pub(super) fn words(self) -> String {
        match (self.minimum, self.maximum) {
            (Some(least), Some(most)) if least == most => least.to_string(),
            (Some(least), Some(most)) => format!("{least} to {most}"),
            (Some(least), None) => format!("at least {least}"),
            (None, Some(most)) => format!("at most {most}"),
            (None, None) => "anything".to_owned(),
        }
    }

    /// As the two keywords of these names.
    pub(super) fn schema(self, minimum: &str, maximum: &str) -> Map<String, Value> {
        let given = [(minimum, self.minimum), (maximum, self.maximum)];
        given.into_iter().filter_map(|(name, bound)| Some((name.to_owned(), bound?.into()))).collect()
    }

    pub(super) fn constant(self, variant: &'static str) -> Constant<'static> {
        let integer = |bound: T| Box::new(Expression::Integer(bound.into()));
        let field = |bound: Option<T>| Expression::Option(bound.map(integer));
        let fields = vec![("minimum", field(self.minimum)), ("maximum", field(self.maximum))];
        Constant { variant, fields }
    }
}
