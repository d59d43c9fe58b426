//! Components to named types.

use std::collections::BTreeSet;

use super::property::Direction;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Component, Data, Reference, Schema, Spanned, Type, suggest};
use crate::ir::{BoundedInteger, Enumeration, Name, ResponseObject, TypeDef, TypeId, TypeKind, Variant};
use crate::lower::Lower;
use crate::lower::names::identifier::SAME_FIELD;
use crate::source::{FileId, Span};

impl<'d> Lower<'d, '_> {
    /// The type made of the component that `reference` leads to.
    pub(crate) fn named(&mut self, reference: &Reference, direction: Direction) -> Option<TypeId> {
        let key = (reference.file, reference.name.clone());
        self.used.insert(key.clone());
        if let Some(known) = self.named.get(&key) {
            let known = *known;
            return known.filter(|id| self.is_for(*id, direction, reference));
        }
        let component = self.enter(&key, reference.span)?;
        let made = self.component(component, key.0, direction);
        self.open.pop();
        self.named.insert(key, made);
        made
    }

    /// Whether a type can be used by a request or by a response. What is sent is checked, what is received is read
    /// leniently, so that no object serves both.
    fn is_for(&mut self, id: TypeId, direction: Direction, reference: &Reference) -> bool {
        let message = match (&self.types[id.0].kind, direction) {
            (TypeKind::ResponseObject(_), Direction::Request) => {
                "is sent here, and is an object that a response holds"
            }
            (TypeKind::RequestObject(_), Direction::Response) => {
                "is received here, and is an object that a request holds"
            }
            _ => return true,
        };
        let diagnostic =
            Diagnostic::new(Code::Unsupported, reference.span, format!("`{}` {message}", reference.name))
                .also(self.wires[id.0].span, "the object")
                .help("describe what is sent and what is received as two components");
        self.sink.push(diagnostic);
        false
    }

    /// Opens a component, unless it is open already: then it is made of itself.
    pub(crate) fn enter(&mut self, key: &(FileId, String), span: Span) -> Option<&'d Component> {
        let component = self.document.schemas.get(key)?;
        if self.open.contains(key) {
            let diagnostic =
                Diagnostic::new(Code::ReferenceCycle, span, format!("`{}` is made of itself", key.1))
                    .label("this `$ref` closes the circle")
                    .also(component.name.span, "the component")
                    .help("break the circle: a type that contains itself is not handled");
            self.sink.push(diagnostic);
            return None;
        }
        self.open.push(key.clone());
        Some(component)
    }

    fn component(&mut self, component: &'d Component, file: FileId, direction: Direction) -> Option<TypeId> {
        let schema = &component.schema;
        if let Some(reference) = &schema.reference {
            self.only(schema, "a component that refers to another one", &["$ref", "description"]);
            return self.named(reference, direction);
        }
        if schema.refers_to_nothing() {
            return None;
        }
        let kind = self.kind(component, direction);
        let name = self.type_name(&component.name, "the name of a component");
        let docs = schema.description.as_ref().map_or_else(String::new, |text| text.value.clone());
        let module = self.module(file);
        let (name, kind) = (name?, kind?);
        match kind {
            TypeKind::RequestObject(_) => self.take_builder(&module, &name, &component.name),
            _ => self.take_name(&module, &name.pascal, &component.name),
        }
        if matches!(kind, TypeKind::Enumeration(_)) {
            // Its markers, should it decide about other fields.
            self.take_name(&module, &name.snake, &component.name);
        }
        self.wires.push(component.name.clone());
        self.types.push(TypeDef { name, module, docs, kind });
        Some(TypeId(self.types.len() - 1))
    }

    fn kind(&mut self, component: &'d Component, direction: Direction) -> Option<TypeKind> {
        let schema = &component.schema;
        if schema.nullable {
            let message = format!("`{}` is a type, and null is not a value of it", component.name);
            let help =
                "say at the field of a response that it may be null: `anyOf: [{$ref: …}, {type: 'null'}]`";
            let span = schema.ty.as_ref().map_or(schema.span, |ty| ty.span);
            self.error(Code::Unsupported, span, message, help);
        }
        match schema.ty.as_ref().map(|ty| ty.value) {
            Some(Type::String) if schema.keywords.iter().any(|word| word.value == "enum") => {
                self.choice(schema).map(TypeKind::Enumeration)
            }
            Some(Type::String) => self.text_type(schema),
            Some(Type::Integer) => self.bounded(component).map(TypeKind::BoundedInteger),
            Some(Type::Object) if direction == Direction::Request => {
                self.request_type(component).map(|object| TypeKind::RequestObject(Box::new(object)))
            }
            Some(Type::Object) => {
                Some(TypeKind::ResponseObject(self.response_object(component.name.span, schema)))
            }
            Some(_) => {
                let message = format!("`{}` is not a type that needs a name", component.name);
                let span = schema.ty.as_ref().map_or(schema.span, |ty| ty.span);
                self.error(Code::Unsupported, span, message, "write the schema where it is used");
                None
            }
            // A type or reference that is there was wrong, and reported.
            None if schema.keywords.iter().any(|word| ["$ref", "anyOf", "type"].contains(&word.value)) => {
                None
            }
            None => {
                let message = format!("`{}` has no `type`", component.name);
                self.error(Code::MissingKeyword, schema.span, message, "add `type: …`");
                None
            }
        }
    }

    fn bounded(&mut self, component: &Component) -> Option<BoundedInteger> {
        let schema = &component.schema;
        self.only(schema, "an integer", &["type", "format", "minimum", "maximum", "default", "description"]);
        self.integer_format(schema);
        let (minimum, maximum) = (schema.minimum.as_ref(), schema.maximum.as_ref());
        let range = match (minimum.map(|min| min.value), maximum.map(|max| max.value)) {
            (Some(min), Some(max)) => format!("{min} to {max}"),
            (Some(min), None) => format!("{min} or more"),
            (None, Some(max)) => format!("{max} or less"),
            (None, None) => {
                let message = format!("`{}` is an integer without bounds", component.name);
                let help = "write `type: integer` where it is used, or add `minimum` and `maximum`";
                self.error(Code::Unsupported, schema.span, message, help);
                return None;
            }
        };
        self.check_int32(schema);
        let (low, high) =
            (minimum.map_or(i64::MIN, |min| min.value), maximum.map_or(i64::MAX, |max| max.value));
        if low > high {
            let message = format!("no integer is at least {low} and at most {high}");
            let diagnostic = Diagnostic::new(Code::EmptyRange, maximum?.span, message);
            self.sink
                .push(diagnostic.also(minimum?.span, "the minimum").help("swap the two, or correct one"));
            return None;
        }
        let default = match schema.default.as_ref().map(|node| (&node.data, node.span)) {
            Some((Data::Integer(value), _)) if (low..=high).contains(value) => Some(*value),
            None => None,
            Some((data, span)) => {
                let message = format!("the default of `{}` is not an integer in {range}", component.name);
                let diagnostic = Diagnostic::new(Code::BadExample, span, message);
                let broken = match data {
                    Data::Integer(value) if *value < low => minimum.map(|min| (min.span, "the minimum")),
                    Data::Integer(_) => maximum.map(|max| (max.span, "the maximum")),
                    _ => schema.ty.as_ref().map(|ty| (ty.span, "the type")),
                };
                let also = broken.map(|(span, what)| diagnostic.clone().also(span, what));
                self.sink.push(also.unwrap_or(diagnostic).help("correct the default or the bounds"));
                None
            }
        };
        let label = component.name.value.clone();
        Some(BoundedInteger { minimum: low, maximum: high, range, label, default })
    }

    /// `int32` bounds what the bounds may be.
    fn check_int32(&mut self, schema: &Schema) {
        let narrow = schema.format.as_ref().is_some_and(|format| format.value == "int32");
        let wide = |bound: &&Spanned<i64>| i32::try_from(bound.value).is_err();
        if let Some(bound) = schema.minimum.iter().chain(&schema.maximum).find(wide).filter(|_| narrow) {
            let message = format!("{} is no 32-bit integer, but the format says `int32`", bound.value);
            let diagnostic = Diagnostic::new(Code::EmptyRange, bound.span, message)
                .help("correct the bound, or write `format: int64`");
            let format = schema.format.as_ref().map(|format| format.span);
            self.sink.push(diagnostic.also(format.unwrap_or(bound.span), "the format"));
        }
    }

    fn choice(&mut self, schema: &Schema) -> Option<Enumeration> {
        let allowed = ["type", "enum", "description", "x-enumDescriptions", "x-enum-varnames"];
        self.only(schema, "an enum", &allowed);
        if schema.values.is_empty() {
            let keyword = schema.keyword("enum").unwrap_or(schema.span);
            self.error(Code::EmptyRange, keyword, "an enum without values has no value", "list its values");
            return None;
        }
        self.check_varnames(schema);
        let mut variants = Vec::new();
        let mut names = Vec::new();
        let mut wires = BTreeSet::new();
        for (index, value) in schema.values.iter().enumerate() {
            if !wires.insert(value.value.as_str()) {
                // A value that stands there twice was reported.
                continue;
            }
            let Some(name) = self.variant_name(value, schema.value_names.get(index)) else {
                continue;
            };
            let words = schema.value_names.get(index).unwrap_or(value);
            names.push((name.pascal.clone(), Spanned::new(value.value.clone(), words.span)));
            let docs = schema.value_docs.iter().find(|(of, _)| of.value == value.value);
            let docs = docs.map_or_else(String::new, |(_, text)| text.value.clone());
            variants.push(Variant { name, docs });
        }
        for (of, _) in &schema.value_docs {
            if !wires.contains(of.value.as_str()) {
                let message = format!("`{of}` is not a value of this enum");
                let values = schema.keyword("enum").unwrap_or(schema.span);
                let diagnostic =
                    Diagnostic::new(Code::UnknownValue, of.span, message).also(values, "the values");
                let known = wires.iter().copied();
                let beside = self.document.siblings(of.span);
                self.sink.push(suggest(diagnostic, of, known, &beside, "describe values of the enum only"));
            }
        }
        let help = if schema.value_names.is_empty() {
            "name the variants with `x-enum-varnames: [FirstName, SecondName, …]`, in the order of the values"
        } else {
            "give each variant a name of its own in `x-enum-varnames`"
        };
        self.check_collisions(&names, &|_| help);
        (variants.len() == schema.values.len()).then_some(Enumeration { variants, discriminator: false })
    }

    fn check_varnames(&mut self, schema: &Schema) {
        if let Some(first) = schema.value_names.first()
            && schema.value_names.len() != schema.values.len()
        {
            let message = format!(
                "`x-enum-varnames` and `enum` are not of the same length ({} and {})",
                schema.value_names.len(),
                schema.values.len()
            );
            let diagnostic = Diagnostic::new(Code::BadValue, first.span, message)
                .also(schema.keyword("enum").unwrap_or(schema.span), "the values")
                .help("give one name for each value, in the same order");
            self.sink.push(diagnostic);
        }
    }

    fn variant_name(&mut self, value: &Spanned<String>, given: Option<&Spanned<String>>) -> Option<Name> {
        let words = given.unwrap_or(value);
        // A wire value goes into messages and docs between backticks.
        let name =
            Name::with_words(&value.value, &words.value).filter(|_| !value.value.contains(['`', '\n']));
        if name.is_none() {
            let message = format!(
                "the enum value `{}` cannot become a Rust identifier",
                crate::lower::names::identifier::shorten(&value.value)
            );
            let help = "name the variants with `x-enum-varnames: [FirstName, SecondName, …]`";
            self.error(Code::NotAnIdentifier, words.span, message, help);
        }
        name
    }

    fn response_object(&mut self, owner: Span, schema: &Schema) -> ResponseObject {
        self.only(schema, "a response object", &["type", "properties", "required", "description"]);
        let mut fields = Vec::new();
        let mut names = Vec::new();
        for (wire, property) in &schema.properties {
            let required = schema.required.iter().any(|name| name.value == wire.value);
            self.places.note_type(owner, wire, property);
            if let Some(field) = self.response_field(wire, property, required) {
                names.push((field.name.snake.clone(), wire.clone()));
                fields.push(field);
            } else {
                self.unread.insert(wire.value.clone());
            }
        }
        self.check_required(&schema.required, &schema.properties);
        for name in &schema.required {
            self.places.note_required(owner, name);
        }
        self.check_collisions(&names, &|_| SAME_FIELD);
        ResponseObject { fields }
    }
}

/// A value that is not of its type: the type is the second place.
pub(crate) fn disagrees(diagnostic: Diagnostic, schema: &Schema) -> Diagnostic {
    match &schema.ty {
        Some(ty) => diagnostic.also(ty.span, "the type"),
        None => diagnostic,
    }
}
