//! Integers with documented bounds.

use std::error::Error;
use std::fmt;

use serde::Deserializer;
use serde::de::{self, Unexpected, Visitor};

use crate::scalars::integer::{from_text, whole};

/// An integer type with bounds. Implemented by `impl_bounded_integer!`.
pub trait BoundedInteger: Sized {
    /// The documented name, such as `Integration.RetryCount`, for messages.
    const NAME: &'static str;

    /// The bounds in words, such as `0 to 3`.
    const RANGE: &'static str;

    /// Checks an integer against the bounds.
    ///
    /// # Errors
    /// When `value` is out of bounds.
    fn from_i64(value: i64) -> Result<Self, OutOfRange>;
}

/// An integer outside the documented bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange {
    value: i64,
    name: &'static str,
    range: &'static str,
}

impl OutOfRange {
    #[doc(hidden)]
    pub const fn new(value: i64, name: &'static str, range: &'static str) -> Self {
        Self { value, name, range }
    }

    /// The integer that is out of bounds.
    pub const fn value(&self) -> i64 {
        self.value
    }

    /// The documented name of the value, such as `Integration.RetryCount`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The bounds in words, such as `0 to 3`.
    pub const fn range(&self) -> &'static str {
        self.range
    }
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is out of range for `{}` ({})", self.value, self.name, self.range)
    }
}

impl Error for OutOfRange {}

/// A string that is not a decimal integer within the documented bounds. Does not repeat the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseBoundedError {
    name: &'static str,
    range: &'static str,
}

impl ParseBoundedError {
    const fn of<T: BoundedInteger>() -> Self {
        Self { name: T::NAME, range: T::RANGE }
    }
}

impl fmt::Display for ParseBoundedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` takes an integer ({})", self.name, self.range)
    }
}

impl Error for ParseBoundedError {}

/// Parses a decimal integer and checks its bounds.
///
/// # Errors
/// When `text` is not `-?[0-9]+`, or the number is out of bounds.
pub fn parse_bounded<T: BoundedInteger>(text: &str) -> Result<T, ParseBoundedError> {
    from_text(text).ok().and_then(|value| T::from_i64(value).ok()).ok_or(ParseBoundedError::of::<T>())
}

/// Deserialises an integer and checks its bounds. As in JSON Schema, any number without a fraction is an integer.
///
/// # Errors
/// When the value is not an integer, or out of bounds.
pub fn deserialize_bounded<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: BoundedInteger,
{
    struct BoundedVisitor;

    impl Visitor<'_> for BoundedVisitor {
        type Value = i64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an integer")
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<i64, E> {
            Ok(value)
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<i64, E> {
            i64::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<i64, E> {
            whole(value).ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
        }
    }

    T::from_i64(deserializer.deserialize_i64(BoundedVisitor)?).map_err(de::Error::custom)
}

/// Completes an integer type: `impl_bounded_integer!(RetryCount, 0, 3, "Integration.RetryCount", "0 to 3")`.
///
/// The type must be a tuple struct around `i64` that derives `Clone`, `Copy`, `Debug`, `PartialEq`, `Eq`, `PartialOrd`,
/// `Ord` and `Hash`. The arguments are the minimum, the maximum, the documented name and the bounds in words.
#[macro_export]
macro_rules! impl_bounded_integer {
    ($Integer:ident, $min:expr, $max:expr, $name:expr, $range:expr $(,)?) => {
        impl $Integer {
            /// The minimum.
            pub const MIN: i64 = $min;

            /// The maximum.
            pub const MAX: i64 = $max;

            /// Checks an integer against `MIN` and `MAX`, both inclusive.
            ///
            /// # Errors
            /// When `value` is out of bounds.
            pub const fn new(value: i64) -> ::core::result::Result<Self, $crate::OutOfRange> {
                if Self::MIN <= value && value <= Self::MAX {
                    ::core::result::Result::Ok(Self(value))
                } else {
                    ::core::result::Result::Err($crate::OutOfRange::new(value, $name, $range))
                }
            }

            /// Checks a literal. In a constant, as the `lit!` macro makes, an invalid one is a compile error.
            ///
            /// # Panics
            /// When `value` is out of bounds. Use `new` for integers known only at run time.
            #[track_caller]
            pub const fn literal(value: i64) -> Self {
                match Self::new(value) {
                    ::core::result::Result::Ok(integer) => integer,
                    ::core::result::Result::Err(_) => $crate::__private::out_of_range(value, $name, $range),
                }
            }

            /// The integer.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl $crate::BoundedInteger for $Integer {
            const NAME: &'static str = $name;
            const RANGE: &'static str = $range;

            fn from_i64(value: i64) -> ::core::result::Result<Self, $crate::OutOfRange> {
                Self::new(value)
            }
        }

        impl ::core::fmt::Display for $Integer {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::core::str::FromStr for $Integer {
            type Err = $crate::ParseBoundedError;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::__private::parse_bounded(text)
            }
        }

        impl ::core::convert::From<$Integer> for i64 {
            fn from(integer: $Integer) -> Self {
                integer.0
            }
        }

        impl $crate::__private::serde::Serialize for $Integer {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::serde::Serializer,
            {
                serializer.serialize_i64(self.0)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $Integer {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::serde::Deserializer<'de>,
            {
                $crate::__private::deserialize_bounded(deserializer)
            }
        }

        impl $crate::FormValue for $Integer {
            fn write_form(&self, value: &mut $crate::ValueWriter<'_>) {
                value.integer(self.0);
            }
        }

        $crate::__try_from_integers!($Integer: i64, i32, i16, u32, u16, u8);
    };
}

/// Implements `TryFrom` for integer types that fit into an `i64`.
#[doc(hidden)]
#[macro_export]
macro_rules! __try_from_integers {
    ($Integer:ident: $($Source:ty),+) => {$(
        impl ::core::convert::TryFrom<$Source> for $Integer {
            type Error = $crate::OutOfRange;

            fn try_from(value: $Source) -> ::core::result::Result<Self, Self::Error> {
                Self::new(::core::convert::From::from(value))
            }
        }
    )+};
}

#[cfg(test)]
mod tests;
