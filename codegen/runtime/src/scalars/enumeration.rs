//! Enums: strings from a documented list. Errors name the accepted values and suggest the closest one.

use std::error::Error;
use std::fmt;

use crate::messages::did_you_mean::closest;
use crate::scalars::strings::wire::Wire;

/// An enum type. Implemented by `impl_choice!`.
pub trait Choice: Wire + Copy + 'static {
    /// Every value, in documented order.
    const ALL: &'static [Self];

    /// The strings for `ALL`, in the same order.
    const TEXTS: &'static [&'static str];

    /// The value for exactly this string.
    fn find(text: &str) -> Option<Self> {
        Self::ALL.iter().zip(Self::TEXTS).find(|(_, known)| **known == text).map(|(value, _)| *value)
    }
}

/// A type that holds one of the documented values of an enum, or any other text.
///
/// `Open` is one.
pub trait Extensible: for<'t> From<&'t str> + AsRef<str> {
    /// The documented values, in documented order.
    const DOCUMENTED: &'static [&'static str];
}

/// A string that is none of the values of an enum.
///
/// Lists the accepted values and suggests the closest one. Does not repeat the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseChoiceError {
    name: &'static str,
    accepted: &'static [&'static str],
    suggestion: Option<&'static str>,
}

impl ParseChoiceError {
    #[doc(hidden)]
    pub fn new<T: Choice>(text: &str) -> Self {
        Self { name: T::NAME, accepted: T::TEXTS, suggestion: closest(text, T::TEXTS.iter().copied()) }
    }

    /// The name of the enum, such as `ChannelType`.
    pub const fn type_name(&self) -> &'static str {
        self.name
    }

    /// The accepted values, in documented order.
    pub const fn accepted(&self) -> &'static [&'static str] {
        self.accepted
    }

    /// The accepted value that is closest to the string, if one is close.
    pub const fn suggestion(&self) -> Option<&'static str> {
        self.suggestion
    }
}

impl fmt::Display for ParseChoiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, accepted, suggestion } = *self;
        write!(f, "`{name}` {}", OneOf { accepted, suggestion })
    }
}

impl Error for ParseChoiceError {}

/// Prints `` takes one of `web`, `sms`; did you mean `sms`? ``, which follows the name of a type or a field.
pub(crate) struct OneOf {
    pub(crate) accepted: &'static [&'static str],
    pub(crate) suggestion: Option<&'static str>,
}

impl fmt::Display for OneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("takes one of ")?;
        write_list(f, self.accepted, self.suggestion)
    }
}

/// Prints `` is documented as `web`, `sms`; did you mean `sms`? `` about a text that is none of these, likewise.
pub(crate) struct DocumentedAs {
    documented: &'static [&'static str],
    suggestion: Option<&'static str>,
}

impl DocumentedAs {
    /// What to say about a value; `None` if it is documented.
    pub(crate) fn of<T: Extensible>(value: &T) -> Option<Self> {
        let (documented, text) = (T::DOCUMENTED, value.as_ref());
        let is_documented = documented.contains(&text);
        let suggestion = || closest(text, documented.iter().copied());
        (!is_documented).then(|| Self { documented, suggestion: suggestion() })
    }
}

impl fmt::Display for DocumentedAs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is documented as ")?;
        write_list(f, self.documented, self.suggestion)
    }
}

/// The values, and which of them could be meant.
fn write_list(f: &mut fmt::Formatter<'_>, values: &[&str], suggestion: Option<&str>) -> fmt::Result {
    for (position, text) in values.iter().enumerate() {
        let separator = if position == 0 { "" } else { ", " };
        write!(f, "{separator}`{text}`")?;
    }
    match suggestion {
        Some(suggestion) => write!(f, "; did you mean `{suggestion}`?"),
        None => Ok(()),
    }
}

/// Completes an enum type: `impl_choice!(ChannelType)`.
///
/// The type must be an enum that derives `Clone`, `Copy`, `Debug`, `PartialEq`, `Eq`, `PartialOrd`, `Ord` and `Hash`, and has
/// `const ALL: [Self; N]` and `const fn as_str(self) -> &'static str`.
#[macro_export]
macro_rules! impl_choice {
    ($Choice:ident $(,)?) => {
        impl $Choice {
            /// The value for exactly this string. Case matters.
            ///
            /// # Errors
            /// When `text` is none of the values. The error lists them and does not repeat `text`.
            pub fn parse(text: &str) -> ::core::result::Result<Self, $crate::ParseChoiceError> {
                <Self as $crate::Wire>::from_wire(text)
                    .ok_or_else(|| $crate::ParseChoiceError::new::<Self>(text))
            }
        }

        impl $crate::Choice for $Choice {
            const ALL: &'static [Self] = &$Choice::ALL;

            const TEXTS: &'static [&'static str] = &{
                let mut texts = [""; $Choice::ALL.len()];
                let mut i = 0;
                while i < texts.len() {
                    texts[i] = $Choice::ALL[i].as_str();
                    i += 1;
                }
                texts
            };
        }

        impl $crate::Wire for $Choice {
            const NAME: &'static str = ::core::stringify!($Choice);

            fn from_wire(text: &str) -> ::core::option::Option<Self> {
                <Self as $crate::Choice>::find(text)
            }

            fn as_wire(&self) -> &str {
                self.as_str()
            }
        }

        $crate::__impl_checked_text!(
            $Choice,
            $crate::ParseChoiceError,
            ::core::concat!("a `", ::core::stringify!($Choice), "`")
        );
    };
}

#[cfg(test)]
mod tests {
    use super::ParseChoiceError;
    use crate::scalars::test_fixtures::Colour;
    use crate::{Choice, Wire};

    #[test]
    fn every_value_round_trips() {
        for colour in Colour::ALL {
            assert_eq!(colour.to_string().parse(), Ok(colour));
            assert_eq!(Colour::try_from(colour.as_ref()), Ok(colour));
            assert_eq!(Colour::from_wire(colour.as_wire()), Some(colour));
            assert_eq!(Colour::find(colour.as_str()), Some(colour));
            let json = serde_json::to_string(&colour).unwrap();
            assert_eq!(json, format!("\"{colour}\""));
            assert_eq!(serde_json::from_str::<Colour>(&json).unwrap(), colour);
        }
        assert_eq!(<Colour as Choice>::ALL, Colour::ALL);
        assert_eq!(Colour::TEXTS, ["red", "dark-green", "blue"]);
        assert_eq!(Colour::NAME, "Colour");
        assert_eq!(format!("{:>5}|", Colour::Red), "  red|");
    }

    #[test]
    fn parsing_is_strict() {
        for text in ["", "Red", "red ", "RED", "darkgreen"] {
            assert!(Colour::parse(text).is_err(), "{text:?}");
            assert_eq!(Colour::from_wire(text), None);
        }
    }

    #[test]
    fn the_error_lists_the_values_and_suggests_one() {
        let error: ParseChoiceError = "DarkGreen".parse::<Colour>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`Colour` takes one of `red`, `dark-green`, `blue`; did you mean `dark-green`?"
        );
        assert_eq!(error.type_name(), "Colour");
        assert_eq!(error.accepted(), Colour::TEXTS);
        assert_eq!(error.suggestion(), Some("dark-green"));
        let error = Colour::parse("a secret").unwrap_err();
        assert_eq!(error.to_string(), "`Colour` takes one of `red`, `dark-green`, `blue`");
    }

    #[test]
    fn serde_is_strict_and_does_not_repeat_the_string() {
        let error = serde_json::from_str::<Colour>("\"a secret\"").unwrap_err().to_string();
        assert_eq!(error, "`Colour` takes one of `red`, `dark-green`, `blue` at line 1 column 10");
        let error = serde_json::from_str::<Colour>("[]").unwrap_err().to_string();
        assert!(error.starts_with("invalid type: sequence, expected a `Colour`"), "{error}");
    }
}
