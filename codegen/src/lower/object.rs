//! Request objects: the fields, rules and advice of a schema and of those it includes by `allOf: [{$ref: …}]`.

use super::Lower;
use crate::diagnostic::Code;
use crate::document::{Reference, Rule, Schema, Spanned};

/// A request object with everything it includes, still in the words of the document. That of an operation without a body
/// is empty.
#[derive(Default)]
pub(super) struct Flat<'d> {
    pub(super) properties: Vec<&'d (Spanned<String>, Schema)>,
    pub(super) required: Vec<&'d Spanned<String>>,
    pub(super) rules: Vec<&'d Rule>,
    pub(super) advice: Vec<&'d Rule>,
    closed: bool,
}

impl<'d> Lower<'d, '_> {
    /// The object that `schema` describes.
    pub(super) fn request_object(&mut self, schema: &'d Schema) -> Flat<'d> {
        let mut flat = Flat {
            properties: Vec::new(),
            required: Vec::new(),
            rules: Vec::new(),
            advice: Vec::new(),
            closed: false,
        };
        self.collect(schema, &mut flat);
        if !flat.closed {
            let message = "a request object has to say that it takes no other fields";
            let help = "add `additionalProperties: false` beside its `properties`";
            self.error(Code::MissingKeyword, schema.span, message, help);
        }
        flat
    }

    fn collect(&mut self, schema: &'d Schema, flat: &mut Flat<'d>) {
        if let Some(reference) = &schema.reference {
            self.only(schema, "a request body that refers to a component", &["$ref", "description"]);
            self.include(reference, flat);
            return;
        }
        let allowed =
            ["type", "description", "properties", "required", "additionalProperties", "allOf", "x-advice"];
        self.only(schema, "a request object", &allowed);
        for reference in &schema.includes {
            self.include(reference, flat);
        }
        for property in &schema.properties {
            if flat.properties.iter().any(|(known, _)| known.value == property.0.value) {
                let message = format!("the field `{}` is there already, by an `allOf`", property.0);
                self.error(Code::NameCollision, property.0.span, message, "remove one of the two");
                continue;
            }
            flat.properties.push(property);
        }
        match &schema.additional {
            Some(additional) if additional.value => {
                let message = "a request that takes any field is not handled";
                self.error(
                    Code::Unsupported,
                    additional.span,
                    message,
                    "write `additionalProperties: false`",
                );
                flat.closed = true;
            }
            Some(_) => flat.closed = true,
            None => {}
        }
        flat.required.extend(&schema.required);
        flat.rules.extend(&schema.rules);
        flat.advice.extend(&schema.advice);
    }

    fn include(&mut self, reference: &Reference, flat: &mut Flat<'d>) {
        let key = (reference.file, reference.name.clone());
        self.used.insert(key.clone());
        if let Some(component) = self.enter(&key, reference.span) {
            self.collect(&component.schema, flat);
            self.open.pop();
        }
    }
}
