//! Values of requests that may be null. Only JSON has null.

use std::ops::Deref;

use serde::{Serialize, Serializer};

/// A value in the JSON of a request, or null.
///
/// Null is not the same as nothing: what is not set is not sent, and the service leaves it as it is. The setter of a field
/// takes a value, and its twin `…_null` sends null.
///
/// ```
/// use flex_runtime::Nullable;
///
/// assert_eq!(serde_json::to_string(&Nullable::from(5)).unwrap(), "5");
/// assert_eq!(serde_json::to_string(&Nullable::<i64>::Null).unwrap(), "null");
/// assert_eq!(Nullable::Value("a").value(), Some("a"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// Null.
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, unless it is null.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Whether it is null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The same with a reference to the value.
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The same with what the value dereferences to.
    pub fn as_deref(&self) -> Nullable<&T::Target>
    where
        T: Deref,
    {
        self.as_ref().map(T::deref)
    }

    /// The same with another value in place of the value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Nullable;

    #[test]
    fn null_stays_null_whatever_is_done_with_it() {
        let null = Nullable::<String>::Null;
        assert!(null.is_null() && null.as_ref().is_null() && null.as_deref().is_null());
        assert_eq!(null.clone().map(|text| text.len()), Nullable::Null);
        assert_eq!(null.value(), None);
    }

    #[test]
    fn a_value_is_reached_in_every_way() {
        let value = Nullable::from("a".to_owned());
        assert!(!value.is_null());
        assert_eq!(value.as_ref(), Nullable::Value(&"a".to_owned()));
        assert_eq!(value.as_deref(), Nullable::Value("a"));
        assert_eq!(value.clone().map(|text| text.len()), Nullable::Value(1));
        assert_eq!(value.value().as_deref(), Some("a"));
    }
}
