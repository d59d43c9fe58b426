//! Lowers properties and parameters to fields.

mod scalar;

use self::scalar::scalar;
use super::keywords::{check_keywords, description, refuse_clearing, with_type};
use super::types::Types;
use super::{Components, Direction};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Data, Media, Reference, Schema, Spanned, Type};
use crate::ir::{ConstrainedString, Field, FieldType, Scalar, TypeKind};
use crate::lower::examples::scalar_value::is_uri;
use crate::lower::names::identifier::field_name;
use crate::source::Span;

/// Keywords that a schema can only have as a component, because they make a type of it.
const NAMED: [&str; 8] =
    ["enum", "x-extensible-enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "properties"];

impl Components<'_> {
    /// A field of a request; `media` is that of the text in which it is sent.
    pub(crate) fn request_field(
        &mut self,
        wire: &Spanned<String>,
        docs: Option<&Spanned<String>>,
        schema: &Schema,
        required: bool,
        media: Media,
        sink: &mut Sink,
    ) -> Option<Field> {
        let name = field_name(wire, sink);
        match media {
            Media::Form => self.usage.without_null.insert(schema.span),
            Media::Json => self.usage.with_null.insert(schema.span),
        };
        let ty = self.field_type(schema, Direction::Request, sink)?;
        if media == Media::Form {
            check_is_text(schema, ty, sink);
        }
        if let Scalar::Named(id) = ty.scalar {
            self.labels.entry(id).or_default().insert(wire.value.clone());
        }
        let docs = description(docs.or(schema.description.as_ref()));
        let default = default_of(schema, ty, &self.types, sink);
        Some(Field { name: name?, docs, ty, required, location: None, default })
    }

    pub(crate) fn response_field(
        &mut self,
        wire: &Spanned<String>,
        schema: &Schema,
        required: bool,
        sink: &mut Sink,
    ) -> Option<Field> {
        let name = field_name(wire, sink);
        refuse_clearing(schema, sink);
        self.usage.with_null.insert(schema.span);
        let ty = self.field_type(schema, Direction::Response, sink)?;
        let docs = description(schema.description.as_ref());
        Some(Field { name: name?, docs, ty, required, location: None, default: None })
    }

    fn field_type(&mut self, schema: &Schema, direction: Direction, sink: &mut Sink) -> Option<FieldType> {
        let ty = self.type_of_value(schema, direction, sink)?;
        if let Some(span) = schema.clearable {
            check_clearable(ty, span, &self.types, sink);
        }
        Some(ty)
    }

    fn type_of_value(&mut self, schema: &Schema, direction: Direction, sink: &mut Sink) -> Option<FieldType> {
        if let Some(reference) = &schema.reference {
            return self.referred(schema, reference, direction, sink);
        }
        if schema.refers_to_nothing() {
            return None;
        }
        check_inline(schema, sink)?;
        if schema.ty.as_ref()?.value == Type::Array {
            return self.array(schema, direction, sink);
        }
        let scalar = scalar(schema, direction, sink)?;
        let nullable = schema.nullable || (scalar == Scalar::Any && direction == Direction::Response);
        Some(FieldType { scalar, list: false, nullable, clearable: schema.clearable.is_some() })
    }

    fn referred(
        &mut self,
        schema: &Schema,
        reference: &Reference,
        direction: Direction,
        sink: &mut Sink,
    ) -> Option<FieldType> {
        let what = "a field that refers to a component";
        check_keywords(schema, what, &["$ref", "anyOf", "description"], sink);
        let id = self.named_type(reference, direction, sink)?;
        let (nullable, clearable) = (schema.nullable, schema.clearable.is_some());
        Some(FieldType { scalar: Scalar::Named(id), list: false, nullable, clearable })
    }

    fn array(&mut self, schema: &Schema, direction: Direction, sink: &mut Sink) -> Option<FieldType> {
        check_keywords(schema, "an array", &["type", "items", "description"], sink);
        let Some(items) = &schema.items else {
            sink.report(Code::MissingKeyword, schema.span, "an array needs `items`", "add `items: …`");
            return None;
        };
        if let Some(default) = &items.default {
            let message = "an item of an array cannot have a default";
            sink.report(Code::Unsupported, default.key_span(), message, "remove it");
        }
        refuse_clearing(items, sink);
        let item = self.field_type(items, direction, sink)?;
        if item.list || (item.nullable && item.scalar != Scalar::Any) {
            let message = "an array of arrays, or of items that may be null, is not supported";
            sink.report(
                Code::Unsupported,
                items.span,
                message,
                "write a string, a number, a boolean or an object as the item",
            );
        }
        let is_extensible = matches!(item.scalar, Scalar::Named(id)
            if matches!(self.types.kind(id), TypeKind::Enumeration(enumeration) if enumeration.extensible));
        if is_extensible && direction == Direction::Request {
            let message = "an array of values of an `x-extensible-enum` is not supported in a request";
            sink.report(Code::Unsupported, items.span, message, "write `type: string` as its `items`");
        }
        Some(FieldType { list: true, nullable: schema.nullable, ..item })
    }
}

/// Reports what only JSON can express, of a field that is sent as text: in a form, a query, a path or a header.
fn check_is_text(schema: &Schema, ty: FieldType, sink: &mut Sink) {
    if ty.nullable {
        let message = "only JSON can contain null, and this is sent as text";
        let span = schema.keyword("type").or(schema.keyword("anyOf")).unwrap_or(schema.span);
        sink.report(Code::Unsupported, span, message, "remove `null` from its type");
    }
    if matches!(ty.scalar, Scalar::ObjectOrText | Scalar::IntegerOrDigits) {
        let message = "only JSON can tell two types apart, and this is sent as text";
        let span = schema.items.as_deref().unwrap_or(schema).keyword("type").unwrap_or(schema.span);
        let help = "write one of the types alone; an object is sent as its JSON text";
        sink.report(Code::Unsupported, span, message, help);
    }
}

/// An empty text clears a value only where it can be no value.
fn check_clearable(ty: FieldType, span: Span, types: &Types, sink: &mut Sink) {
    let kind = match ty.scalar {
        Scalar::Named(id) => Some(types.kind(id)),
        _ => None,
    };
    let takes_empty = match kind {
        Some(TypeKind::String { .. }) => true,
        Some(TypeKind::ConstrainedString(string)) => string.matches(""),
        _ => ty.scalar == Scalar::String,
    };
    let (message, help) = match kind {
        _ if ty.list => ("an array cannot be cleared by an empty text", "write its type without `anyOf`"),
        _ if takes_empty => {
            ("this type takes an empty text anyway", "write its type without `anyOf`: `\"\"` can be set")
        }
        Some(TypeKind::Sid(_) | TypeKind::ConstrainedString(_)) => return,
        Some(TypeKind::Enumeration(_)) => (
            "an enum cannot be cleared by an empty text",
            "add `''` to its values, with a name in `x-enum-varnames`",
        ),
        None if ty.scalar == Scalar::Uri => return,
        _ => ("only a string can be cleared by an empty text", "write its type without `anyOf`"),
    };
    sink.report(Code::Unsupported, span, message, help);
}

/// A type that needs a name has to be a component.
fn check_inline(schema: &Schema, sink: &mut Sink) -> Option<()> {
    if schema.ty.as_ref().is_some_and(|ty| matches!(ty.value, Type::ObjectOrString | Type::IntegerOrString)) {
        return Some(());
    }
    // Of a type that has no length, or no bounds, a name would not help.
    let has_length = schema.ty.as_ref().is_some_and(|ty| ty.value == Type::String);
    let has_bounds = schema.ty.as_ref().is_none_or(|ty| ty.value != Type::Number);
    for word in &schema.keywords {
        if (word.value.ends_with("Length") && !has_length) || (word.value.ends_with("imum") && !has_bounds) {
            continue;
        }
        if NAMED.contains(&word.value) {
            let message = format!("a schema with `{}` needs a name", word.value);
            let help = "move it to `components/schemas/TheName` and write `$ref` here; the name becomes the Rust type";
            sink.report(Code::NeedsComponent, word.span, message, help);
            return None;
        }
    }
    // A type or reference that is there was wrong, and reported; alternatives that are a rule are neither.
    let explained = |word: &Spanned<&str>| match word.value {
        "$ref" | "type" => true,
        "anyOf" | "oneOf" => schema.rules.is_empty(),
        _ => false,
    };
    if !schema.keywords.iter().any(explained) {
        sink.report(
            Code::MissingKeyword,
            schema.span,
            "the schema has no `type`",
            "add `type: …` or `$ref: …`",
        );
    }
    Some(())
}

/// The default as the docs print it.
fn default_of(schema: &Schema, ty: FieldType, types: &Types, sink: &mut Sink) -> Option<String> {
    if ty.list {
        // The default of an item is not one of the array.
        return None;
    }
    if let Scalar::Named(id) = ty.scalar {
        return match types.kind(id) {
            TypeKind::BoundedInteger(bounded) => bounded.default.map(|value| value.to_string()),
            TypeKind::String { default } | TypeKind::ConstrainedString(ConstrainedString { default, .. }) => {
                default.clone()
            }
            _ => None,
        };
    }
    let node = schema.default.as_ref()?;
    match (&node.data, ty.scalar) {
        (Data::Boolean(value), Scalar::Boolean) => Some(value.to_string()),
        (Data::Integer(value), Scalar::Integer | Scalar::Number) => Some(value.to_string()),
        (Data::Float(value), Scalar::Number) if value.is_finite() => Some(value.to_string()),
        (Data::String(value), Scalar::String) => Some(value.clone()),
        (Data::String(value), Scalar::Uri) if is_uri(value) => Some(value.clone()),
        _ => {
            let message = format!("the default is {}, which is not a value of this type", node.kind());
            let diagnostic = Diagnostic::new(Code::BadExample, node.span, message);
            sink.push(with_type(diagnostic, schema).help("correct the default or the type"));
            None
        }
    }
}
