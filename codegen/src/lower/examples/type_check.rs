//! Values against types: an example comes in, what does not fit is reported with what would.
//!
//! A response is read leniently, but an example in the spec is documentation: a reader takes its values for typical.

use std::collections::BTreeSet;

use super::request::named_value;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Data, Node, Spanned, listed, suggest};
use crate::ir::{Field, FieldType, ResponseObject, Scalar, TypeDef, TypeId, TypeKind};
use crate::lower::Lower;
use crate::lower::names::identifier::shorten;
use crate::lower::spans::Places;
use crate::source::Span;

/// What it takes to judge a value.
pub(crate) struct Judge<'l> {
    types: &'l [TypeDef],
    /// The documented name of each type.
    wires: &'l [Spanned<String>],
    /// Properties that are described, and could not be read.
    unread: &'l BTreeSet<String>,
    places: &'l Places,
    sink: &'l mut Sink,
}

impl Lower<'_, '_> {
    pub(crate) fn judge(&mut self) -> Judge<'_> {
        Judge {
            types: &self.types,
            wires: &self.wires,
            unread: &self.unread,
            places: &self.places,
            sink: self.sink,
        }
    }
}

impl Judge<'_> {
    /// Judges an example of a response of type `id`.
    pub(crate) fn response(&mut self, node: &Node, id: TypeId) {
        if let TypeKind::ResponseObject(object) = &self.types[id.0].kind {
            self.object(node, id, object);
        }
    }

    fn object(&mut self, node: &Node, id: TypeId, object: &ResponseObject) {
        let Data::Map(entries) = &node.data else {
            self.refuse(node, Scalar::Named(id), &format!("`{}`", self.wires[id.0]), None);
            return;
        };
        let owner = self.wires[id.0].span;
        for (name, value) in entries {
            match object.fields.iter().find(|field| field.name.wire == name.value) {
                Some(field) => self.field(value, &field.name.wire, field.ty, owner),
                None if self.unread.contains(&name.value) => {}
                None => self.undescribed(name, id, &object.fields, entries),
            }
        }
        let given = |field: &&Field| entries.iter().any(|(name, _)| name.value == field.name.wire);
        for field in object.fields.iter().filter(|field| field.required && !given(field)) {
            let message = format!("the example lacks `{}`, which is required", field.name.wire);
            let rule = self.places.required(owner, &field.name.wire);
            let diagnostic = Diagnostic::new(Code::BadExample, node.key_span(), message);
            let diagnostic =
                rule.into_iter().fold(diagnostic, |found, rule| found.also(rule, "required here"));
            self.sink.push(diagnostic.help("add it, or take it out of `required`"));
        }
    }

    fn undescribed(
        &mut self,
        name: &Spanned<String>,
        id: TypeId,
        fields: &[Field],
        entries: &[(Spanned<String>, Node)],
    ) {
        let message = format!("the schema does not describe `{name}`");
        let diagnostic = Diagnostic::new(Code::UndescribedProperty, name.span, message)
            .label("no field of the response will hold it")
            .also(self.wires[id.0].span, "the type");
        let free = |known: &&str| entries.iter().all(|(name, _)| name.value != *known);
        let known = fields.iter().map(|field| field.name.wire.as_str()).filter(free);
        self.sink.push(suggest(diagnostic, name, known, &[], "describe it, or take it out of the example"));
    }

    fn field(&mut self, node: &Node, name: &str, ty: FieldType, owner: Span) {
        let whole = self.places.ty(owner, name);
        match &node.data {
            Data::Null if ty.nullable => {}
            Data::List(items) if ty.list => {
                let at = self.places.item(owner, name);
                for item in items {
                    self.item(item, name, ty.scalar, at);
                }
            }
            _ if ty.list => self.no_list(node, name, whole),
            _ => self.item(node, name, ty.scalar, whole),
        }
    }

    pub(crate) fn no_list(&mut self, node: &Node, name: &str, at: Option<Span>) {
        let message = format!("`{name}` takes a list, but this is {}", node.kind());
        let diagnostic = of_type(Diagnostic::new(Code::BadExample, node.span, message), at);
        self.sink.push(diagnostic.help("write the items in `[…]`, or correct the type"));
    }

    fn item(&mut self, node: &Node, name: &str, scalar: Scalar, at: Option<Span>) {
        let fits = match (&node.data, scalar) {
            (Data::Map(entries), Scalar::StringMap) => {
                entries.iter().all(|(_, value)| matches!(value.data, Data::String(_)))
            }
            (Data::Map(_), Scalar::Named(id)) => match &self.types[id.0].kind {
                TypeKind::ResponseObject(object) => {
                    self.object(node, id, object);
                    true
                }
                _ => false,
            },
            (data, Scalar::Named(id)) => named_value(data, &self.types[id.0].kind).is_some(),
            (Data::String(_), Scalar::String | Scalar::Uri | Scalar::Timestamp | Scalar::Secret)
            | (Data::Boolean(_), Scalar::Boolean)
            | (Data::Map(_), Scalar::Object)
            | (_, Scalar::Any)
            | (Data::Integer(_), Scalar::Integer)
            | (Data::Integer(_) | Data::Float(_), Scalar::Number) => true,
            _ => false,
        };
        // A client takes such a value as it comes.
        let taken = match (&node.data, scalar) {
            (Data::String(_), Scalar::Named(id)) => {
                matches!(
                    self.types[id.0].kind,
                    TypeKind::Sid(_) | TypeKind::ConstrainedString(_) | TypeKind::Enumeration(_)
                )
            }
            (Data::Integer(_), Scalar::Named(id)) => {
                matches!(self.types[id.0].kind, TypeKind::BoundedInteger(_))
            }
            _ => false,
        };
        match (fits, taken) {
            (true, _) => {}
            (_, true) => {
                let message = format!("the schema of `{name}` rules this value out");
                self.report(Code::OddExample, message, node, scalar, at);
            }
            _ => self.refuse(node, scalar, &format!("`{name}`"), at),
        }
    }

    /// Reports a value that is not one of `what`, whose type stands `at` some place if it has no name.
    pub(crate) fn refuse(&mut self, node: &Node, scalar: Scalar, what: &str, at: Option<Span>) {
        self.report(Code::BadExample, format!("{what} does not take this value"), node, scalar, at);
    }

    fn report(&mut self, code: Code, message: String, node: &Node, scalar: Scalar, at: Option<Span>) {
        let mut diagnostic = of_type(Diagnostic::new(code, node.span, message), at)
            .help(format!("give {}", self.wanted(scalar)));
        if let Scalar::Named(id) = scalar {
            diagnostic = diagnostic.also(self.wires[id.0].span, "the type");
            if let (Data::String(text), TypeKind::Enumeration(choice)) = (&node.data, &self.types[id.0].kind)
            {
                let word = Spanned::new(text.clone(), node.span);
                let known = choice.variants.iter().map(|variant| variant.name.wire.as_str());
                diagnostic = suggest(diagnostic, &word, known, &[], format!("give {}", self.wanted(scalar)));
            }
        }
        self.sink.push(diagnostic);
    }

    /// What values of a type look like.
    fn wanted(&self, scalar: Scalar) -> String {
        let plain = match scalar {
            Scalar::String | Scalar::Secret => "a text",
            Scalar::Uri => "an absolute URI",
            Scalar::Timestamp => "a date and time, as text",
            Scalar::Object => "a JSON object",
            Scalar::StringMap => "a mapping to texts",
            Scalar::Any => "any value",
            Scalar::Boolean => "`true` or `false`",
            Scalar::Integer => "an integer",
            Scalar::Number => "a number",
            Scalar::Named(id) => match &self.types[id.0].kind {
                TypeKind::Sid(pattern) => {
                    return format!("a text that matches `{}`", shorten(&pattern.source));
                }
                TypeKind::BoundedInteger(bounded) => return format!("an integer, {}", bounded.range),
                TypeKind::Enumeration(choice) => {
                    let wires = choice.variants.iter().map(|variant| variant.name.wire.as_str());
                    return format!("one of {}", listed(wires));
                }
                TypeKind::ConstrainedString(checked) => match &checked.pattern {
                    Some((pattern, _)) => return format!("a text that matches `{}`", shorten(pattern)),
                    None => "a text of the length that its schema asks for",
                },
                TypeKind::String { .. } => "a text",
                TypeKind::ResponseObject(_) | TypeKind::RequestObject(_) => "a mapping",
            },
        };
        plain.to_owned()
    }
}

/// A value that is not of the type that stands `at` some place.
fn of_type(diagnostic: Diagnostic, at: Option<Span>) -> Diagnostic {
    at.into_iter().fold(diagnostic, |found, ty| found.also(ty, "the type"))
}
