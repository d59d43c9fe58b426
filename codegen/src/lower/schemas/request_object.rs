//! Lowers request objects: the fields that a caller sets, in a body, in a query or in an object inside, and their rules.

use super::Components;
use super::all_of::FlattenedObject;
use super::keywords::refuse_clearing;
use crate::diagnostic::{Code, Sink};
use crate::document::{Component, Media, Spanned};
use crate::ir::{Field, RequestObject, clear_method, null_setter};
use crate::lower::names::collision::{SAME_FIELD, check_collisions};
use crate::lower::rules;
use crate::lower::rules::draft::{ObjectDraft, UnreadableFields};

/// The bit sets of validators have one bit for each field.
const MAX_FIELDS: usize = 128;

impl<'d> Components<'d> {
    /// The object that a component describes, for use inside of requests. `None` where a part of it could not be read, so
    /// that a reference to that part is not reported.
    pub(super) fn request_object(
        &mut self,
        component: &'d Component,
        sink: &mut Sink,
    ) -> Option<RequestObject> {
        let before = sink.errors();
        let flat = self.flatten(&component.schema, Media::Json, sink);
        let (wires, fields) = self.request_fields(&flat, Media::Json, sink);
        let names: Vec<_> =
            fields.iter().zip(&wires).flat_map(|(field, wire)| setters(field, wire)).collect();
        check_collisions(&names, &|_| SAME_FIELD, sink);
        let described = flat.properties.iter().map(|(name, _)| name);
        let unreadable = UnreadableFields::new(described, &wires, &flat);
        let name = &component.name;
        let draft = ObjectDraft { name, flat: &flat, fields, wires: &wires, unreadable: &unreadable };
        let object = self.with_rules(draft, sink);
        object.filter(|_| sink.errors() == before)
    }

    /// The fields of an object, with their documented names.
    pub(crate) fn request_fields(
        &mut self,
        flat: &FlattenedObject<'d>,
        media: Media,
        sink: &mut Sink,
    ) -> (Vec<Spanned<String>>, Vec<Field>) {
        let (mut wires, mut fields) = (Vec::new(), Vec::new());
        for (wire, schema) in &flat.properties {
            let required = flat.required.iter().any(|name| name.value == wire.value);
            if !flat.is_form {
                refuse_clearing(schema, sink);
            }
            let mut field = self.request_field(wire, None, schema, required, media, sink);
            if flat.open.is_some() {
                field = field.map(|field| Field { name: field.name.beside_members(), ..field });
            }
            wires.extend(field.is_some().then(|| wire.clone()));
            fields.extend(field);
        }
        (wires, fields)
    }

    /// The object with its rules. It has no examples yet.
    pub(crate) fn with_rules(&mut self, draft: ObjectDraft<'_>, sink: &mut Sink) -> Option<RequestObject> {
        let ObjectDraft { name, flat, mut fields, wires, unreadable } = draft;
        if fields.len() > MAX_FIELDS {
            let message = format!("`{name}` has {} fields, but the maximum is {MAX_FIELDS}", fields.len());
            sink.report(Code::Unsupported, name.span, message, "describe only some of them");
            return None;
        }
        number_type_names(&mut fields);
        for (wire, schema) in &flat.properties {
            self.spans.insert_type(name.span, wire, schema);
        }
        let draft = ObjectDraft { name, flat, fields, wires, unreadable };
        let rules = rules::lower(&draft, &self.types, self.document, sink);
        self.spans.insert_rules(name.span, rules.spans);
        Some(RequestObject {
            fields: draft.fields,
            open: flat.open.is_some(),
            tests: rules.tests,
            rules: rules.rules,
            space: rules.space,
            tables: rules.tables,
            setter_bounds: rules.setter_bounds,
            slots: rules.slots,
            examples: Vec::new(),
        })
    }
}

/// The names of the setters of a field, each with the documented name.
pub(crate) fn setters(field: &Field, wire: &Spanned<String>) -> Vec<(String, Spanned<String>)> {
    let setter = &field.name.snake;
    let null = field.ty.nullable.then(|| null_setter(setter));
    let clear = field.ty.clearable.then(|| clear_method(setter));
    [setter.clone()].into_iter().chain(null).chain(clear).map(|name| (name, wire.clone())).collect()
}

/// Adds a number to names of types that are the same though the names of the setters are not: `line1` and `line_1` are
/// both `Line1`. Users of the crate rarely write these types: the compiler infers them.
fn number_type_names(fields: &mut [Field]) {
    for at in 0..fields.len() {
        let base = fields[at].name.pascal.clone();
        let mut name = base.clone();
        let mut number = 2;
        while fields
            .iter()
            .enumerate()
            .any(|(other, field)| field.name.pascal == name && (other < at || (other != at && name != base)))
        {
            name = format!("{base}{number}");
            number += 1;
        }
        fields[at].name.pascal = name;
    }
}
