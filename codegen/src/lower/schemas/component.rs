//! Lowers components to named types.

use super::keywords::{check_keywords, description};
use super::unused::ComponentKey;
use super::{Components, Direction, bounded_integer, enumeration, string};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Component, Reference, Type};
use crate::ir::{TypeDef, TypeId, TypeKind};
use crate::lower::names::identifier::component_name;
use crate::lower::names::module_path::checked_module_path;
use crate::source::{FileId, Span};

impl<'d> Components<'d> {
    /// The type made of the component that `reference` leads to.
    pub(crate) fn named_type(
        &mut self,
        reference: &Reference,
        direction: Direction,
        sink: &mut Sink,
    ) -> Option<TypeId> {
        let key = (reference.file, reference.name.clone());
        self.usage.components.insert(key.clone());
        if let Some(known) = self.lowered.get(&key) {
            let known = *known;
            return known.filter(|id| self.is_for(*id, direction, reference, sink));
        }
        let component = self.enter(&key, reference.span, sink)?;
        let lowered = self.component(component, key.0, direction, sink);
        self.open.pop();
        self.lowered.insert(key, lowered);
        lowered
    }

    /// Whether a type can be used by a request or by a response. What is sent is checked, what is received is read
    /// leniently, so that no object serves both.
    fn is_for(&self, id: TypeId, direction: Direction, reference: &Reference, sink: &mut Sink) -> bool {
        let message = match (self.types.kind(id), direction) {
            (TypeKind::ResponseObject(_), Direction::Request) => {
                "is sent here, but is also an object in a response"
            }
            (TypeKind::RequestObject(_), Direction::Response) => {
                "is received here, but is also an object in a request"
            }
            _ => return true,
        };
        let diagnostic =
            Diagnostic::new(Code::Unsupported, reference.span, format!("`{}` {message}", reference.name))
                .also(self.types.wire(id).span, "the object")
                .help("describe what is sent and what is received as two components");
        sink.push(diagnostic);
        false
    }

    /// Opens a component. That it is open already is a cycle.
    pub(super) fn enter(&mut self, key: &ComponentKey, span: Span, sink: &mut Sink) -> Option<&'d Component> {
        let component = self.document.schemas.get(key)?;
        if self.open.contains(key) {
            let diagnostic =
                Diagnostic::new(Code::ReferenceCycle, span, format!("`{}` contains itself", key.1))
                    .label("this `$ref` closes the cycle")
                    .also(component.name.span, "the component")
                    .help("break the cycle: a type that contains itself is not supported");
            sink.push(diagnostic);
            return None;
        }
        self.open.push(key.clone());
        Some(component)
    }

    fn component(
        &mut self,
        component: &'d Component,
        file: FileId,
        direction: Direction,
        sink: &mut Sink,
    ) -> Option<TypeId> {
        let schema = &component.schema;
        if let Some(span) = schema.clearable {
            let help = "write `anyOf: [{$ref: …}, {const: ''}]` at the field that can be cleared";
            sink.report(Code::Unsupported, span, "a component cannot include the text that clears it", help);
        }
        if let Some(reference) = &schema.reference {
            let what = "a component that refers to another one";
            check_keywords(schema, what, &["$ref", "description"], sink);
            return self.named_type(reference, direction, sink);
        }
        if schema.refers_to_nothing() {
            return None;
        }
        let kind = self.kind(component, direction, sink);
        let name = component_name(&component.name, sink);
        let docs = description(schema.description.as_ref());
        let module = checked_module_path(self.document, file, sink);
        let (name, kind) = (name?, kind?);
        match kind {
            TypeKind::RequestObject(_) => {
                self.names.insert_request(&module, &name, &component.name, sink);
            }
            _ => self.names.insert(&module, &name.pascal, &component.name),
        }
        if matches!(kind, TypeKind::Enumeration(_)) {
            // The module of its markers, should it decide about other fields.
            self.names.insert(&module, &name.snake, &component.name);
        }
        Some(self.types.push(TypeDef { name, module, docs, kind }, component.name.clone()))
    }

    fn kind(&mut self, component: &'d Component, direction: Direction, sink: &mut Sink) -> Option<TypeKind> {
        let schema = &component.schema;
        if schema.nullable {
            let message = format!("the component `{}` cannot include null", component.name);
            let help = "allow null at the property that uses it: `anyOf: [{$ref: …}, {type: 'null'}]`";
            let span = schema.ty.as_ref().map_or(schema.span, |ty| ty.span);
            sink.report(Code::Unsupported, span, message, help);
        }
        match schema.ty.as_ref().map(|ty| ty.value) {
            Some(Type::String) if enumeration::is_enum(schema) => {
                enumeration::lower(schema, self.document, sink).map(TypeKind::Enumeration)
            }
            Some(Type::String) => string::lower(schema, sink),
            Some(Type::Integer) => bounded_integer::lower(component, sink).map(TypeKind::BoundedInteger),
            Some(Type::Object) if direction == Direction::Request => {
                let object = self.request_object(component, sink);
                object.map(|object| TypeKind::RequestObject(Box::new(object)))
            }
            Some(Type::Object) => Some(TypeKind::ResponseObject(self.response_object(component, None, sink))),
            Some(_) => {
                let message = format!("`{}` is of a type that does not need a name", component.name);
                let span = schema.ty.as_ref().map_or(schema.span, |ty| ty.span);
                sink.report(Code::Unsupported, span, message, "write the schema where it is used");
                None
            }
            // A type or reference that is there was wrong, and reported.
            None if schema.keywords.iter().any(|word| ["$ref", "anyOf", "type"].contains(&word.value)) => {
                None
            }
            None => {
                let message = format!("`{}` has no `type`", component.name);
                sink.report(Code::MissingKeyword, schema.span, message, "add `type: …`");
                None
            }
        }
    }
}
