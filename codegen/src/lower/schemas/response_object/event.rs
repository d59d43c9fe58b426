//! Lowers the objects that events are: forms with a property that tells the type of the event.

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Component, Reference, Schema, Spanned, Type};
use crate::ir::{Field, Scalar, TypeDef, TypeId, TypeKind, Variant};
use crate::lower::names::identifier::{component_name, field_name};
use crate::lower::names::module_path::checked_module_path;
use crate::lower::schemas::keywords::description;
use crate::lower::schemas::{Components, enumeration};
use crate::source::FileId;

/// The fields of an event, and what tells its type.
pub(crate) struct EventObject<'d> {
    /// The fields, without the discriminator.
    pub(crate) id: TypeId,
    /// The property that tells the type.
    pub(crate) discriminator: &'d Spanned<String>,
    /// The types of event that have these fields.
    pub(crate) variants: Vec<Variant>,
    /// The value of each variant.
    pub(crate) values: &'d [Spanned<String>],
}

impl<'d> Components<'d> {
    /// The event that `reference` leads to. Nothing else may refer to it.
    pub(crate) fn event_object(&mut self, reference: &Reference, sink: &mut Sink) -> Option<EventObject<'d>> {
        let key = (reference.file, reference.name.clone());
        self.usage.components.insert(key.clone());
        if let Some(known) = self.lowered.get(&key) {
            if let Some(id) = *known {
                let message = format!("`{}` is an event here, but is used elsewhere as well", reference.name);
                let diagnostic = Diagnostic::new(Code::Unsupported, reference.span, message)
                    .also(self.types.wire(id).span, "the component")
                    .help("describe each event as a component of its own; types with the same fields are values of one `enum`");
                sink.push(diagnostic);
            }
            return None;
        }
        let component = self.enter(&key, reference.span, sink)?;
        let object = self.event_component(component, key.0, sink);
        self.open.pop();
        self.lowered.insert(key, object.as_ref().map(|object| object.id));
        object
    }

    fn event_component(
        &mut self,
        component: &'d Component,
        file: FileId,
        sink: &mut Sink,
    ) -> Option<EventObject<'d>> {
        let schema = &component.schema;
        if schema.ty.as_ref().is_none_or(|ty| ty.value != Type::Object || schema.nullable) {
            let span = schema.ty.as_ref().map_or(component.name.span, |ty| ty.span);
            sink.report(Code::Unsupported, span, "an event must be an object", "write `type: object`");
            return None;
        }
        let (wire, property) = discriminator(component, sink)?;
        let variants = enumeration::lower(property, self.document, sink);
        let object = self.response_object(component, Some(wire), sink);
        for field in &object.fields {
            if let Some((_, schema)) =
                schema.properties.iter().find(|(wire, _)| wire.value == field.name.wire)
            {
                self.check_field_of_form(field, schema, sink);
            }
        }
        let name = component_name(&component.name, sink);
        let module = checked_module_path(self.document, file, sink);
        let (name, variants) = (name?, variants?.variants);
        self.names.insert(&module, &name.pascal, &component.name);
        let docs = description(schema.description.as_ref());
        let docs = if docs.is_empty() { "The fields of an event.".to_owned() } else { docs };
        let definition = TypeDef { name, module, docs, kind: TypeKind::ResponseObject(object) };
        let id = self.types.push(definition, component.name.clone());
        Some(EventObject { id, discriminator: wire, variants, values: &property.values })
    }

    /// A form has texts, and numbers and booleans as texts.
    fn check_field_of_form(&self, field: &Field, schema: &Schema, sink: &mut Sink) {
        let is_one_text = !field.ty.list
            && match field.ty.scalar {
                Scalar::Object | Scalar::StringMap | Scalar::Any => false,
                Scalar::Named(id) => !matches!(self.types.kind(id), TypeKind::ResponseObject(_)),
                _ => true,
            };
        if !is_one_text {
            let message = format!("the field `{}` of an event is more than a text", field.name.wire);
            let help = "write a string, an integer, a number or a boolean";
            sink.report(Code::Unsupported, schema.span, message, help);
        } else if field.ty.nullable {
            let message =
                format!("the field `{}` of an event cannot be null: a form has no null", field.name.wire);
            let help = "remove `null`: a field that is not in `required` may be missing";
            let span = schema.keyword("type").or(schema.keyword("anyOf")).unwrap_or(schema.span);
            sink.report(Code::Unsupported, span, message, help);
        }
    }
}

/// The property of an event that tells its type: the one with an `enum` in place.
fn discriminator<'d>(component: &'d Component, sink: &mut Sink) -> Option<(&'d Spanned<String>, &'d Schema)> {
    let schema = &component.schema;
    let mut found = schema.properties.iter().filter(|(_, property)| property.keyword("enum").is_some());
    let Some((name, property)) = found.next() else {
        let message = format!("the event `{}` has no property that tells its type", component.name);
        let help = "add a required property with `type: string` and `enum: […]`, the values that this event has there";
        sink.report(Code::MissingKeyword, component.name.span, message, help);
        return None;
    };
    if let Some((second, _)) = found.next() {
        let message = format!("`{name}` and `{second}` cannot both tell the type of an event");
        let diagnostic = Diagnostic::new(Code::Unsupported, second.span, message)
            .also(name.span, "the first")
            .help("move the other `enum` to `components/schemas` and write `$ref` here");
        sink.push(diagnostic);
        return None;
    }
    if property.ty.as_ref().is_none_or(|ty| ty.value != Type::String || property.nullable) {
        let message = format!("`{name}` tells the type of an event, but is not a string");
        let span = property.ty.as_ref().map_or(property.span, |ty| ty.span);
        sink.report(Code::Unsupported, span, message, "write `type: string`");
        return None;
    }
    if schema.required.iter().all(|required| required.value != name.value) {
        let message = format!("`{name}` tells the type of an event, but is not required");
        let diagnostic = Diagnostic::new(Code::MissingKeyword, name.span, message);
        sink.push(diagnostic.help(format!("list `{name}` in the `required` of its object")));
        return None;
    }
    field_name(name, sink)?;
    Some((name, property))
}
