//! Strings with a documented pattern, a documented length, or both. They are checked once, when a value is made.

pub(crate) mod error;

use crate::scalars::strings::constrained::error::TextFault;
use crate::scalars::strings::wire::Wire;

/// A type whose values are strings with a pattern or a length. Implemented by `impl_checked_text!`.
pub trait CheckedText: Wire {
    /// Every constraint that `text` violates: the pattern, then the length.
    fn faults(text: &str) -> [Option<TextFault>; 2];
}

/// Whether `text` has from `min` to `max` characters, both inclusive: Unicode code points, as in JSON Schema.
#[doc(hidden)]
pub const fn has_length(text: &str, min: usize, max: usize) -> bool {
    let mut bytes = text.as_bytes();
    // No character is longer than four bytes, so a very long string need not be counted.
    if bytes.len() / 4 > max {
        return false;
    }
    let mut count = 0;
    while let [byte, rest @ ..] = bytes {
        // Every byte but the first of a character is 10xxxxxx.
        count += (*byte & 0xc0 != 0x80) as usize;
        bytes = rest;
    }
    min <= count && count <= max
}

/// Completes a constrained string type: `impl_checked_text!(Version, pattern = r"^[0-9]+$")`, with
/// `length = (1, 8, "1 to 8 characters")` after the pattern or instead of it.
///
/// The type must be a tuple struct around `CompactString` that derives `Clone`, `Debug`, `PartialEq`, `Eq`, `PartialOrd`,
/// `Ord` and `Hash`. With a pattern, it must have a `const AUTOMATON: &Automaton<_>`.
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
                /// The documented pattern that every value matches.
                pub const PATTERN: &'static str = $pattern;
            )?

            /// Whether `text` is valid. Nothing is trimmed or converted.
            pub const fn matches(text: &str) -> bool {
                Self::fault(text).is_none()
            }

            /// Checks and copies `text`.
            ///
            /// # Errors
            /// When `text` does not match the pattern or has the wrong length. The error does not repeat the text.
            pub fn parse(text: &str) -> ::core::result::Result<Self, $crate::ParseTextError> {
                Self::checked(text).map(|()| Self($crate::CompactString::new(text)))
            }

            /// Checks a literal, without allocating. In a constant, as the `lit!` macro makes, an invalid one is a compile
            /// error.
            ///
            /// # Panics
            /// When `text` does not match the pattern or has the wrong length. Use `parse` for strings known only at run
            /// time.
            #[track_caller]
            pub const fn literal(text: &'static str) -> Self {
                if let ::core::option::Option::Some(fault) = Self::fault(text) {
                    $crate::__private::not_a_text(text, ::core::stringify!($Text), fault);
                }
                Self($crate::CompactString::const_new(text))
            }

            /// The string.
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
