//! Flattens `allOf`: the properties and rules of a request object and of the components that it includes.

use std::collections::BTreeSet;

use super::Components;
use super::keywords::{check_keywords, refuse_clearing};
use super::unused::ComponentKey;
use crate::diagnostic::{Change, Code, Diagnostic, Sink};
use crate::document::{Media, Operation, RULE_KEYWORDS, Reference, Schema, Spanned, Statement, Type};
use crate::ir::Strength;
use crate::source::Span;

/// A request object with everything it includes, not lowered yet. That of an operation without a body is empty.
#[derive(Default)]
pub(crate) struct FlattenedObject<'d> {
    pub(crate) properties: Vec<&'d (Spanned<String>, Schema)>,
    pub(crate) required: Vec<&'d Spanned<String>>,
    pub(crate) rules: Vec<&'d Statement>,
    pub(crate) advice: Vec<&'d Statement>,
    /// The rules of the operation, which are about the whole request, parameters included.
    pub(crate) operation_rules: Vec<(&'d Statement, Strength)>,
    /// Whether it is sent as a form.
    pub(crate) is_form: bool,
    /// Where it allows other fields.
    pub(crate) open: Option<Span>,
    /// The parts that forbid other fields.
    closed: Vec<&'d Schema>,
    /// Where the object as a whole forbids them.
    sealed: Option<Span>,
    /// Whether it is known if there are other fields, or a report was made.
    decided: bool,
    /// Whether a part of it could not be read, which was reported.
    pub(crate) has_unreadable_part: bool,
    /// How many parts are open, one inside the other.
    depth: usize,
    /// Components that were included already.
    included: BTreeSet<ComponentKey>,
}

impl<'d> FlattenedObject<'d> {
    /// The object of an operation that has parameters only.
    pub(crate) fn of_parameters(operation: &'d Operation) -> Self {
        let rules = operation.rules.iter().map(|rule| (rule, Strength::Stated));
        let advice = operation.advice.iter().map(|rule| (rule, Strength::Advised));
        Self { operation_rules: rules.chain(advice).collect(), ..Self::default() }
    }
}

impl<'d> Components<'d> {
    /// The object that `schema` describes, which is sent in `media`.
    pub(crate) fn flatten(
        &mut self,
        schema: &'d Schema,
        media: Media,
        sink: &mut Sink,
    ) -> FlattenedObject<'d> {
        let mut flat = FlattenedObject { is_form: media == Media::Form, ..FlattenedObject::default() };
        self.collect(schema, &mut flat, sink);
        check_closed(&flat, sink);
        check_open(&flat, media, sink);
        check_decided(schema, &flat, media, sink);
        flat
    }

    fn collect(&mut self, schema: &'d Schema, flat: &mut FlattenedObject<'d>, sink: &mut Sink) {
        flat.depth += 1;
        self.collect_part(schema, flat, sink);
        flat.depth -= 1;
    }

    fn collect_part(&mut self, schema: &'d Schema, flat: &mut FlattenedObject<'d>, sink: &mut Sink) {
        refuse_clearing(schema, sink);
        if schema.refers_to_nothing() {
            (flat.decided, flat.has_unreadable_part) = (true, true);
            return;
        }
        if let Some(reference) = &schema.reference {
            let what = "a request body that refers to a component";
            check_keywords(schema, what, &["$ref", "description"], sink);
            // The same object under a name, not a part of another one.
            flat.depth -= 1;
            self.include(reference, flat, sink);
            flat.depth += 1;
            return;
        }
        let allowed = [
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "unevaluatedProperties",
            "allOf",
            "x-advice",
            "anyOf",
        ];
        let allowed = [allowed.as_slice(), &RULE_KEYWORDS].concat();
        check_keywords(schema, "a request object", &allowed, sink);
        if let Some(ty) = schema.ty.as_ref().filter(|ty| ty.value != Type::Object || schema.nullable) {
            sink.report(Code::Unsupported, ty.span, "a request must be an object", "write `type: object`");
        }
        for reference in &schema.includes {
            self.include(reference, flat, sink);
        }
        for property in &schema.properties {
            if let Some((first, _)) =
                flat.properties.iter().find(|(known, _)| known.value == property.0.value)
            {
                report_duplicate(&property.0, first.span, sink);
                continue;
            }
            flat.properties.push(property);
        }
        note_other_fields(schema, flat, sink);
        flat.required.extend(&schema.required);
        flat.rules.extend(&schema.rules);
        flat.advice.extend(&schema.advice);
    }

    fn include(&mut self, reference: &Reference, flat: &mut FlattenedObject<'d>, sink: &mut Sink) {
        let key = (reference.file, reference.name.clone());
        self.usage.components.insert(key.clone());
        if !flat.included.insert(key.clone()) && !self.open.contains(&key) {
            let message = format!("`{}` is included twice", reference.name);
            sink.report(Code::NameCollision, reference.span, message, "remove one of the two");
            return;
        }
        if let Some(component) = self.enter(&key, reference.span, sink) {
            self.collect(&component.schema, flat, sink);
            self.open.pop();
        }
    }
}

/// Notes whether a part allows or forbids other fields.
fn note_other_fields<'d>(schema: &'d Schema, flat: &mut FlattenedObject<'d>, sink: &mut Sink) {
    if let Some(open) = schema.additional.iter().chain(&schema.unevaluated).find(|keyword| keyword.value) {
        flat.open = Some(open.span);
        flat.decided = true;
    }
    if schema.additional.as_ref().is_some_and(|additional| !additional.value) {
        flat.closed.push(schema);
    }
    if let Some(keyword) = schema.unevaluated.as_ref().filter(|keyword| !keyword.value) {
        flat.decided = true;
        flat.sealed = Some(keyword.span);
        if flat.depth > 1 {
            let message = "`unevaluatedProperties` in a part of an `allOf` sees only that part";
            let help = "move it to the object that includes the others";
            sink.report(Code::Contradiction, keyword.span, message, help);
        }
    }
}

fn report_duplicate(name: &Spanned<String>, first: Span, sink: &mut Sink) {
    let message = format!("the field `{name}` is already included by an `allOf`");
    let diagnostic = Diagnostic::new(Code::NameCollision, name.span, message)
        .also(first, "the other one")
        .help("remove one of the two");
    sink.push(diagnostic);
}

/// An object says whether it takes other fields, and describes some if not.
fn check_decided(schema: &Schema, flat: &FlattenedObject<'_>, media: Media, sink: &mut Sink) {
    let closed = !flat.closed.is_empty() || flat.sealed.is_some();
    if media == Media::Json && closed && flat.properties.is_empty() {
        let message = "this object has no fields and allows no others";
        let help = "describe its `properties`, or write `additionalProperties: true`";
        sink.report(Code::MissingKeyword, schema.span, message, help);
    }
    if closed || flat.decided {
        return;
    }
    let (message, help) = match media {
        Media::Form => (
            "a request object must not allow other fields",
            "add `additionalProperties: false` next to `properties`, or `unevaluatedProperties: false` next to `allOf`",
        ),
        Media::Json => (
            "a JSON object in a request must say whether it allows other fields",
            "add `additionalProperties: false` next to `properties`, or `true` to allow them",
        ),
    };
    let diagnostic = Diagnostic::new(Code::MissingKeyword, schema.span, message).help(help);
    // With an `allOf`, which of the two is meant depends on what it takes in.
    let key = schema.keyword("properties").filter(|_| schema.keyword("allOf").is_none());
    sink.push(match key {
        Some(key) => diagnostic.change(Change::Insert(key, "additionalProperties: false".to_owned())),
        None => diagnostic,
    });
}

/// The parts agree on whether there are other fields, and a form has none.
fn check_open(flat: &FlattenedObject<'_>, media: Media, sink: &mut Sink) {
    let Some(open) = flat.open else { return };
    if media == Media::Form {
        let message = "a form cannot allow fields that are not described";
        let diagnostic = Diagnostic::new(Code::Unsupported, open, message).help("write `false`");
        sink.push(diagnostic.change(Change::Bare(open, "false".to_owned())));
    } else if let Some(closed) = flat.sealed.or(flat.closed.first().map(|part| part.span)) {
        let message = "one part of the object allows other fields, but another does not";
        let diagnostic = Diagnostic::new(Code::Contradiction, open, message).also(closed, "the other one");
        sink.push(diagnostic.help("write the same in both, or remove one of the two"));
    }
}

/// `additionalProperties: false` only knows the `properties` of its own schema.
fn check_closed(flat: &FlattenedObject<'_>, sink: &mut Sink) {
    for part in &flat.closed {
        let inside = |name: &str| part.properties.iter().any(|(known, _)| known.value == name);
        for (name, _) in flat.properties.iter().filter(|(name, _)| !inside(&name.value)) {
            let message = format!("`additionalProperties: false` in another part forbids `{name}`");
            let diagnostic = Diagnostic::new(Code::Contradiction, name.span, message)
                .also(part.span, "this part allows no other fields")
                .help("write `unevaluatedProperties: false` instead, in the object that includes the others");
            sink.push(diagnostic);
        }
    }
}
