//! SIDs: identifiers of a fixed length that match a documented pattern. They are stored inline and are `Copy`.

use std::error::Error;
use std::fmt;

use crate::scalars::strings::wire::Wire;

/// A SID type: a string of fixed length that matches a pattern. Implemented by `impl_sid!`.
pub trait Sid: Wire + Copy {
    /// The documented pattern, a regular expression as in JSON Schema (ECMA-262).
    const PATTERN: &'static str;
}

/// A string that is not a SID of the expected type.
///
/// Names the type and the pattern, never the string: what ends up in the wrong place may well be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseSidError {
    name: &'static str,
    pattern: &'static str,
}

impl ParseSidError {
    #[doc(hidden)]
    pub const fn new(name: &'static str, pattern: &'static str) -> Self {
        Self { name, pattern }
    }

    /// The name of the SID type, such as `FlexFlowSid`.
    pub const fn type_name(&self) -> &'static str {
        self.name
    }

    /// The pattern that the string does not match.
    pub const fn pattern(&self) -> &'static str {
        self.pattern
    }
}

impl fmt::Display for ParseSidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a `{}`: the string does not match `{}`", self.name, self.pattern)
    }
}

impl Error for ParseSidError {}

/// Completes a SID type: `impl_sid!(FlexFlowSid, 34, r"^FO[0-9a-fA-F]{32}$", b"FO", [[b'0'..=b'9', b'A'..=b'F', b'a'..=b'f']; 32])`.
///
/// The type must be a tuple struct around `[u8; 34]` that derives `Clone`, `Copy`, `PartialEq`, `Eq`, `PartialOrd`, `Ord`
/// and `Hash`. After its length and its pattern, a macro call says what the pattern consists of: byte strings, and classes of
/// ASCII characters with a number of repetitions. For any other pattern it is `automaton`, and the type has a
/// `const AUTOMATON: &Automaton<_>`.
#[macro_export]
macro_rules! impl_sid {
    ($Sid:ident, $length:literal, $pattern:expr, automaton $(,)?) => {
        impl $Sid {
            const fn matches(text: &[u8; $length]) -> bool {
                Self::AUTOMATON.matches(text)
            }

            const fn matches_in_constant(text: &[u8; $length]) -> bool {
                Self::AUTOMATON.matches(text)
            }
        }

        $crate::__impl_sid!($Sid, $length, $pattern);
    };
    ($Sid:ident, $length:literal, $pattern:expr, $($segment:tt),+ $(,)?) => {
        impl $Sid {
            $crate::__fixed_length_matchers!($length, $($segment),+);
        }

        $crate::__impl_sid!($Sid, $length, $pattern);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_sid {
    ($Sid:ident, $length:literal, $pattern:expr) => {
        impl $Sid {
            /// The documented pattern that every SID of this type matches.
            pub const PATTERN: &'static str = $pattern;

            /// Checks `text` against `PATTERN`. Nothing is trimmed or converted.
            ///
            /// # Errors
            /// When `text` does not match. The error does not repeat the text.
            // Inlined, because half of the time went into writing a result of 40 bytes that the caller takes apart at once.
            #[inline]
            pub const fn parse(text: &str) -> ::core::result::Result<Self, $crate::ParseSidError> {
                match Self::matching(text) {
                    ::core::option::Option::Some(sid) => ::core::result::Result::Ok(sid),
                    ::core::option::Option::None => ::core::result::Result::Err($crate::ParseSidError::new(
                        ::core::stringify!($Sid),
                        $pattern,
                    )),
                }
            }

            #[inline]
            const fn matching(text: &str) -> ::core::option::Option<Self> {
                match text.as_bytes().as_array::<$length>() {
                    ::core::option::Option::Some(bytes) if Self::matches(bytes) => {
                        ::core::option::Option::Some(Self(*bytes))
                    }
                    _ => ::core::option::Option::None,
                }
            }

            /// Checks a literal. In a constant, as the `sid!` macro makes, an invalid one is a compile error.
            ///
            /// # Panics
            /// When `text` does not match `PATTERN`. Use `parse` for strings known only at run time.
            #[track_caller]
            pub const fn literal(text: &str) -> Self {
                match text.as_bytes().as_array::<$length>() {
                    ::core::option::Option::Some(bytes) if Self::matches_in_constant(bytes) => Self(*bytes),
                    _ => $crate::__private::not_a_sid(text, ::core::stringify!($Sid), $pattern),
                }
            }

            /// The SID as a string.
            pub const fn as_str(&self) -> &str {
                match ::core::str::from_utf8(&self.0) {
                    ::core::result::Result::Ok(text) => text,
                    // Made only from a whole `str`.
                    ::core::result::Result::Err(_) => "",
                }
            }

            /// The SID as bytes, all of them ASCII.
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl $crate::Sid for $Sid {
            const PATTERN: &'static str = $pattern;
        }

        impl $crate::Wire for $Sid {
            const NAME: &'static str = ::core::stringify!($Sid);

            #[inline]
            fn from_wire(text: &str) -> ::core::option::Option<Self> {
                Self::matching(text)
            }

            fn as_wire(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Debug for $Sid {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(::core::stringify!($Sid)).field(&self.as_str()).finish()
            }
        }

        impl ::core::convert::From<$Sid> for ::std::string::String {
            fn from(sid: $Sid) -> Self {
                ::std::borrow::ToOwned::to_owned(sid.as_str())
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $Sid {
            type Error = $crate::ParseSidError;

            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        $crate::__impl_checked_text!(
            $Sid,
            $crate::ParseSidError,
            ::core::concat!("a `", ::core::stringify!($Sid), "`")
        );
    };
}

#[cfg(test)]
mod tests {
    use super::ParseSidError;
    use crate::scalars::test_fixtures::UnitSid;
    use crate::{Sid, Wire, lit, sid};

    const ERROR: ParseSidError = ParseSidError::new("UnitSid", "^UN[0-9]{2}$");

    #[test]
    fn constants_are_checked_at_compile_time() {
        const UNIT: UnitSid = sid!(UnitSid, "UN42");
        const TEXT: &str = UNIT.as_str();
        const PARSED: bool = UnitSid::parse("UN4x").is_err();
        assert_eq!((TEXT, PARSED), ("UN42", true));
        assert_eq!(lit!(UnitSid, "UN42"), UNIT);
    }

    #[test]
    fn parsing_is_strict() {
        for text in ["", "UN4", "UN421", "un42", "UN4a", " UN42", "UN42\n", "UN☎", "UN\u{0}1"] {
            assert_eq!(UnitSid::parse(text), Err(ERROR), "{text:?}");
            assert_eq!(UnitSid::try_from(text), Err(ERROR));
            assert_eq!(UnitSid::try_from(text.to_owned()), Err(ERROR));
            assert_eq!(text.parse::<UnitSid>(), Err(ERROR));
            assert_eq!(UnitSid::from_wire(text), None);
        }
    }

    #[test]
    fn every_conversion_agrees() {
        let unit = UnitSid::parse("UN42").unwrap();
        assert_eq!("UN42".parse(), Ok(unit));
        assert_eq!(UnitSid::try_from("UN42"), Ok(unit));
        assert_eq!(UnitSid::try_from("UN42".to_owned()), Ok(unit));
        assert_eq!(UnitSid::from_wire("UN42"), Some(unit));
        assert_eq!(unit.as_wire(), "UN42");
        assert_eq!(unit.as_ref(), "UN42");
        assert_eq!(unit.as_bytes(), b"UN42");
        assert_eq!(String::from(unit), "UN42");
        assert_eq!(format!("{unit} {unit:>6} {unit:?}"), "UN42   UN42 UnitSid(\"UN42\")");
        assert_eq!((<UnitSid as Sid>::PATTERN, UnitSid::PATTERN), ("^UN[0-9]{2}$", "^UN[0-9]{2}$"));
        assert_eq!(UnitSid::NAME, "UnitSid");
    }

    #[test]
    fn serde_is_strict_and_does_not_repeat_the_string() {
        let unit: UnitSid = serde_json::from_str("\"UN42\"").unwrap();
        assert_eq!(serde_json::to_string(&unit).unwrap(), "\"UN42\"");
        let error = serde_json::from_str::<UnitSid>("\"secret\"").unwrap_err().to_string();
        assert_eq!(error, format!("{ERROR} at line 1 column 8"));
        let error = serde_json::from_str::<UnitSid>("null").unwrap_err().to_string();
        assert_eq!(error, "invalid type: null, expected a `UnitSid` at line 1 column 4");
    }

    #[test]
    fn the_error_names_type_and_pattern() {
        assert_eq!(ERROR.to_string(), "not a `UnitSid`: the string does not match `^UN[0-9]{2}$`");
        assert_eq!((ERROR.type_name(), ERROR.pattern()), ("UnitSid", "^UN[0-9]{2}$"));
    }

    #[test]
    fn an_invalid_literal_panics_with_a_sentence() {
        let message = |text: &'static str| {
            let panic = std::panic::catch_unwind(|| UnitSid::literal(text)).unwrap_err();
            panic.downcast_ref::<String>().cloned()
        };
        assert_eq!(
            message("UN4").as_deref(),
            Some("`UN4` is not a valid `UnitSid`: it does not match `^UN[0-9]{2}$`")
        );
        // 60 bytes would end within a character, so 58 are shown.
        let long = "x☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎";
        let shown = "x☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎☎";
        assert_eq!(
            message(long),
            Some(format!("`{shown}` is not a valid `UnitSid`: it does not match `^UN[0-9]{{2}}$`"))
        );
    }
}
