//! Fields of requests and responses, and the types of their values.

use crate::ir::name::Name;

/// The index of a type in [`Api::types`](crate::ir::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeId(pub(crate) usize);

/// A field of a request or of a response object.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: Name,
    pub(crate) docs: String,
    pub(crate) ty: FieldType,
    pub(crate) required: bool,
    /// Requests only: where it goes, if not where the encoding of the operation says.
    pub(crate) location: Option<ParameterLocation>,
    /// The value that the service uses when the field is not sent, as text for the docs.
    pub(crate) default: Option<String>,
}

/// Where a parameter goes that is not sent with the other fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterLocation {
    /// The query of a request with a body.
    Query,
    Header,
}

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FieldType {
    pub(crate) scalar: Scalar,
    /// Whether the value is an array, with items of the type `scalar`.
    pub(crate) list: bool,
    /// The value may be null; in requests, only where they are JSON.
    pub(crate) nullable: bool,
    /// Forms only: an empty text clears the value that is stored. No value of the type is an empty text.
    pub(crate) clearable: bool,
}

/// The type of a value, or of an item of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    String,
    Integer,
    Number,
    Boolean,
    Uri,
    Timestamp,
    /// A string that no log may show; in responses only.
    Secret,
    /// A JSON object of any shape; in a form, it is serialized to a string.
    Object,
    /// A JSON object with strings as values and any keys; in responses only.
    StringMap,
    /// Any JSON value; in a form, it is serialized to a string.
    Any,
    /// A JSON object, or a string with the text of one; in the JSON of requests only.
    ObjectOrText,
    /// An integer, or a string with its digits; in the JSON of requests only.
    IntegerOrDigits,
    Named(TypeId),
}
