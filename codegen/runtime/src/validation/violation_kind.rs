//! The kinds of mistakes.
//!
//! In: nothing. Out: a name for each kind, for programs to sort by.

use std::fmt;

use serde::{Serialize, Serializer};

/// What kind of mistake a [`Violation`](crate::Violation) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The request has no such field.
    UnknownField,
    /// A value of another JSON type, or text that cannot be read as the type.
    WrongType,
    /// A text that does not match its pattern.
    Pattern,
    /// A text with too few or too many characters.
    Length,
    /// A text that is not of its format, such as a URI.
    Format,
    /// A number outside its bounds.
    OutOfRange,
    /// A text that is none of the values of its enum.
    NotInEnum,
    /// A field that is missing, always or beside other fields; or one of several, of which some have to be there.
    Required,
    /// A field that must not be set beside other fields or their values.
    NotApplicable,
    /// A value that is not allowed beside other fields or their values.
    NotAllowed,
    /// Several fields of which fewer may be set.
    Conflict,
    /// A field that should be set. Advice only.
    Recommended,
    /// A field or a value that should not be set. Advice only.
    Discouraged,
    /// A field that stands in a form more than once, or that was given as a member without a setter and has one.
    Duplicate,
    /// Something that cannot be read at all: broken percent-encoding, or a body that is no object.
    Malformed,
}

impl ViolationKind {
    /// The kind in lower case, such as `wrong_type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownField => "unknown_field",
            Self::WrongType => "wrong_type",
            Self::Pattern => "pattern",
            Self::Length => "length",
            Self::Format => "format",
            Self::OutOfRange => "out_of_range",
            Self::NotInEnum => "not_in_enum",
            Self::Required => "required",
            Self::NotApplicable => "not_applicable",
            Self::NotAllowed => "not_allowed",
            Self::Conflict => "conflict",
            Self::Recommended => "recommended",
            Self::Discouraged => "discouraged",
            Self::Duplicate => "duplicate",
            Self::Malformed => "malformed",
        }
    }
}

impl fmt::Display for ViolationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for ViolationKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
