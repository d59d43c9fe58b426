//! Checks the values of examples against their types.
//!
//! A client reads responses leniently, but an example in the spec is documentation: readers take its values for typical.

use super::scalar_value::{named_value, scalar_value};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Data, Node, Spanned, listed, suggest};
use crate::ir::{ExampleValue, Field, FieldType, ResponseObject, Scalar, TypeId, TypeKind};
use crate::lower::names::identifier::shorten;
use crate::lower::schemas::Components;
use crate::lower::schemas::types::Types;
use crate::source::Span;

/// Reports values of examples that are not of their type.
pub(crate) struct ExampleChecker<'c> {
    pub(crate) components: &'c Components<'c>,
    pub(crate) sink: &'c mut Sink,
}

impl<'c> ExampleChecker<'c> {
    /// Checks an example of a response of type `id`.
    pub(crate) fn check_response(&mut self, node: &Node, id: TypeId) {
        if let TypeKind::ResponseObject(object) = self.types().kind(id) {
            self.object(node, id, object);
        }
    }

    fn types(&self) -> &'c Types {
        &self.components.types
    }

    fn object(&mut self, node: &Node, id: TypeId, object: &ResponseObject) {
        let Data::Map(entries) = &node.data else {
            let what = format!("`{}`", self.types().wire(id));
            self.refuse(node, Scalar::Named(id), &what, None);
            return;
        };
        let owner = self.types().wire(id).span;
        for (name, value) in entries {
            match object.fields.iter().find(|field| field.name.wire == name.value) {
                Some(field) => self.field(value, &field.name.wire, field.ty, owner),
                None if self.components.is_unreadable_property(&name.value) => {}
                None => self.undescribed(name, id, &object.fields, entries),
            }
        }
        let given = |field: &&Field| entries.iter().any(|(name, _)| name.value == field.name.wire);
        for field in object.fields.iter().filter(|field| field.required && !given(field)) {
            let message = format!("the example lacks `{}`, which is required", field.name.wire);
            let required = self.components.spans.required(owner, &field.name.wire);
            let diagnostic = Diagnostic::new(Code::BadExample, node.key_span(), message);
            let diagnostic =
                required.into_iter().fold(diagnostic, |found, span| found.also(span, "required here"));
            self.sink.push(diagnostic.help("add it, or remove it from `required`"));
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
            .also(self.types().wire(id).span, "the type");
        let free = |known: &&str| entries.iter().all(|(name, _)| name.value != *known);
        let known = fields.iter().map(|field| field.name.wire.as_str()).filter(free);
        self.sink.push(suggest(diagnostic, name, known, &[], "describe it, or remove it from the example"));
    }

    fn field(&mut self, node: &Node, name: &str, ty: FieldType, owner: Span) {
        let ty_span = self.components.spans.ty(owner, name);
        match &node.data {
            Data::Null if ty.nullable => {}
            Data::List(items) if ty.list => {
                let at = self.components.spans.item(owner, name);
                for item in items {
                    self.item(item, name, ty.scalar, at);
                }
            }
            _ if ty.list => self.report_no_array(node, name, ty_span),
            _ => self.item(node, name, ty.scalar, ty_span),
        }
    }

    pub(crate) fn report_no_array(&mut self, node: &Node, name: &str, at: Option<Span>) {
        let message = format!("`{name}` must be a list, but this is {}", node.kind());
        let diagnostic = of_type(Diagnostic::new(Code::BadExample, node.span, message), at);
        self.sink.push(diagnostic.help("write the items in `[…]`, or correct the type"));
    }

    fn item(&mut self, node: &Node, name: &str, scalar: Scalar, at: Option<Span>) {
        let fits = match (&node.data, scalar) {
            (Data::Map(entries), Scalar::StringMap) => {
                entries.iter().all(|(_, value)| matches!(value.data, Data::String(_)))
            }
            (Data::Map(_), Scalar::Named(id)) => match self.types().kind(id) {
                TypeKind::ResponseObject(object) => {
                    self.object(node, id, object);
                    true
                }
                _ => false,
            },
            (data, Scalar::Named(id)) => named_value(data, self.types().kind(id)).is_some(),
            (Data::String(_), Scalar::String | Scalar::Uri | Scalar::Timestamp | Scalar::Secret)
            | (Data::Boolean(_), Scalar::Boolean)
            | (Data::Map(_), Scalar::Object)
            | (_, Scalar::Any)
            | (Data::Integer(_), Scalar::Integer)
            | (Data::Integer(_) | Data::Float(_), Scalar::Number) => true,
            _ => false,
        };
        // A client accepts such a value all the same.
        let is_accepted = match (&node.data, scalar) {
            (Data::String(_), Scalar::Named(id)) => {
                matches!(
                    self.types().kind(id),
                    TypeKind::Sid(_) | TypeKind::ConstrainedString(_) | TypeKind::Enumeration(_)
                )
            }
            (Data::Integer(_), Scalar::Named(id)) => {
                matches!(self.types().kind(id), TypeKind::BoundedInteger(_))
            }
            _ => false,
        };
        match (fits, is_accepted) {
            (true, _) => {}
            (_, true) => {
                let message = format!("the schema of `{name}` does not allow this value");
                self.report(Code::OddExample, message, node, scalar, at);
            }
            _ => self.refuse(node, scalar, &format!("`{name}`"), at),
        }
    }

    /// A value of type `scalar`, called `what` in messages; reported where it is none.
    pub(crate) fn scalar(
        &mut self,
        node: &Node,
        scalar: Scalar,
        what: &str,
        at: Option<Span>,
    ) -> Option<ExampleValue> {
        let value = scalar_value(node, scalar, self.types());
        if value.is_none() {
            self.refuse(node, scalar, what, at);
        }
        value
    }

    /// Reports a value that is not one of `what`; `at` is the span of its type if that has no name.
    fn refuse(&mut self, node: &Node, scalar: Scalar, what: &str, at: Option<Span>) {
        self.report(Code::BadExample, format!("{what} cannot have this value"), node, scalar, at);
    }

    fn report(&mut self, code: Code, message: String, node: &Node, scalar: Scalar, at: Option<Span>) {
        let mut diagnostic = of_type(Diagnostic::new(code, node.span, message), at)
            .help(format!("write {}", self.wanted(scalar)));
        if let Scalar::Named(id) = scalar {
            diagnostic = diagnostic.also(self.types().wire(id).span, "the type");
            if let (Data::String(text), TypeKind::Enumeration(enumeration)) =
                (&node.data, self.types().kind(id))
            {
                let word = Spanned::new(text.clone(), node.span);
                let known = enumeration.variants.iter().map(|variant| variant.name.wire.as_str());
                diagnostic = suggest(diagnostic, &word, known, &[], format!("write {}", self.wanted(scalar)));
            }
        }
        self.sink.push(diagnostic);
    }

    /// What values of a type look like.
    fn wanted(&self, scalar: Scalar) -> String {
        let plain = match scalar {
            Scalar::String | Scalar::Secret => "a string",
            Scalar::Uri => "an absolute URI",
            Scalar::Timestamp => "a date and time, as a string",
            Scalar::Object => "a JSON object",
            Scalar::StringMap => "a mapping to strings",
            Scalar::Any => "any value",
            Scalar::ObjectOrText => "a JSON object, or a string",
            Scalar::IntegerOrDigits => "an integer, or its digits in quotes",
            Scalar::Boolean => "`true` or `false`",
            Scalar::Integer => "an integer",
            Scalar::Number => "a number",
            Scalar::Named(id) => match self.types().kind(id) {
                TypeKind::Sid(pattern) => {
                    return format!("a string that matches `{}`", shorten(&pattern.source));
                }
                TypeKind::BoundedInteger(bounded) => return format!("an integer, {}", bounded.range),
                TypeKind::Enumeration(enumeration) => {
                    let wires = enumeration.variants.iter().map(|variant| variant.name.wire.as_str());
                    return format!("one of {}", listed(wires));
                }
                TypeKind::ConstrainedString(checked) => match &checked.pattern {
                    Some((pattern, _)) => return format!("a string that matches `{}`", shorten(pattern)),
                    None => "a string of the length that its schema requires",
                },
                TypeKind::String { .. } => "a string",
                TypeKind::ResponseObject(_) | TypeKind::RequestObject(_) | TypeKind::Event(_) => "a mapping",
            },
        };
        plain.to_owned()
    }
}

/// Marks the type at `at`, with which the primary span disagrees.
fn of_type(diagnostic: Diagnostic, at: Option<Span>) -> Diagnostic {
    at.into_iter().fold(diagnostic, |found, ty| found.also(ty, "the type"))
}
