//! The conversions of types that are checked strings, to and from serde among them.
//!
//! Errors never repeat the string, which may be personal data or a misplaced secret.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Implements `Display`, `AsRef<str>`, `FromStr`, `TryFrom<&str>`, `Serialize`, strict `Deserialize` and `FormValue`.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_checked_text {
    ($Type:ty, $Error:ty, $expecting:expr) => {
        impl ::core::fmt::Display for $Type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $Type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::str::FromStr for $Type {
            type Err = $Error;

            fn from_str(text: &str) -> ::core::result::Result<Self, <Self as ::core::str::FromStr>::Err> {
                Self::parse(text)
            }
        }

        impl ::core::convert::TryFrom<&str> for $Type {
            type Error = $Error;

            fn try_from(text: &str) -> ::core::result::Result<Self, <Self as ::core::str::FromStr>::Err> {
                Self::parse(text)
            }
        }

        impl $crate::__private::serde::Serialize for $Type {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::serde::Serializer,
            {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $Type {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::serde::Deserializer<'de>,
            {
                $crate::__private::deserialize_text(deserializer, $expecting, Self::parse)
            }
        }

        impl $crate::FormValue for $Type {
            fn write_form(&self, value: &mut $crate::ValueWriter<'_>) {
                value.text(self.as_str());
            }
        }
    };
}

pub(crate) use __impl_checked_text;

/// Deserialises a string and passes it to `read`.
///
/// `expecting` completes "expected …" in the error for a value that is not a string.
///
/// # Errors
/// When the value is not a string, or `read` fails.
pub fn deserialize<'de, D, T, E>(
    deserializer: D,
    expecting: &'static str,
    read: fn(&str) -> Result<T, E>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: fmt::Display,
{
    deserializer.deserialize_str(StringVisitor { expecting, read, marker: PhantomData })
}

struct StringVisitor<T, E> {
    expecting: &'static str,
    read: fn(&str) -> Result<T, E>,
    marker: PhantomData<T>,
}

impl<T, E: fmt::Display> Visitor<'_> for StringVisitor<T, E> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_str<F: Error>(self, string: &str) -> Result<T, F> {
        (self.read)(string).map_err(F::custom)
    }
}
