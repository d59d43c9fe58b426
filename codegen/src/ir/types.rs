//! The named types of an API and the fields that use them.

use super::{ConstrainedString, Module, Name, Pattern, RequestObject};

/// The number of a type in [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeId(pub(crate) usize);

/// A type with a name of its own.
#[derive(Debug)]
pub(crate) struct TypeDef {
    pub(crate) name: Name,
    pub(crate) module: Module,
    pub(crate) docs: String,
    pub(crate) kind: TypeKind,
}

#[derive(Debug)]
pub(crate) enum TypeKind {
    /// Text of one fixed length with a pattern: a SID.
    Sid(Pattern),
    /// Text with a pattern, a length, or both.
    ConstrainedString(ConstrainedString),
    Enumeration(Enumeration),
    BoundedInteger(BoundedInteger),
    /// Free text that deserves a type, with the value that the service takes when it is not sent.
    String {
        default: Option<String>,
    },
    /// What a response holds.
    ResponseObject(ResponseObject),
    /// What a request holds, with a builder of its own.
    RequestObject(Box<RequestObject>),
}

/// An enum: closed in requests, open in responses.
#[derive(Debug)]
pub(crate) struct Enumeration {
    pub(crate) variants: Vec<Variant>,
    /// Whether a rule hangs on it, so that builders take marker types instead of values.
    pub(crate) discriminator: bool,
}

#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: Name,
    pub(crate) docs: String,
}

/// An integer within bounds.
#[derive(Debug)]
pub(crate) struct BoundedInteger {
    pub(crate) minimum: i64,
    pub(crate) maximum: i64,
    /// The bounds in words: `0 to 3`.
    pub(crate) range: String,
    /// The field it belongs to, as documented; the type's own name where it serves several.
    pub(crate) label: String,
    pub(crate) default: Option<i64>,
}

#[derive(Debug)]
pub(crate) struct ResponseObject {
    pub(crate) fields: Vec<Field>,
}

/// A member of a request or of a response object.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: Name,
    pub(crate) docs: String,
    pub(crate) ty: FieldType,
    pub(crate) required: bool,
    /// Requests only: where it goes, when that is not where the others go.
    pub(crate) location: Option<ParameterLocation>,
    /// What the service takes when the field is not sent, as text for the docs.
    pub(crate) default: Option<String>,
}

/// Where a field goes that is not in the body or, in a request without a body, not in the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterLocation {
    /// The query, beside a body.
    Query,
    Header,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FieldType {
    pub(crate) scalar: Scalar,
    /// Whether the value is a list, of items of the type `scalar`.
    pub(crate) list: bool,
    /// Responses only: the value may be null.
    pub(crate) nullable: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    String,
    Integer,
    Number,
    Boolean,
    Uri,
    Timestamp,
    /// A text that no log may show; in responses only.
    Secret,
    /// A JSON object of any shape; in a form, its text.
    Object,
    /// A JSON object whose members are texts, whatever their names; in responses only.
    StringMap,
    /// Any JSON value; in a form, its text.
    Any,
    Named(TypeId),
}
