//! Turns documented names into Rust identifiers.

use crate::diagnostic::{Code, Sink};
use crate::document::Spanned;
use crate::ir::{Name, RESERVED_TYPES};

/// Whether `text` can be written after `mod`.
pub(crate) fn is_module(text: &str) -> bool {
    Name::new(text).is_some_and(|name| name.snake == text)
}

pub(crate) fn field_name(wire: &Spanned<String>, sink: &mut Sink) -> Option<Name> {
    identifier(wire, Name::field(&wire.value), "the name of a field", sink)
}

pub(crate) fn operation_name(id: &Spanned<String>, sink: &mut Sink) -> Option<Name> {
    type_name(id, "the id of an operation", sink)
}

/// The name of a component, which is written in the spec as it is in Rust.
pub(crate) fn component_name(wire: &Spanned<String>, sink: &mut Sink) -> Option<Name> {
    let name = type_name(wire, "the name of a component", sink)?;
    if name.pascal != wire.value {
        let message = format!("`{wire}` is not a Rust type name");
        sink.report(Code::NotAnIdentifier, wire.span, message, format!("write `{}`", name.pascal));
        return None;
    }
    Some(name)
}

fn type_name(wire: &Spanned<String>, what: &str, sink: &mut Sink) -> Option<Name> {
    let name = identifier(wire, Name::new(&wire.value), what, sink)?;
    if RESERVED_TYPES.contains(&name.pascal.as_str()) {
        let message = format!("generated code uses the name `{}` for something else", name.pascal);
        sink.report(Code::ReservedName, wire.span, message, "choose a longer name");
        return None;
    }
    Some(name)
}

fn identifier(wire: &Spanned<String>, name: Option<Name>, what: &str, sink: &mut Sink) -> Option<Name> {
    if name.is_none() {
        let message = format!("`{}` is {what}, but cannot become a Rust identifier", shorten(&wire.value));
        let help = "start the name with a letter, and use only ASCII letters, digits and separators";
        sink.report(Code::NotAnIdentifier, wire.span, message, help);
    }
    name
}

/// A name for a message: a spec may hold one of many kilobytes.
pub(crate) fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(60).chain("…".chars()).collect()
}
