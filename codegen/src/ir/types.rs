//! The named types of an API: schemas that become a Rust type of their own.

pub(crate) mod field;
pub(crate) mod pattern;

use self::field::{Field, TypeId};
use self::pattern::{ConstrainedString, Pattern};
use super::name::Name;
use super::request::RequestObject;
use super::resource::Module;

/// A named type.
#[derive(Debug)]
pub(crate) struct TypeDef {
    pub(crate) name: Name,
    pub(crate) module: Module,
    pub(crate) docs: String,
    pub(crate) kind: TypeKind,
}

/// The kinds of named types.
#[derive(Debug)]
pub(crate) enum TypeKind {
    /// A string of one fixed length with a pattern: a SID.
    Sid(Pattern),
    /// A string with a pattern, a length, or both.
    ConstrainedString(ConstrainedString),
    Enumeration(Enumeration),
    BoundedInteger(BoundedInteger),
    /// A string without constraints. `default` is the value that the service uses when none is sent.
    String {
        default: Option<String>,
    },
    /// An object in a response, or the fields of an event.
    ResponseObject(ResponseObject),
    /// A nested object in a request, with a builder of its own.
    RequestObject(Box<RequestObject>),
    /// An event that the service reports to a webhook.
    Event(Event),
}

/// An enum: in requests closed or extensible, in responses open.
#[derive(Debug)]
pub(crate) struct Enumeration {
    pub(crate) variants: Vec<Variant>,
    /// Whether requests can have any other text, which is advised against.
    pub(crate) extensible: bool,
    /// Whether a rule depends on it, so that builders take marker types instead of values.
    pub(crate) discriminator: bool,
}

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: Name,
    pub(crate) docs: String,
}

/// An integer with a minimum and a maximum.
#[derive(Debug)]
pub(crate) struct BoundedInteger {
    pub(crate) minimum: i64,
    pub(crate) maximum: i64,
    /// The bounds in words: `0 to 3`.
    pub(crate) range: String,
    /// The documented name of its field; the name of the type where several fields have it.
    pub(crate) label: String,
    pub(crate) default: Option<i64>,
}

/// An object in a response.
#[derive(Debug)]
pub(crate) struct ResponseObject {
    pub(crate) fields: Vec<Field>,
    pub(crate) accessors: Vec<Accessor>,
}

impl ResponseObject {
    /// Everything in it that has a type.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(self.accessors.iter().map(|accessor| &accessor.value))
    }
}

/// A method that reads a value deep inside of an answer.
#[derive(Debug)]
pub(crate) struct Accessor {
    /// Its name is that of the method.
    pub(crate) value: Field,
    /// JSON Pointers to where the value can be, the first choice first.
    pub(crate) pointers: Vec<String>,
}

/// The variant of every event that has the types that are not described.
pub(crate) const UNKNOWN_EVENT: &str = "Other";

/// An event that the service reports: an enum with a variant for each type of event, and [`UNKNOWN_EVENT`].
#[derive(Debug)]
pub(crate) struct Event {
    /// The field of the form that tells the type.
    pub(crate) discriminator: String,
    pub(crate) variants: Vec<EventVariant>,
}

/// A type of event.
#[derive(Debug)]
pub(crate) struct EventVariant {
    /// Its value of the discriminator.
    pub(crate) value: Variant,
    /// The other fields of the form, a [`ResponseObject`].
    pub(crate) fields: TypeId,
}
