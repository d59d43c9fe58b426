//! The writer of responses: an object is its described members, in the order of the description, and then the others.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::response::object::extra::Extra;
use crate::response::object::{List, ResponseObject, Scalar, View};

/// Serialises an object of a response.
///
/// # Errors
/// Those of the serialiser.
pub fn serialize<S: Serializer>(object: &dyn ResponseObject, serializer: S) -> Result<S::Ok, S::Error> {
    let extra = object.extra().map(Extra::get).into_iter().flatten();
    let mut count = extra.clone().count();
    object.members(&mut |_, _| count += 1);
    let mut map = serializer.serialize_map(Some(count))?;
    let mut result = Ok(());
    object.members(&mut |name, slot| {
        if result.is_ok() {
            result = map.serialize_entry(name, &slot.view());
        }
    });
    result?;
    for (name, value) in extra {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Scalar(Scalar::Null) => serializer.serialize_none(),
            Self::Scalar(Scalar::Boolean(value)) => serializer.serialize_bool(value),
            Self::Scalar(Scalar::Signed(value)) => serializer.serialize_i64(value),
            Self::Scalar(Scalar::Unsigned(value)) => serializer.serialize_u64(value),
            Self::Scalar(Scalar::Float(value)) => serializer.serialize_f64(value),
            Self::Scalar(Scalar::String(value)) => serializer.serialize_str(value),
            Self::List(list) => serialize_list(list, serializer),
            Self::Object(object) => self::serialize(object, serializer),
            Self::Json(value) => value.serialize(serializer),
            Self::Map(members) => members.serialize(serializer),
            Self::StringMap(members) => members.serialize(serializer),
        }
    }
}

fn serialize_list<S: Serializer>(list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(Some(list.count()))?;
    let mut result = Ok(());
    list.items(&mut |item| {
        if result.is_ok() {
            result = seq.serialize_element(&item);
        }
    });
    result?;
    seq.end()
}
