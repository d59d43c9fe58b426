//! Fields of requests and responses, and the types of their values.

use crate::ir::name::Name;

/// The number of a type in [`Api::types`](crate::ir::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeId(pub(crate) usize);

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
