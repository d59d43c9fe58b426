//! The named types of an API: schemas that become a Rust type of their own.

pub(crate) mod field;
pub(crate) mod pattern;

use self::field::Field;
use self::pattern::{ConstrainedString, Pattern};
use super::name::Name;
use super::request::RequestObject;
use super::resource::Module;

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
