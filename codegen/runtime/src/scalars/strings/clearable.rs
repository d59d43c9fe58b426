//! Fields of a form that can be cleared: an empty text takes the stored value away.

use serde::{Serialize, Serializer};

use crate::encoding::form_encode::{FormValue, ValueWriter};

/// What a form does to a stored value: replaces it, or clears it.
///
/// Of a type to which the empty text is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clearable<T> {
    /// The new value.
    Value(T),
    /// No value any more; sent as an empty text.
    Cleared,
}

impl<T> Clearable<T> {
    /// The new value, unless the field is cleared.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Cleared => None,
        }
    }

    /// Whether the field is cleared.
    pub const fn is_cleared(&self) -> bool {
        matches!(self, Self::Cleared)
    }
}

impl<T: AsRef<str>> Clearable<T> {
    /// The text that is sent.
    pub fn as_str(&self) -> &str {
        self.value().map_or("", AsRef::as_ref)
    }
}

impl<T: Serialize> Serialize for Clearable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Cleared => serializer.serialize_str(""),
        }
    }
}

impl<T: FormValue> FormValue for Clearable<T> {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        match self {
            Self::Value(given) => given.write_form(value),
            Self::Cleared => value.text(""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Clearable;
    use crate::scalars::test_fixtures::UnitSid;
    use crate::{FormWriter, Uri, sid};

    fn written(field: Option<&Clearable<UnitSid>>) -> String {
        let mut form = FormWriter::new();
        form.field("Unit", field);
        form.finish()
    }

    #[test]
    fn cleared_is_an_empty_text() {
        let set = Clearable::Value(sid!(UnitSid, "UN42"));
        assert_eq!((set.as_str(), set.is_cleared()), ("UN42", false));
        assert_eq!(written(Some(&set)), "Unit=UN42");
        assert_eq!(serde_json::to_string(&set).unwrap(), "\"UN42\"");
        let cleared = Clearable::<UnitSid>::Cleared;
        assert_eq!((cleared.as_str(), cleared.value(), cleared.is_cleared()), ("", None, true));
        assert_eq!(written(Some(&cleared)), "Unit=");
        assert_eq!(serde_json::to_string(&cleared).unwrap(), "\"\"");
        assert_eq!(written(None), "");
    }

    #[test]
    fn a_uri_can_be_cleared() {
        let set = Clearable::Value(Uri::parse("urn:x:y").unwrap());
        assert_eq!(set.as_str(), "urn:x:y");
        assert_eq!(Clearable::<Uri>::Cleared.as_str(), "");
    }
}
