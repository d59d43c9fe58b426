//! The conversions that every type with a checked text form shares.
//!
//! In: a type with `as_str` and `parse`. Out: the standard traits that follow from these two.

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
