//! Lowers objects that a response holds, and the fields of events.

pub(crate) mod event;

mod accessor;

use super::Components;
use super::keywords::{check_keywords, check_required};
use crate::diagnostic::Sink;
use crate::document::{Component, Spanned};
use crate::ir::ResponseObject;
use crate::lower::names::collision::{SAME_FIELD, check_collisions};

impl Components<'_> {
    /// The fields of a response. Of an event, they do not include the `discriminator`.
    pub(super) fn response_object(
        &mut self,
        component: &Component,
        discriminator: Option<&Spanned<String>>,
        sink: &mut Sink,
    ) -> ResponseObject {
        let (owner, schema) = (component.name.span, &component.schema);
        let allowed = ["type", "properties", "required", "description", "x-accessors"];
        check_keywords(schema, "a response object", &allowed, sink);
        let mut fields = Vec::new();
        let mut names = Vec::new();
        let is_field = |wire: &Spanned<String>| discriminator.is_none_or(|name| name.span != wire.span);
        for (wire, property) in schema.properties.iter().filter(|(wire, _)| is_field(wire)) {
            let required = schema.required.iter().any(|name| name.value == wire.value);
            self.spans.insert_type(owner, wire, property);
            if let Some(field) = self.response_field(wire, property, required, sink) {
                names.push((field.name.snake.clone(), wire.clone()));
                fields.push(field);
            } else {
                self.unreadable_properties.insert(wire.value.clone());
            }
        }
        check_required(schema, self.document, sink);
        for name in &schema.required {
            self.spans.insert_required(owner, name);
        }
        check_collisions(&names, &|_| SAME_FIELD, sink);
        let accessors = self.accessors(schema, &fields, sink);
        ResponseObject { fields, accessors }
    }
}
