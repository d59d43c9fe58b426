//! The macro that completes an integer type with bounds.
//!
//! In: a generated type around an `i64`, its bounds, its name, and the bounds in words. Out: constructors that check,
//! and the standard traits.

/// Completes an integer type: `impl_bounded_integer!(RetryCount, 0, 3, "Integration.RetryCount", "0 to 3")`.
///
/// The type is a tuple struct around `i64` that derives `Clone`, `Copy`, `Debug`, `PartialEq`, `Eq`, `PartialOrd`, `Ord`
/// and `Hash`. The arguments are the lowest and the highest value, the documented name and the bounds in words.
#[macro_export]
macro_rules! impl_bounded_integer {
    ($Integer:ident, $min:expr, $max:expr, $name:expr, $range:expr $(,)?) => {
        impl $Integer {
            /// The lowest value.
            pub const MIN: i64 = $min;

            /// The highest value.
            pub const MAX: i64 = $max;

            /// Checks a number against `MIN` and `MAX`, both inclusive.
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

            /// Checks a literal; in a constant, as in the `lit!` macro, a wrong one does not compile.
            ///
            /// # Panics
            /// When `value` is out of bounds. For numbers known only at run time there is `new`.
            #[track_caller]
            pub const fn literal(value: i64) -> Self {
                match Self::new(value) {
                    ::core::result::Result::Ok(integer) => integer,
                    ::core::result::Result::Err(_) => $crate::__private::out_of_range(value, $name, $range),
                }
            }

            /// The number.
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

/// Implements `TryFrom` for integers that fit an `i64`.
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
mod tests {
    use crate::samples::Retries;
    use crate::{BoundedInteger, OutOfRange, ParseBoundedError, lit};

    #[test]
    fn constants_are_checked_while_compiling() {
        const THREE: Retries = lit!(Retries, 3);
        const TOO_MANY: bool = Retries::new(4).is_err();
        assert_eq!((THREE.get(), TOO_MANY), (3, true));
        assert_eq!((Retries::MIN, Retries::MAX), (0, 3));
        assert_eq!((Retries::NAME, Retries::RANGE), ("Job.Retries", "0 to 3"));
    }

    #[test]
    fn both_bounds_are_inclusive() {
        for value in 0..=3 {
            assert_eq!(Retries::new(value).map(Retries::get), Ok(value));
        }
        for value in [-1, 4, i64::MIN, i64::MAX] {
            assert_eq!(Retries::new(value), Err(OutOfRange::new(value, "Job.Retries", "0 to 3")));
        }
    }

    #[test]
    fn every_way_in_and_out_agrees() {
        let three = Retries::literal(3);
        assert_eq!(Retries::try_from(3), Ok(three), "a bare literal is an `i32`");
        assert_eq!(Retries::try_from(3_i64), Ok(three));
        assert_eq!(Retries::try_from(3_i16), Ok(three));
        assert_eq!(Retries::try_from(3_u32), Ok(three));
        assert_eq!(Retries::try_from(3_u16), Ok(three));
        assert_eq!(Retries::try_from(3_u8), Ok(three));
        assert!(Retries::try_from(u32::MAX).is_err());
        assert_eq!("3".parse(), Ok(three));
        assert_eq!(i64::from(three), 3);
        assert_eq!(format!("{three} {three:03}"), "3 003");
    }

    #[test]
    fn errors_name_field_and_bounds() {
        let error = Retries::new(4).unwrap_err();
        assert_eq!(error.to_string(), "`4` is out of range for `Job.Retries` (0 to 3)");
        assert_eq!((error.value(), error.name(), error.range()), (4, "Job.Retries", "0 to 3"));
        for text in ["4", "-1", "", "secret", "3.0", "99999999999999999999"] {
            let error: ParseBoundedError = text.parse::<Retries>().unwrap_err();
            assert_eq!(error.to_string(), "`Job.Retries` takes an integer (0 to 3)", "{text}");
        }
    }

    #[test]
    fn a_wrong_literal_says_so_in_a_sentence() {
        let panic = std::panic::catch_unwind(|| Retries::literal(-4)).unwrap_err();
        let message = panic.downcast_ref::<String>().map(String::as_str);
        assert_eq!(message, Some("`-4` is out of range for `Job.Retries` (0 to 3)"));
    }

    #[test]
    fn serde_takes_integers_in_range() {
        let read = |json: &str| serde_json::from_str::<Retries>(json).map_err(|error| error.to_string());
        assert_eq!(read("3"), Ok(Retries::literal(3)));
        assert_eq!(read("3.0"), Ok(Retries::literal(3)));
        assert_eq!(serde_json::to_string(&Retries::literal(3)).unwrap(), "3");
        assert_eq!(read("4").unwrap_err(), "`4` is out of range for `Job.Retries` (0 to 3)");
        for json in ["3.5", "1e300", "18446744073709551615", "\"3\"", "null", "true"] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
