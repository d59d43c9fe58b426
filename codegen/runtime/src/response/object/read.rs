//! The reader of responses: goes through JSON and puts each value into its slot. What does not fit is told and left out.
//!
//! Whatever JSON there is, only text that is not JSON ends the reading.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

use crate::response::object::slots::Item;
use crate::response::object::{Contents, List, ResponseObject, ResponseValue, Scalar, Shape, Slot};
use crate::response::unread::{Findings, Place};

/// The only member of the object as which `serde_json` presents a number, if some crate has turned on `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// Deserialises an object of a response. What cannot be read is left out.
///
/// # Errors
/// When the input is no object, or not well-formed.
pub fn deserialize<'de, D: Deserializer<'de>, T: ResponseValue>(deserializer: D) -> Result<T, D::Error> {
    read(deserializer, &mut Findings::default())?
        .ok_or_else(|| D::Error::custom(format_args!("expected {}", T::EXPECTED)))
}

/// Reads a value. `None` if it has another type, which is in the findings then.
pub(crate) fn read<'de, D: Deserializer<'de>, T: ResponseValue>(
    deserializer: D,
    findings: &mut Findings,
) -> Result<Option<T>, D::Error> {
    let mut whole = Item(None);
    Reader { slot: &mut whole, place: Place::WHOLE, findings }.deserialize(deserializer)?;
    Ok(whole.0)
}

/// Reads one value into its slot. Returns whether it was null and the slot takes null.
struct Reader<'a> {
    slot: &'a mut dyn Slot,
    place: Place<'a>,
    findings: &'a mut Findings,
}

impl Reader<'_> {
    fn scalar(self, scalar: Scalar<'_>) -> bool {
        let has_type = self.slot.set(scalar);
        if !has_type {
            self.findings.mismatch(&self.place, scalar.type_name(), self.slot.expected());
        }
        has_type && matches!(scalar, Scalar::Null)
    }

    #[cold]
    fn wrong_shape(self, shape: Shape) {
        self.slot.clear();
        self.findings.mismatch(&self.place, shape.type_name(), self.slot.expected());
    }

    /// An object for a slot that takes none.
    #[cold]
    fn unexpected_object<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut number = None;
        while let Some(Name(name)) = map.next_key()? {
            if name == NUMBER {
                number = map.next_value::<String>()?.parse::<serde_json::Number>().ok();
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        match number {
            Some(number) => Ok(self.scalar(number_scalar(&number))),
            None => {
                self.wrong_shape(Shape::Object);
                Ok(false)
            }
        }
    }
}

fn number_scalar(number: &serde_json::Number) -> Scalar<'static> {
    let signed = number.as_i64().map(Scalar::Signed).or(number.as_u64().map(Scalar::Unsigned));
    signed.unwrap_or_else(|| Scalar::Float(number.as_f64().unwrap_or(f64::INFINITY)))
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.expected())
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(self.scalar(Scalar::Null))
    }

    fn visit_none<E>(self) -> Result<bool, E> {
        Ok(self.scalar(Scalar::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
        Ok(self.scalar(Scalar::Boolean(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<bool, E> {
        Ok(self.scalar(Scalar::Signed(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<bool, E> {
        Ok(self.scalar(Scalar::Unsigned(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<bool, E> {
        Ok(self.scalar(Scalar::Float(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<bool, E> {
        Ok(self.scalar(Scalar::String(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<bool, A::Error> {
        match self.slot.open(Shape::Array) {
            Contents::List(list) => read_list(list, seq, &self.place, self.findings)?,
            Contents::Json => {
                let value = Value::deserialize(SeqAccessDeserializer::new(seq))
                    .inspect_err(|_| self.findings.failed(&self.place))?;
                self.slot.set_json(value, &self.place, self.findings);
            }
            Contents::None | Contents::Object(_) => {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                self.wrong_shape(Shape::Array);
            }
        }
        Ok(false)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        match self.slot.open(Shape::Object) {
            Contents::Object(object) => read_object(object, map, &self.place, self.findings)?,
            Contents::Json => {
                let value = Value::deserialize(MapAccessDeserializer::new(map))
                    .inspect_err(|_| self.findings.failed(&self.place))?;
                self.slot.set_json(value, &self.place, self.findings);
            }
            Contents::None | Contents::List(_) => return self.unexpected_object(map),
        }
        Ok(false)
    }
}

fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn List,
    mut seq: A,
    place: &Place<'_>,
    findings: &mut Findings,
) -> Result<(), A::Error> {
    let mut result = Ok(());
    let mut index = 0;
    list.read_items(&mut |slot| {
        let place = place.item(index);
        index += 1;
        match seq.next_element_seed(Reader { slot, place, findings }) {
            Ok(item) => item.is_some(),
            Err(error) => {
                findings.failed(&place);
                result = Err(error);
                false
            }
        }
    });
    result
}

fn read_object<'de, A: MapAccess<'de>>(
    object: &mut dyn ResponseObject,
    mut map: A,
    place: &Place<'_>,
    findings: &mut Findings,
) -> Result<(), A::Error> {
    let required = object.required();
    let mut missing = required.to_vec();
    while let Some(Name(name)) = map.next_key().inspect_err(|_| findings.failed(place))? {
        let place = place.member(&name);
        if let Some(slot) = object.member(&name) {
            let is_empty = map
                .next_value_seed(Reader { slot, place, findings })
                .inspect_err(|_| findings.failed(&place))?;
            if !required.is_empty() {
                missing.retain(|other| *other != name);
                let is_required = is_empty && required.contains(&&*name);
                if let Some(slot) = object.member(&name).filter(|_| is_required) {
                    findings.mismatch(&place, Scalar::Null.type_name(), slot.expected());
                }
            }
        } else if let Some(extra) = object.extra_mut() {
            let value = map.next_value().inspect_err(|_| findings.failed(&place))?;
            extra.insert(name.into_owned(), value);
        } else {
            map.next_value::<IgnoredAny>().inspect_err(|_| findings.failed(&place))?;
        }
    }
    for name in missing {
        findings.missing(&place.member(name));
    }
    Ok(())
}

/// The name of a member; borrowed where the input allows it.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }

    fn visit_string<E>(self, name: String) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(name)))
    }
}
