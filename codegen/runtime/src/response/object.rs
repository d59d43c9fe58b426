//! How the objects of responses are read and written: generated types say which members there are, and one reader and one
//! writer for all of them do the rest.
//!
//! Both work with trait objects. So a generated type costs the compiler no more than a list of its members.

pub(crate) mod extra;
pub(crate) mod implement;
pub(crate) mod read;
pub(crate) mod slots;
pub(crate) mod values;
pub(crate) mod write;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::response::object::extra::Extra;
use crate::response::unread::{Findings, Place};

/// An object of a response. [`impl_response_object!`](crate::impl_response_object) implements it.
pub trait ResponseObject {
    /// The slot of a described member.
    fn member(&mut self, name: &str) -> Option<&mut dyn Slot>;

    /// Passes each described member to `visit`, in the order of the description.
    fn members(&self, visit: &mut dyn FnMut(&'static str, &dyn Slot));

    /// The names of the members that are never null or missing, if the service keeps to the description.
    fn required(&self) -> &'static [&'static str] {
        &[]
    }

    /// The members that are not described. `None` for an object that does not keep them.
    fn extra(&self) -> Option<&Extra> {
        None
    }

    /// The same, to add one.
    fn extra_mut(&mut self) -> Option<&mut Extra> {
        None
    }
}

/// A place for a value: a member of an object, or an item of an array.
pub trait Slot {
    /// Puts in a value that is neither an array nor an object. Returns whether it has the type; if not, the slot is empty.
    fn set(&mut self, scalar: Scalar<'_>) -> bool;

    /// Makes room for an array or an object.
    fn open(&mut self, shape: Shape) -> Contents<'_>;

    /// Puts in an array or an object that was read as [`Contents::Json`].
    fn set_json(&mut self, value: Value, place: &Place<'_>, findings: &mut Findings);

    /// Empties the slot.
    fn clear(&mut self);

    /// What the slot takes, with its article.
    fn expected(&self) -> &'static str;

    /// The value, to write it.
    fn view(&self) -> View<'_>;
}

/// A type of values in responses.
pub trait ResponseValue: Sized {
    /// The JSON that it is read from, with its article.
    const EXPECTED: &'static str;

    /// The value of JSON that is neither an array nor an object.
    fn from_scalar(_scalar: Scalar<'_>) -> Option<Self> {
        None
    }

    /// A value without items or members, if the type has this shape.
    fn empty(_shape: Shape) -> Option<Self> {
        None
    }

    /// Where the items or members of such a value go.
    fn contents(&mut self) -> Contents<'_> {
        Contents::None
    }

    /// The value of an array or object that was read as [`Contents::Json`].
    fn from_json(_value: Value, _place: &Place<'_>, _findings: &mut Findings) -> Option<Self> {
        None
    }

    /// The value, to write it.
    fn view(&self) -> View<'_>;
}

/// The items of an array.
pub trait List {
    /// Passes a slot for each item to `read`, which returns whether there was one. What leaves its slot empty is left out.
    fn read_items(&mut self, read: &mut dyn FnMut(&mut dyn Slot) -> bool);

    /// The number of items.
    fn count(&self) -> usize;

    /// Passes each item to `visit`.
    fn items(&self, visit: &mut dyn FnMut(View<'_>));
}

/// JSON that is neither an array nor an object.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Scalar<'a> {
    Null,
    Boolean(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    String(&'a str),
}

impl<'a> Scalar<'a> {
    /// The string, if it is one.
    pub const fn as_str(self) -> Option<&'a str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The type, with its article.
    pub(crate) const fn type_name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Signed(_) | Self::Unsigned(_) | Self::Float(_) => "a number",
            Self::String(_) => "a string",
        }
    }
}

/// The other two types of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Shape {
    Array,
    Object,
}

impl Shape {
    /// The type, with its article.
    pub(crate) const fn type_name(self) -> &'static str {
        match self {
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// Where the items of an array or the members of an object go.
#[expect(missing_debug_implementations, reason = "it is a reference to something that is being read")]
pub enum Contents<'a> {
    /// Nowhere: the type has another shape.
    None,
    /// To the items of an array.
    List(&'a mut dyn List),
    /// To the members of a described object.
    Object(&'a mut dyn ResponseObject),
    /// To JSON of any shape, for [`Slot::set_json`].
    Json,
}

/// A value to write.
#[derive(Clone, Copy)]
#[expect(missing_docs, missing_debug_implementations, reason = "the names say it, and it lives for one call")]
pub enum View<'a> {
    Scalar(Scalar<'a>),
    List(&'a dyn List),
    Object(&'a dyn ResponseObject),
    Json(&'a Value),
    Map(&'a Map<String, Value>),
    StringMap(&'a BTreeMap<String, String>),
}
