//! The kinds of violations.

use std::fmt;

use serde::{Serialize, Serializer};

/// What kind of violation a [`Violation`](crate::Violation) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The request has no such field.
    UnknownField,
    /// A value of the wrong JSON type, or form text that cannot be read as the right one.
    WrongType,
    /// A string that does not match its pattern.
    Pattern,
    /// A string that is too short or too long.
    Length,
    /// A string that does not have its format, such as a URI.
    Format,
    /// A number that is too low or too high.
    OutOfRange,
    /// A string that is none of the values of its enum.
    NotInEnum,
    /// A required field is missing, or too few of several fields are set.
    Required,
    /// A field that must not be set, given the other fields.
    NotApplicable,
    /// A value that is not allowed, given the other fields.
    NotAllowed,
    /// Too many of several fields are set.
    Conflict,
    /// A field that should be set. Advice only.
    Recommended,
    /// A field or a value that should not be set. Advice only.
    Discouraged,
    /// A string that is none of the documented values of an enum of which others are accepted. Advice only.
    Undocumented,
    /// A field that is in the body more than once, or that was added as an additional member although it has a setter.
    Duplicate,
    /// Something that cannot be read at all: invalid percent-encoding, or a body that is not an object.
    Malformed,
}

impl ViolationKind {
    /// The kind in snake case, such as `wrong_type`.
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
            Self::Undocumented => "undocumented",
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
