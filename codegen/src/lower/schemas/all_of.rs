//! Request objects: the fields, rules and advice of a schema and of those it includes by `allOf: [{$ref: …}]`.

use crate::lower::Lower;
use std::collections::BTreeSet;

use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::{Media, Operation, RULE_KEYWORDS, Reference, Schema, Spanned, Statement, Type};
use crate::ir::Strength;
use crate::source::{FileId, Span};

/// A request object with everything it includes, still in the words of the document. That of an operation without a body
/// is empty.
#[derive(Default)]
pub(crate) struct Flat<'d> {
    pub(crate) properties: Vec<&'d (Spanned<String>, Schema)>,
    pub(crate) required: Vec<&'d Spanned<String>>,
    pub(crate) rules: Vec<&'d Statement>,
    pub(crate) advice: Vec<&'d Statement>,
    /// What the operation says about the whole request, parameters included.
    pub(crate) whole: Vec<(&'d Statement, Strength)>,
    /// Where it says that there may be other fields.
    pub(crate) open: Option<Span>,
    /// The parts that say that there are no other fields.
    closed: Vec<&'d Schema>,
    /// Where the object as a whole says so.
    sealed: Option<Span>,
    /// Whether nothing is left to say about other fields: the whole object rules them out, or a report was made.
    complete: bool,
    /// Whether a part of it could not be read, which was reported.
    pub(crate) lost: bool,
    /// How many objects are open one inside the other.
    parts: usize,
    /// Components that were taken in already.
    included: BTreeSet<(FileId, String)>,
}

impl<'d> Flat<'d> {
    /// What parameters are: their rules stand at the operation.
    pub(crate) fn of_parameters(operation: &'d Operation) -> Self {
        let rules = operation.rules.iter().map(|rule| (rule, Strength::Stated));
        let advice = operation.advice.iter().map(|rule| (rule, Strength::Advised));
        Self { whole: rules.chain(advice).collect(), ..Self::default() }
    }
}

impl<'d> Lower<'d, '_> {
    /// The object that `schema` describes, which is sent in `media`.
    pub(crate) fn request_object(&mut self, schema: &'d Schema, media: Media) -> Flat<'d> {
        let mut flat = Flat::default();
        self.collect(schema, &mut flat);
        self.check_closed(&flat);
        self.check_open(&flat, media);
        self.check_said(schema, &flat, media);
        flat
    }

    fn collect(&mut self, schema: &'d Schema, flat: &mut Flat<'d>) {
        flat.parts += 1;
        self.collect_part(schema, flat);
        flat.parts -= 1;
    }

    fn collect_part(&mut self, schema: &'d Schema, flat: &mut Flat<'d>) {
        if schema.refers_to_nothing() {
            (flat.complete, flat.lost) = (true, true);
            return;
        }
        if let Some(reference) = &schema.reference {
            self.only(schema, "a request body that refers to a component", &["$ref", "description"]);
            // The same object under a name, not a part of another one.
            flat.parts -= 1;
            self.include(reference, flat);
            flat.parts += 1;
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
        self.only(schema, "a request object", &allowed);
        if let Some(ty) = schema.ty.as_ref().filter(|ty| ty.value != Type::Object || schema.nullable) {
            self.error(Code::Unsupported, ty.span, "a request is an object", "write `type: object`");
        }
        for reference in &schema.includes {
            self.include(reference, flat);
        }
        for property in &schema.properties {
            if let Some((first, _)) =
                flat.properties.iter().find(|(known, _)| known.value == property.0.value)
            {
                self.report_again(&property.0, first.span);
                continue;
            }
            flat.properties.push(property);
        }
        if let Some(open) = schema.additional.iter().chain(&schema.unevaluated).find(|keyword| keyword.value)
        {
            flat.open = Some(open.span);
            flat.complete = true;
        }
        if schema.additional.as_ref().is_some_and(|additional| !additional.value) {
            flat.closed.push(schema);
        }
        if let Some(keyword) = schema.unevaluated.as_ref().filter(|keyword| !keyword.value) {
            flat.complete = true;
            flat.sealed = Some(keyword.span);
            if flat.parts > 1 {
                let message = "`unevaluatedProperties` of a part sees that part only";
                let help = "move it to the object that takes in the others";
                self.error(Code::Contradiction, keyword.span, message, help);
            }
        }
        flat.required.extend(&schema.required);
        flat.rules.extend(&schema.rules);
        flat.advice.extend(&schema.advice);
    }

    fn report_again(&mut self, name: &Spanned<String>, first: Span) {
        let message = format!("the field `{name}` is there already, by an `allOf`");
        let diagnostic = Diagnostic::new(Code::NameCollision, name.span, message)
            .also(first, "the other one")
            .help("remove one of the two");
        self.sink.push(diagnostic);
    }

    /// An object says whether there are other fields, and has some.
    fn check_said(&mut self, schema: &Schema, flat: &Flat<'d>, media: Media) {
        let closed = !flat.closed.is_empty() || flat.sealed.is_some();
        if media == Media::Json && closed && flat.properties.is_empty() {
            let message = "an object without fields that takes no others says nothing";
            let help = "describe its `properties`, or write `additionalProperties: true`";
            self.error(Code::MissingKeyword, schema.span, message, help);
        }
        if closed || flat.complete {
            return;
        }
        let (message, help) = match media {
            Media::Form => (
                "a request object has to say that it takes no other fields",
                "add `additionalProperties: false` beside its `properties`, or `unevaluatedProperties: false` beside `allOf`",
            ),
            Media::Json => (
                "a JSON object of a request has to say whether it takes other fields",
                "add `additionalProperties: false` beside its `properties`, or `true` if it does",
            ),
        };
        let diagnostic = Diagnostic::new(Code::MissingKeyword, schema.span, message).help(help);
        // With an `allOf`, which of the two is meant depends on what it takes in.
        let key = schema.keyword("properties").filter(|_| schema.keyword("allOf").is_none());
        self.sink.push(match key {
            Some(key) => diagnostic.change(Change::Insert(key, "additionalProperties: false".to_owned())),
            None => diagnostic,
        });
    }

    /// What other fields there may be is said once, and of a form there are none.
    fn check_open(&mut self, flat: &Flat<'d>, media: Media) {
        let Some(open) = flat.open else { return };
        if media == Media::Form {
            let message = "a form takes no fields beside those that are described";
            let diagnostic = Diagnostic::new(Code::Unsupported, open, message).help("write `false`");
            self.sink.push(diagnostic.change(Change::Bare(open, "false".to_owned())));
        } else if let Some(closed) = flat.sealed.or(flat.closed.first().map(|part| part.span)) {
            let message = "one part of the object takes other fields, another one does not";
            let diagnostic =
                Diagnostic::new(Code::Contradiction, open, message).also(closed, "the other one");
            self.sink.push(diagnostic.help("say the same in both, or leave one of the two out"));
        }
    }

    /// `additionalProperties: false` looks at the `properties` beside it and at no others.
    fn check_closed(&mut self, flat: &Flat<'d>) {
        for part in &flat.closed {
            let inside = |name: &str| part.properties.iter().any(|(known, _)| known.value == name);
            for (name, _) in flat.properties.iter().filter(|(name, _)| !inside(&name.value)) {
                let message = format!("`additionalProperties: false` of another part forbids `{name}`");
                let diagnostic = Diagnostic::new(Code::Contradiction, name.span, message)
                    .also(part.span, "this part takes no other fields")
                    .help(
                        "say `unevaluatedProperties: false` instead, at the object that takes in the others",
                    );
                self.sink.push(diagnostic);
            }
        }
    }

    fn include(&mut self, reference: &Reference, flat: &mut Flat<'d>) {
        let key = (reference.file, reference.name.clone());
        self.used.insert(key.clone());
        if !flat.included.insert(key.clone()) && !self.open.contains(&key) {
            let message = format!("`{}` is taken in twice", reference.name);
            self.error(Code::NameCollision, reference.span, message, "remove one of the two");
            return;
        }
        if let Some(component) = self.enter(&key, reference.span) {
            self.collect(&component.schema, flat);
            self.open.pop();
        }
    }
}
