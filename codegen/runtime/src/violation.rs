//! One thing that is wrong with a request.
//!
//! In: where it is, what it is, and the sentence that says so. Out: a value that programs can sort by and people can
//! read. It never holds the offending value, which may be personal data.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::rule::{Field, Rule};

/// What kind of mistake a [`Violation`] is.
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
    /// A field that is missing, always or beside the value of another field.
    Required,
    /// A field that must not be set beside the value of another field.
    NotApplicable,
    /// A field that should not be set beside the value of another field. Advice only.
    Discouraged,
    /// A field that stands in a form more than once.
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

/// One thing that is wrong with a request, or inadvisable.
///
/// Prints as its [`message`](Self::message). Serialises as an object with the names of the getters, for an API that
/// passes its callers' mistakes on to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Violation {
    field: String,
    pointer: String,
    kind: ViolationKind,
    message: Cow<'static, str>,
    rule: Option<&'static str>,
    basis: Option<&'static str>,
}

impl Violation {
    /// About a documented field.
    pub(crate) fn of_field(field: Field, kind: ViolationKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self::of_name(field.name, kind, message)
    }

    /// About a name, documented or not.
    pub(crate) fn of_name(name: &str, kind: ViolationKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            field: name.to_owned(),
            pointer: pointer(name),
            kind,
            message: message.into(),
            rule: None,
            basis: None,
        }
    }

    /// About the body as a whole.
    pub(crate) fn of_body(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            field: String::new(),
            pointer: String::new(),
            kind: ViolationKind::Malformed,
            message: message.into(),
            rule: None,
            basis: None,
        }
    }

    /// About a rule that is broken.
    pub(crate) fn of_rule(rule: &Rule, kind: ViolationKind) -> Self {
        let plain = Self::of_field(rule.field, kind, rule.message);
        Self { rule: Some(rule.name), basis: rule.basis, ..plain }
    }

    /// The name of the field on the wire, such as `Integration.FlowSid`; empty for the body as a whole.
    ///
    /// Of an unknown field, this is the name that was given, whole and unescaped.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Where the field is, or should be, as a JSON pointer ([RFC 6901](https://datatracker.ietf.org/doc/html/rfc6901))
    /// such as `/Integration.FlowSid`; empty for the body as a whole.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What kind of mistake it is.
    pub const fn kind(&self) -> ViolationKind {
        self.kind
    }

    /// The mistake in a sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The name of the documented rule that is broken, if it is one that depends on other fields.
    pub const fn rule(&self) -> Option<&'static str> {
        self.rule
    }

    /// The documented phrase behind the rule.
    pub const fn basis(&self) -> Option<&'static str> {
        self.basis
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.message)
    }
}

/// The JSON pointer to a member of the body (RFC 6901, section 3).
fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use super::{Violation, ViolationKind, pointer};

    #[test]
    fn pointers_escape_as_rfc_6901_says() {
        assert_eq!(pointer("Job.Url"), "/Job.Url");
        assert_eq!(pointer("a/b~c~1"), "/a~1b~0c~01");
        assert_eq!(pointer(""), "/");
    }

    #[test]
    fn kinds_and_violations_print() {
        assert_eq!(format!("{:>8}|", ViolationKind::Pattern), " pattern|");
        let violation = Violation::of_name("x", ViolationKind::UnknownField, "no `x`");
        assert_eq!(violation.to_string(), violation.message());
        assert_eq!(format!("{violation:>7}|"), " no `x`|");
        assert_eq!((violation.rule(), violation.basis()), (None, None));
    }
}
