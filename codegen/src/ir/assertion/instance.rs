//! The values that assertions are evaluated on.

use std::cmp::Ordering;

use serde_json::Value;

use super::literal::Literal;

/// What JSON Schema calls an instance: the value that a schema is applied to.
#[derive(Clone, Copy)]
pub(crate) enum Instance<'v> {
    Json(&'v Value),
    /// Any string of this length that no assertion names; of a pattern, `matches` says whether it matches.
    OtherString {
        length: u32,
        matches: &'v dyn Fn(&str) -> bool,
    },
}

impl Instance<'_> {
    /// Whether it is this value; `1.0` is `1`.
    pub(super) fn equals(self, literal: &Literal) -> bool {
        match (self, literal) {
            (_, Literal::Integer(integer)) => self.compare(*integer) == Some(Ordering::Equal),
            (Self::Json(value), Literal::String(text)) => value == text.as_str(),
            (Self::Json(value), Literal::Boolean(boolean)) => value == boolean,
            (Self::OtherString { .. }, _) => false,
        }
    }

    /// How the number compares with an integer, if it is a number.
    pub(super) fn compare(self, integer: i64) -> Option<Ordering> {
        let Self::Json(value) = self else { return None };
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

    /// The number of characters, if it is a string.
    pub(super) fn length(self) -> Option<u32> {
        match self {
            Self::Json(value) => {
                value.as_str().map(|text| u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
            }
            Self::OtherString { length, .. } => Some(length),
        }
    }
}
