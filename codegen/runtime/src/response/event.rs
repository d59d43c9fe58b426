//! Events that a service reports to webhooks. They are forms; a field of the form tells the type of the event.
//!
//! They are read as leniently as responses. A form has only texts, so a number or a boolean is read from its text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;

use serde_json::Value;

use crate::encoding::form_decode;
use crate::messages::sanitized::Sanitized;
use crate::response::decode::Decoded;
use crate::response::object::extra::Extra;
use crate::response::object::{ResponseObject, Scalar, Slot};
use crate::response::unread::{Findings, Place};

/// An event that a service reports. [`impl_event!`](crate::impl_event) implements it.
pub trait Event: Sized {
    /// The field of the form that tells the type of the event.
    const TYPE_FIELD: &'static str;

    /// An event of a type, still without fields.
    fn of_type(event_type: &str) -> Self;

    /// The fields of the event, without the one that tells its type.
    fn fields_mut(&mut self) -> &mut dyn ResponseObject;
}

/// Completes the enum of the events of a service: `impl_event!(OrderEvent, "EventType", Paid = "onPaid")`.
///
/// Each variant that is listed has a struct of [`impl_response_object!`](crate::impl_response_object); the enum has a variant
/// `Other` with an [`OtherEvent`] in addition.
///
/// ```
/// use flex_runtime::{Extra, OtherEvent, event_from_unverified_form};
///
/// enum OrderEvent {
///     Paid(Paid),
///     Other(OtherEvent),
/// }
///
/// #[derive(Default)]
/// struct Paid {
///     amount: Option<i64>,
///     extra: Extra,
/// }
///
/// flex_runtime::impl_response_object!(Paid { amount = "Amount" });
/// flex_runtime::impl_event!(OrderEvent, "EventType", Paid = "onPaid");
///
/// let event = event_from_unverified_form("EventType=onPaid&Amount=7&Colour=red")?.into_value();
/// assert!(matches!(event, OrderEvent::Paid(Paid { amount: Some(7), .. })));
/// let event = event_from_unverified_form("EventType=onLost&Amount=7")?.into_value();
/// assert!(matches!(event, OrderEvent::Other(event) if event.event_type() == "onLost"));
/// # Ok::<_, flex_runtime::EventError>(())
/// ```
#[macro_export]
macro_rules! impl_event {
    ($Event:ident, $field:literal $(, $Variant:ident = $value:literal)* $(,)?) => {
        impl $crate::Event for $Event {
            const TYPE_FIELD: &'static str = $field;

            fn of_type(event_type: &str) -> Self {
                match event_type {
                    $($value => Self::$Variant(::core::default::Default::default()),)*
                    _ => Self::Other($crate::OtherEvent::new(event_type)),
                }
            }

            fn fields_mut(&mut self) -> &mut dyn $crate::ResponseObject {
                match self {
                    $(Self::$Variant(fields) => fields,)*
                    Self::Other(fields) => fields,
                }
            }
        }
    };
}

/// An event of a type that is not described, with all of its fields.
///
/// `Debug` prints the names of the fields only.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherEvent {
    event_type: Box<str>,
    fields: Extra,
}

impl OtherEvent {
    /// An event without fields.
    #[doc(hidden)]
    pub fn new(event_type: &str) -> Self {
        Self { event_type: event_type.into(), fields: Extra::default() }
    }

    /// Its type, as the service calls it.
    pub fn event_type(&self) -> &str {
        &self.event_type
    }

    /// Its other fields. A field with several values is an array of them.
    pub fn fields(&self) -> &BTreeMap<String, Value> {
        self.fields.get()
    }
}

impl ResponseObject for OtherEvent {
    fn member(&mut self, _name: &str) -> Option<&mut dyn Slot> {
        None
    }

    fn members(&self, _visit: &mut dyn FnMut(&'static str, &dyn Slot)) {}

    fn extra(&self) -> Option<&Extra> {
        Some(&self.fields)
    }

    fn extra_mut(&mut self) -> Option<&mut Extra> {
        Some(&mut self.fields)
    }
}

/// A form that is no event: nothing says of which type it is.
///
/// Neither `Display` nor `Debug` prints a value of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventError {
    path: &'static str,
    reason: &'static str,
}

impl EventError {
    /// The error of a request with another body.
    #[cfg(feature = "webhook")]
    pub(crate) const fn no_form() -> Self {
        Self { path: ".", reason: "is not a form" }
    }

    /// The field at fault; `.` for the whole body.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// What is wrong with it, such as `is missing`.
    pub const fn reason(&self) -> &'static str {
        self.reason
    }
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path {
            "." => write!(f, "cannot read the event: the body {}", self.reason),
            path => write!(f, "cannot read the event: `{}` {}", Sanitized::name(path), self.reason),
        }
    }
}

impl Error for EventError {}

/// The fields of a form, decoded. A signature covers neither the order nor the number of equal values, so neither counts.
type Fields<'f> = BTreeMap<Cow<'f, str>, BTreeSet<Cow<'f, str>>>;

/// Reads an event from a form that anybody may have sent. Of a field with several values, none can be trusted: a described
/// one is left out and told.
///
/// # Errors
/// When the form does not say of which type the event is.
pub fn from_unverified_form<E: Event>(form: &str) -> Result<Decoded<E>, EventError> {
    let mut findings = Findings::default();
    let mut fields = Fields::new();
    for pair in form_decode::pairs(form) {
        let place = Place::WHOLE.member(&pair.name);
        match (pair.name_fault, pair.value) {
            (None, Ok(value)) => drop(fields.entry(pair.name).or_default().insert(value)),
            (None, Err(fault)) if pair.name == E::TYPE_FIELD => {
                return Err(EventError { path: E::TYPE_FIELD, reason: fault.problem() });
            }
            (Some(fault), _) | (None, Err(fault)) => findings.malformed(&place, fault.problem()),
        }
    }
    let types = fields.remove(E::TYPE_FIELD).unwrap_or_default();
    let mut types = types.iter();
    let mut event = match (types.next(), types.next()) {
        (Some(event_type), None) => E::of_type(event_type),
        (None, _) => return Err(EventError { path: E::TYPE_FIELD, reason: "is missing" }),
        (Some(_), Some(_)) => return Err(EventError { path: E::TYPE_FIELD, reason: "has several values" }),
    };
    read_fields(event.fields_mut(), &fields, &mut findings);
    Ok(Decoded::new(event, findings.into_unread()))
}

fn read_fields(object: &mut dyn ResponseObject, fields: &Fields<'_>, findings: &mut Findings) {
    for (name, values) in fields {
        let place = Place::WHOLE.member(name);
        let mut texts = values.iter().map(AsRef::as_ref);
        if let Some(slot) = object.member(name) {
            match (texts.next(), texts.next()) {
                (Some(text), None) => read_text(slot, text, &place, findings),
                _ => findings.ambiguous(&place),
            }
        } else if let Some(extra) = object.extra_mut() {
            let value = match values.len() {
                1 => texts.collect::<String>().into(),
                _ => texts.collect::<Vec<_>>().into(),
            };
            extra.insert(name.to_string(), value);
        }
    }
    for name in object.required() {
        if !fields.contains_key(*name) {
            findings.missing(&Place::WHOLE.member(name));
        }
    }
}

/// Puts a text into a slot: as it is or, if the slot takes no text, as the number or boolean that it writes out.
fn read_text(slot: &mut dyn Slot, text: &str, place: &Place<'_>, findings: &mut Findings) {
    let integer = text.parse().ok().map(Scalar::Signed);
    let number = text.parse().ok().filter(|number: &f64| number.is_finite()).map(Scalar::Float);
    let boolean = text.parse().ok().map(Scalar::Boolean);
    let written = [integer, number, boolean];
    let has_type =
        slot.set(Scalar::String(text)) || written.into_iter().flatten().any(|scalar| slot.set(scalar));
    if !has_type {
        findings.mismatch(place, "another text", slot.expected());
    }
}

#[cfg(test)]
mod tests;
