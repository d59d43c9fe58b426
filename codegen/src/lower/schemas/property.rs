//! Properties and parameters to fields.

use super::component::disagrees;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Data, Reference, Schema, Spanned, Type, listed, suggest};
use crate::ir::{ConstrainedString, Field, FieldType, Scalar, TypeKind};
use crate::lower::Lower;
use crate::lower::examples::request::is_uri;

/// Keywords that make a type of their own.
const NAMED: [&str; 7] = ["enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "properties"];

/// Where a field is used, which decides what its type may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Request,
    Response,
}

impl Lower<'_, '_> {
    pub(crate) fn request_field(
        &mut self,
        wire: &Spanned<String>,
        description: Option<&Spanned<String>>,
        schema: &Schema,
        required: bool,
    ) -> Option<Field> {
        let name = self.field_name(wire);
        let ty = self.field_type(schema, Direction::Request)?;
        if let Scalar::Named(id) = ty.scalar {
            self.labels.entry(id).or_default().insert(wire.value.clone());
        }
        let own = schema.description.as_ref();
        let docs = description.or(own).map_or_else(String::new, |text| text.value.clone());
        let default = self.default_of(schema, ty);
        Some(Field { name: name?, docs, ty, required, location: None, default })
    }

    pub(crate) fn response_field(
        &mut self,
        wire: &Spanned<String>,
        schema: &Schema,
        required: bool,
    ) -> Option<Field> {
        let name = self.field_name(wire);
        self.received.insert(schema.span);
        let ty = self.field_type(schema, Direction::Response)?;
        let docs = schema.description.as_ref().map_or_else(String::new, |text| text.value.clone());
        Some(Field { name: name?, docs, ty, required, location: None, default: None })
    }

    fn field_type(&mut self, schema: &Schema, direction: Direction) -> Option<FieldType> {
        if direction == Direction::Request {
            self.sent.insert(schema.span);
        }
        if direction == Direction::Request && schema.nullable {
            let message = "a request has no way to say null";
            let span = schema.keyword("type").or(schema.keyword("anyOf")).unwrap_or(schema.span);
            self.error(Code::Unsupported, span, message, "leave `null` out of its type");
        }
        if let Some(reference) = &schema.reference {
            return self.referred(schema, reference, direction);
        }
        if schema.refers_to_nothing() {
            return None;
        }
        self.check_inline(schema)?;
        if schema.ty.as_ref()?.value == Type::Array {
            return self.array(schema, direction);
        }
        let scalar = self.scalar(schema, direction)?;
        let nullable = schema.nullable || (scalar == Scalar::Any && direction == Direction::Response);
        Some(FieldType { scalar, list: false, nullable })
    }

    fn referred(
        &mut self,
        schema: &Schema,
        reference: &Reference,
        direction: Direction,
    ) -> Option<FieldType> {
        self.only(schema, "a field that refers to a component", &["$ref", "anyOf", "description"]);
        let id = self.named(reference, direction)?;
        Some(FieldType { scalar: Scalar::Named(id), list: false, nullable: schema.nullable })
    }

    fn array(&mut self, schema: &Schema, direction: Direction) -> Option<FieldType> {
        self.only(schema, "an array", &["type", "items", "description"]);
        let Some(items) = &schema.items else {
            self.error(Code::MissingKeyword, schema.span, "an array needs `items`", "add `items: …`");
            return None;
        };
        if let Some(default) = &items.default {
            let message = "an item of an array has no default: it is there, or it is not";
            self.error(Code::Unsupported, default.key_span(), message, "remove it");
        }
        let item = self.field_type(items, direction)?;
        if item.list || (item.nullable && item.scalar != Scalar::Any) {
            let message = "an array of arrays, or with null in it, is not handled";
            self.error(
                Code::Unsupported,
                items.span,
                message,
                "an item is a text, a number, a boolean or an object",
            );
        }
        Some(FieldType { list: true, nullable: schema.nullable, ..item })
    }

    fn scalar(&mut self, schema: &Schema, direction: Direction) -> Option<Scalar> {
        match schema.ty.as_ref()?.value {
            Type::String => self.string(schema, direction),
            Type::Integer => {
                self.only_in(direction, schema, "an integer", &["type", "format", "description"]);
                self.integer_format(schema);
                Some(Scalar::Integer)
            }
            Type::Boolean => {
                self.only_in(direction, schema, "a boolean", &["type", "description"]);
                Some(Scalar::Boolean)
            }
            Type::Object if direction == Direction::Response && schema.of_each.is_some() => self.map(schema),
            Type::Object => {
                self.only(schema, "a JSON object of any shape", &["type", "description"]);
                Some(Scalar::Object)
            }
            Type::Any => {
                self.only(schema, "a value of any type", &["type", "description"]);
                Some(Scalar::Any)
            }
            Type::Number => {
                self.only_in(direction, schema, "a number", &["type", "description"]);
                Some(Scalar::Number)
            }
            // Read before.
            Type::Array => None,
        }
    }

    /// An object with members of any name and of one type, which is text.
    fn map(&mut self, schema: &Schema) -> Option<Scalar> {
        self.only(schema, "a map", &["type", "additionalProperties", "description"]);
        let each = schema.of_each.as_ref()?;
        self.only(each, "a value of a map", &["type", "description"]);
        let is_text = each.ty.as_ref().is_some_and(|ty| ty.value == Type::String) && !each.nullable;
        if !is_text {
            let message = "a map to anything but texts is not handled";
            self.error(
                Code::Unsupported,
                each.span,
                message,
                "write `type: string`, or leave out what is in it",
            );
        }
        is_text.then_some(Scalar::StringMap)
    }

    fn string(&mut self, schema: &Schema, direction: Direction) -> Option<Scalar> {
        self.only_in(direction, schema, "a string", &["type", "format", "description"]);
        match schema.format.as_ref().map(|format| (format.value.as_str(), format.span)) {
            None => Some(Scalar::String),
            // What the server sent is kept as it came.
            Some(("uri", _)) if direction == Direction::Response => Some(Scalar::String),
            Some(("uri", _)) => Some(Scalar::Uri),
            Some(("date-time", _)) if direction == Direction::Response => Some(Scalar::Timestamp),
            Some(("password", _)) if direction == Direction::Response => Some(Scalar::Secret),
            Some((format, span)) => {
                let message = format!("the format `{format}` is not handled here");
                let help = "handled are `uri`, and in responses `date-time` and `password`";
                self.error(Code::Unsupported, span, message, help);
                None
            }
        }
    }

    pub(crate) fn integer_format(&mut self, schema: &Schema) {
        let known = ["int32", "int64"];
        if let Some(format) = schema.format.as_ref().filter(|format| !known.contains(&format.value.as_str()))
        {
            let message = format!("`{format}` is not a format of integers");
            self.error(Code::Unsupported, format.span, message, "`int32` or `int64`");
        }
    }

    /// A type that needs a name has to stand among the components, where it has one.
    fn check_inline(&mut self, schema: &Schema) -> Option<()> {
        // Of a type that has no length, or no bounds, a name would not help.
        let has_length = schema.ty.as_ref().is_some_and(|ty| ty.value == Type::String);
        let has_bounds = schema.ty.as_ref().is_none_or(|ty| ty.value != Type::Number);
        for word in &schema.keywords {
            if (word.value.ends_with("Length") && !has_length)
                || (word.value.ends_with("imum") && !has_bounds)
            {
                continue;
            }
            if NAMED.contains(&word.value) {
                let message = format!("a schema with `{}` needs a name", word.value);
                let help = "move it to `components/schemas/TheName` and write `$ref` here; the name becomes the Rust type";
                self.error(Code::NeedsComponent, word.span, message, help);
                return None;
            }
        }
        // A type or reference that is there was wrong, and reported; alternatives that are a rule are neither.
        let said = |word: &Spanned<&str>| match word.value {
            "$ref" | "type" => true,
            "anyOf" | "oneOf" => schema.rules.is_empty(),
            _ => false,
        };
        if !schema.keywords.iter().any(said) {
            self.error(
                Code::MissingKeyword,
                schema.span,
                "the schema has no `type`",
                "add `type: …` or `$ref: …`",
            );
        }
        Some(())
    }

    /// The default as the docs print it.
    fn default_of(&mut self, schema: &Schema, ty: FieldType) -> Option<String> {
        if ty.list {
            // That of an item's type is none of the list.
            return None;
        }
        if let Scalar::Named(id) = ty.scalar {
            return match &self.types[id.0].kind {
                TypeKind::BoundedInteger(bounded) => bounded.default.map(|value| value.to_string()),
                TypeKind::String { default }
                | TypeKind::ConstrainedString(ConstrainedString { default, .. }) => default.clone(),
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
                let message = format!("the default is {}, which the field does not take", node.kind());
                let diagnostic = Diagnostic::new(Code::BadExample, node.span, message);
                self.sink.push(disagrees(diagnostic, schema).help("correct the default or the type"));
                None
            }
        }
    }

    /// As `only`, with `default` where a request may leave the field out.
    fn only_in(&mut self, direction: Direction, schema: &Schema, what: &str, allowed: &[&str]) {
        if direction == Direction::Request {
            self.only(schema, what, &[allowed, &["default"]].concat());
        } else {
            self.only(schema, &format!("{what} of a response"), allowed);
        }
    }

    /// Reports keywords that say nothing about `what`.
    pub(crate) fn only(&mut self, schema: &Schema, what: &str, allowed: &[&str]) {
        for word in &schema.keywords {
            if !allowed.contains(&word.value) {
                let message = format!("`{}` is not handled for {what}", word.value);
                let help = format!("{what} takes {}", listed(allowed.iter().copied()));
                let diagnostic = Diagnostic::new(Code::UnknownKeyword, word.span, message);
                self.sink.push(disagrees(diagnostic, schema).help(help));
            }
        }
    }

    /// `required` names properties that exist.
    pub(crate) fn check_required(
        &mut self,
        required: &[Spanned<String>],
        properties: &[(Spanned<String>, Schema)],
    ) {
        for name in required {
            if properties.iter().any(|(known, _)| known.value == name.value) {
                continue;
            }
            let message = format!("`required` names `{name}`, which the object does not have");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message);
            let known = properties.iter().map(|(known, _)| known.value.as_str());
            let beside = self.document.siblings(name.span);
            self.sink.push(suggest(diagnostic, name, known, &beside, "name one of its properties"));
        }
    }
}
