//! Requests: the fields that a caller sets, of a body, a query or an object inside, to one object with its rules.

use crate::diagnostic::Code;
use crate::document::{Component, Media, Spanned};
use crate::ir::{Field, RequestObject};
use crate::lower::Lower;
use crate::lower::names::identifier::SAME_FIELD;
use crate::lower::schemas::all_of::Flat;

/// More fields do not fit into the bit set that validators keep.
const MAX_FIELDS: usize = 128;

impl<'d> Lower<'d, '_> {
    /// The object that a component describes, for use inside of requests. `None` where a part of it could not be read: who
    /// mentions that part is not wrong.
    pub(crate) fn request_type(&mut self, component: &'d Component) -> Option<RequestObject> {
        let before = self.sink.errors();
        let flat = self.request_object(&component.schema, Media::Json);
        let (wires, fields) = self.request_fields(&flat);
        let names: Vec<_> =
            fields.iter().zip(&wires).map(|(field, wire)| (field.name.snake.clone(), wire.clone())).collect();
        self.check_collisions(&names, &|_| SAME_FIELD);
        self.note_unreadable(flat.properties.iter().map(|(name, _)| name), &wires);
        self.lost = flat.lost;
        let object = self.tied(&component.name, &flat, fields, &wires);
        object.filter(|_| self.sink.errors() == before)
    }

    /// The fields of an object, with their documented names.
    pub(crate) fn request_fields(&mut self, flat: &Flat<'d>) -> (Vec<Spanned<String>>, Vec<Field>) {
        let (mut wires, mut fields) = (Vec::new(), Vec::new());
        for (wire, schema) in &flat.properties {
            let required = flat.required.iter().any(|name| name.value == wire.value);
            let mut field = self.request_field(wire, None, schema, required);
            if flat.open.is_some() {
                field = field.map(|field| Field { name: field.name.beside_members(), ..field });
            }
            wires.extend(field.is_some().then(|| wire.clone()));
            fields.extend(field);
        }
        (wires, fields)
    }

    /// Notes the names that are there but could not be read, which was reported: whoever mentions them is not wrong.
    pub(crate) fn note_unreadable<'n>(
        &mut self,
        names: impl Iterator<Item = &'n Spanned<String>>,
        wires: &[Spanned<String>],
    ) {
        let unread = names.filter(|name| wires.iter().all(|wire| wire.value != name.value));
        self.unreadable = unread.map(|name| name.value.clone()).collect();
    }

    /// The fields of `what` with the rules about them. Examples are still to come.
    pub(crate) fn tied(
        &mut self,
        what: &Spanned<String>,
        flat: &Flat<'_>,
        mut fields: Vec<Field>,
        wires: &[Spanned<String>],
    ) -> Option<RequestObject> {
        if fields.len() > MAX_FIELDS {
            let message = format!("`{what}` has {} fields, and {MAX_FIELDS} are handled", fields.len());
            self.error(Code::Unsupported, what.span, message, "describe a part of them");
            return None;
        }
        tell_apart(&mut fields);
        for (wire, schema) in &flat.properties {
            self.places.note_type(what.span, wire, schema);
        }
        let rules = self.rules(what, flat, &fields, wires);
        Some(RequestObject {
            fields,
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

/// Gives a number to names of types that only the names of setters tell apart: `line1` and `line_1` are both `Line1`. The
/// types that come of them are the compiler's to name.
fn tell_apart(fields: &mut [Field]) {
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
