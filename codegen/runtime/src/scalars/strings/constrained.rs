//! Texts of variable length that match a documented pattern, have a documented length, or both.
//!
//! In: a generated type around a `CompactString`, and its matcher. Out: everything a user of that type expects of
//! it. A text is checked once, when the value is made, and without a regular expression engine.

pub(crate) mod error;

use crate::scalars::strings::constrained::error::TextFault;
use crate::scalars::strings::wire::Wire;

/// A type whose values are texts with a pattern or a length. Implemented by `impl_checked_text!`.
pub trait CheckedText: Wire {
    /// Everything that is wrong with `text`: that it breaks the pattern, that it has another length.
    fn faults(text: &str) -> [Option<TextFault>; 2];
}

/// How many characters a text may have: Unicode code points, as in JSON Schema. Both ends are included.
#[doc(hidden)]
pub const fn has_length(text: &str, min: usize, max: usize) -> bool {
    let bytes = text.as_bytes();
    // No character is longer than four bytes, so that a long text need not be counted.
    if bytes.len() / 4 > max {
        return false;
    }
    let mut count = 0;
    let mut i = 0;
    while i < bytes.len() {
        // Every byte but the first of a character is 10xxxxxx.
        count += (bytes[i] & 0xc0 != 0x80) as usize;
        i += 1;
    }
    min <= count && count <= max
}

/// Completes a type with a checked text: `impl_checked_text!(Version, pattern = r"^[0-9]+$")`, with
/// `length = (1, 8, "1 to 8 characters")` behind the pattern or in its place.
///
/// The type is a tuple struct around `CompactString` that derives `Clone`, `Debug`, `PartialEq`, `Eq`, `PartialOrd`,
/// `Ord` and `Hash`. With a pattern it has a `const AUTOMATON: &Automaton<_>`.
#[macro_export]
macro_rules! impl_checked_text {
    (
        $Text:ident
        $(, pattern = $pattern:expr)?
        $(, length = ($min:expr, $max:expr, $words:expr))?
        $(,)?
    ) => {
        impl $Text {
            $(
                /// The documented pattern that every text of this type matches.
                pub const PATTERN: &'static str = $pattern;
            )?

            /// Whether `text` is one of this type; nothing is trimmed, cut or converted.
            pub const fn matches(text: &str) -> bool {
                Self::fault(text).is_none()
            }

            /// Checks `text`, and copies it.
            ///
            /// # Errors
            /// When `text` does not match the pattern or has another length. The error does not repeat the text.
            pub fn parse(text: &str) -> ::core::result::Result<Self, $crate::ParseTextError> {
                Self::checked(text).map(|()| Self($crate::CompactString::new(text)))
            }

            /// Checks a literal, and allocates nothing; in a constant, as in the `lit!` macro, a wrong one does not compile.
            ///
            /// # Panics
            /// When `text` does not match the pattern or has another length. For text known only at run time there is
            /// `parse`.
            #[track_caller]
            pub const fn literal(text: &'static str) -> Self {
                if let ::core::option::Option::Some(fault) = Self::fault(text) {
                    $crate::__private::not_a_text(text, ::core::stringify!($Text), fault);
                }
                Self($crate::CompactString::const_new(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            const fn faults(text: &str) -> [::core::option::Option<$crate::TextFault>; 2] {
                let _ = text;
                [
                    $(if !Self::AUTOMATON.matches(text.as_bytes()) {
                        ::core::option::Option::Some($crate::TextFault::Pattern($pattern))
                    } else)? {
                        ::core::option::Option::None
                    },
                    $(if !$crate::__private::has_length(text, $min, $max) {
                        ::core::option::Option::Some($crate::TextFault::Length($words))
                    } else)? {
                        ::core::option::Option::None
                    },
                ]
            }

            const fn fault(text: &str) -> ::core::option::Option<$crate::TextFault> {
                match Self::faults(text) {
                    [::core::option::Option::None, fault] => fault,
                    [fault, _] => fault,
                }
            }

            fn checked(text: &str) -> ::core::result::Result<(), $crate::ParseTextError> {
                match Self::fault(text) {
                    ::core::option::Option::None => ::core::result::Result::Ok(()),
                    ::core::option::Option::Some(fault) => ::core::result::Result::Err(
                        $crate::ParseTextError::new(::core::stringify!($Text), fault),
                    ),
                }
            }
        }

        impl $crate::CheckedText for $Text {
            fn faults(text: &str) -> [::core::option::Option<$crate::TextFault>; 2] {
                Self::faults(text)
            }
        }

        impl $crate::Wire for $Text {
            const NAME: &'static str = ::core::stringify!($Text);

            fn from_wire(text: &str) -> ::core::option::Option<Self> {
                Self::parse(text).ok()
            }

            fn as_wire(&self) -> &str {
                self.as_str()
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

        impl ::core::convert::TryFrom<::std::string::String> for $Text {
            type Error = $crate::ParseTextError;

            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, Self::Error> {
                Self::checked(&text).map(|()| Self(::core::convert::From::from(text)))
            }
        }

        $crate::__impl_checked_text!(
            $Text,
            $crate::ParseTextError,
            ::core::concat!("a `", ::core::stringify!($Text), "`")
        );
    };
}

#[cfg(test)]
mod tests;
