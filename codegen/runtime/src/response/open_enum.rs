//! Values that need not be documented: enums can get new values, and SIDs new prefixes, and neither must fail a response. Of
//! some enums, requests can have other values as well.

use std::convert::Infallible;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::encoding::form_encode::{FormValue, ValueWriter};
use crate::response::object::{ResponseValue, Scalar, View};
use crate::scalars::enumeration::{Choice, Extensible};
use crate::scalars::strings::conversions;
use crate::scalars::strings::wire::Wire;

/// A string from a server that is not a documented value.
///
/// Only deserialising creates one, and for an enum a conversion from a text. So an [`Open`] SID in a request is a checked
/// value, or one that the server sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Raw(Box<str>);

impl Raw {
    /// The string that the server sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Raw {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(Self)
    }
}

/// A documented value, or any other string: from a server, or for an enum of which more values are accepted than documented.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Open<T> {
    /// A documented value.
    Known(T),
    /// Any other string.
    Unknown(Raw),
}

impl<T: Wire> Open<T> {
    /// The string that the server sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(value) => value.as_wire(),
            Self::Unknown(raw) => raw.as_str(),
        }
    }

    fn read(text: &str) -> Self {
        T::from_wire(text).map_or_else(|| Self::Unknown(Raw(text.into())), Self::Known)
    }
}

impl<T> Open<T> {
    /// The documented value, if it is one.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    /// A reference to the documented value, if it is one.
    pub const fn known_ref(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    /// Whether it is a documented value.
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}

impl<T: Wire> fmt::Display for Open<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<T: Wire> AsRef<str> for Open<T> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<T: Wire + PartialEq> PartialEq<T> for Open<T> {
    fn eq(&self, other: &T) -> bool {
        self.known_ref() == Some(other)
    }
}

impl<T: Wire> From<T> for Open<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

/// A documented value of an enum, or any other text.
impl<T: Choice> From<&str> for Open<T> {
    fn from(text: &str) -> Self {
        Self::read(text)
    }
}

/// A documented value of an enum, or any other text.
impl<T: Choice> From<String> for Open<T> {
    fn from(text: String) -> Self {
        Self::read(&text)
    }
}

impl<T: Choice> Extensible for Open<T> {
    const DOCUMENTED: &'static [&'static str] = T::TEXTS;
}

impl<T: Wire + Clone> From<&Self> for Open<T> {
    fn from(open: &Self) -> Self {
        open.clone()
    }
}

/// For arguments of type `impl Into<String>`, such as path parameters that take a SID or a name.
impl<T: Wire> From<Open<T>> for String {
    fn from(open: Open<T>) -> Self {
        match open {
            Open::Known(value) => value.as_wire().to_owned(),
            Open::Unknown(raw) => raw.0.into(),
        }
    }
}

impl<T: Wire> From<&Open<T>> for String {
    fn from(open: &Open<T>) -> Self {
        open.as_str().to_owned()
    }
}

impl<T: Wire> Serialize for Open<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: Wire> Deserialize<'de> for Open<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        conversions::deserialize(deserializer, "a string", |text| Ok::<_, Infallible>(Self::read(text)))
    }
}

impl<T: Wire> ResponseValue for Open<T> {
    const EXPECTED: &'static str = "a string";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.as_str().map(Self::read)
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::String(self.as_str()))
    }
}

impl<T: Wire> FormValue for Open<T> {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.text(self.as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::{Open, Raw};
    use crate::scalars::test_fixtures::{Colour, UnitSid, Word};
    use crate::{lit, sid};

    fn open(json: &str) -> Open<Colour> {
        serde_json::from_str(json).unwrap()
    }

    /// Like a path parameter of type `string`.
    fn path_parameter(text: impl Into<String>) -> String {
        text.into()
    }

    #[test]
    fn every_string_type_converts_to_a_string() {
        let (unit, word) = (sid!(UnitSid, "UN42"), lit!(Word, "abc"));
        let (known, odd): (Open<UnitSid>, Open<UnitSid>) =
            (unit.into(), serde_json::from_str("\"XX1\"").unwrap());
        assert_eq!([path_parameter(unit), path_parameter(&known), path_parameter(known)], ["UN42"; 3]);
        assert_eq!([path_parameter(&odd), path_parameter(odd)], ["XX1"; 2]);
        assert_eq!(
            [path_parameter(&word), path_parameter(Open::from(word.clone())), path_parameter(word)],
            ["abc"; 3]
        );
    }

    #[test]
    fn documented_values_are_known() {
        let red = open("\"red\"");
        assert!(red.is_known());
        assert_eq!(red.known_ref(), Some(&Colour::Red));
        assert_eq!(red, Colour::Red);
        assert_eq!(red, Open::from(Colour::Red));
        assert_eq!(red.as_str(), "red");
        assert_eq!(red.known(), Some(Colour::Red));
    }

    #[test]
    fn other_strings_are_kept() {
        let odd = open("\"\\u260e Red\"");
        assert!(!odd.is_known());
        assert_eq!(odd.as_str(), "☎ Red");
        assert_eq!(odd.to_string(), "☎ Red");
        assert_eq!(odd.as_ref(), "☎ Red");
        assert_ne!(odd, Colour::Red);
        assert_eq!(serde_json::to_string(&odd).unwrap(), "\"☎ Red\"");
        assert_eq!(Open::from(&odd), odd);
        assert_eq!(odd.known_ref(), None);
        assert_eq!(odd.known(), None);
    }

    #[test]
    fn any_text_is_a_value_of_an_enum() {
        assert_eq!(Open::<Colour>::from("dark-green"), Open::Known(Colour::DarkGreen));
        assert_eq!(Open::<Colour>::from("Red"), open("\"Red\""));
        assert_eq!(Open::<Colour>::from("Red".to_owned()).as_str(), "Red");
    }

    #[test]
    fn a_sid_that_does_not_match_its_pattern_is_kept() {
        let sid: Open<UnitSid> = serde_json::from_str("\"UN4\"").unwrap();
        assert!(!sid.is_known());
        assert_eq!(format!("{sid:?}"), "Unknown(Raw(\"UN4\"))");
        assert_eq!(format!("{sid:>5}|"), "  UN4|");
    }

    #[test]
    fn anything_but_a_string_is_an_error() {
        for json in ["null", "1", "true", "[]", "{}"] {
            assert!(serde_json::from_str::<Open<Colour>>(json).is_err(), "{json}");
            assert!(serde_json::from_str::<Raw>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn raw_round_trips() {
        let raw: Raw = serde_json::from_str("\"a\\nb\"").unwrap();
        assert_eq!(raw.as_str(), "a\nb");
        assert_eq!(raw.as_ref(), raw.to_string());
        assert_eq!(format!("{raw:>4}|"), " a\nb|");
        assert_eq!(serde_json::to_string(&raw).unwrap(), "\"a\\nb\"");
    }
}
