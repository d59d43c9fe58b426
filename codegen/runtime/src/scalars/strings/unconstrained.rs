//! Named strings without constraints. Any string is valid; the type keeps strings of different meanings apart.

/// A string type without constraints. [`impl_text!`](crate::impl_text) implements it.
pub trait FreeText: for<'a> From<&'a str> + AsRef<str> {}

/// Completes a string type without constraints: `impl_text!(TaskChannel)`.
///
/// The type must be a tuple struct around `CompactString` that derives `Clone`, `Debug`, `PartialEq`, `Eq`, `PartialOrd`,
/// `Ord` and `Hash`.
#[macro_export]
macro_rules! impl_text {
    ($Text:ident $(,)?) => {
        impl $Text {
            /// Wraps a static string, without allocating.
            pub const fn from_static(text: &'static str) -> Self {
                Self($crate::CompactString::const_new(text))
            }

            /// The string.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::core::convert::From<&str> for $Text {
            #[inline]
            fn from(text: &str) -> Self {
                Self($crate::CompactString::new(text))
            }
        }

        impl ::core::convert::From<::std::string::String> for $Text {
            fn from(text: ::std::string::String) -> Self {
                Self(::core::convert::From::from(text))
            }
        }

        impl ::core::convert::From<::std::borrow::Cow<'static, str>> for $Text {
            fn from(text: ::std::borrow::Cow<'static, str>) -> Self {
                Self(::core::convert::From::from(text))
            }
        }

        impl ::core::convert::From<$Text> for ::std::string::String {
            fn from(text: $Text) -> Self {
                text.0.into_string()
            }
        }

        impl ::core::convert::From<&$Text> for ::std::string::String {
            fn from(text: &$Text) -> Self {
                ::std::borrow::ToOwned::to_owned(text.as_str())
            }
        }

        impl ::core::fmt::Display for $Text {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::core::convert::AsRef<str> for $Text {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::str::FromStr for $Text {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(::core::convert::From::from(text))
            }
        }

        impl $crate::__private::serde::Serialize for $Text {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::serde::Serializer,
            {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $Text {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::serde::Deserializer<'de>,
            {
                let text = <::std::string::String as $crate::__private::serde::Deserialize>::deserialize(
                    deserializer,
                )?;
                ::core::result::Result::Ok(::core::convert::From::from(text))
            }
        }

        impl $crate::FreeText for $Text {}

        impl $crate::FormValue for $Text {
            fn write_form(&self, value: &mut $crate::ValueWriter<'_>) {
                value.text(&self.0);
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use crate::scalars::test_fixtures::Label;

    #[test]
    fn every_conversion_agrees() {
        const FIXED: Label = Label::from_static("a ☎");
        assert_eq!(Label::DEFAULT.as_str(), "default");
        assert_eq!(Label::from("a ☎"), FIXED);
        assert_eq!(Label::from("a ☎".to_owned()), FIXED);
        assert_eq!(Label::from(Cow::Borrowed("a ☎")), FIXED);
        assert_eq!("a ☎".parse(), Ok(FIXED));
        assert_eq!(FIXED.as_ref(), "a ☎");
        assert_eq!(format!("{FIXED} {FIXED:>4}"), "a ☎  a ☎");
        assert_eq!(String::from(FIXED), "a ☎");
    }

    #[test]
    fn serde_takes_any_string_and_nothing_else() {
        let label: Label = serde_json::from_str("\"\"").unwrap();
        assert_eq!(serde_json::to_string(&label).unwrap(), "\"\"");
        assert!(serde_json::from_str::<Label>("1").is_err());
        assert!(serde_json::from_str::<Label>("null").is_err());
    }
}
