//! A request object with its rules as data, the spec with it as text, and what the real stages make of that.

use serde_json::{Map, Value, json};

use super::field_kind::FieldKind;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Sink};
use crate::ir::{Api, RequestObject};
use crate::{Sources, document, lower};

/// A request object. Shrinking removes parts of it, so everything may be missing.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    pub(super) fields: Vec<FieldSpec>,
    /// Keywords of rules in the object itself.
    pub(super) beside: Map<String, Value>,
    /// The items of `allOf`.
    pub(super) rules: Vec<Value>,
    /// The items of `x-advice`.
    pub(super) advice: Vec<Value>,
    /// A request as an example.
    pub(super) example: Option<Value>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct FieldSpec {
    pub(super) name: &'static str,
    pub(super) kind: FieldKind,
    pub(super) required: bool,
}

impl Spec {
    pub(super) fn field(&self, name: &str) -> Option<&FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The request object as a schema.
    fn object(&self) -> Value {
        let mut object = self.beside.clone();
        let properties: Map<_, _> =
            self.fields.iter().map(|field| (field.name.to_owned(), field.kind.schema())).collect();
        let required: Vec<_> =
            self.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
        object.insert("type".to_owned(), json!("object"));
        object.insert("additionalProperties".to_owned(), json!(false));
        object.insert("properties".to_owned(), properties.into());
        let lists =
            [("required", json!(required)), ("allOf", json!(self.rules)), ("x-advice", json!(self.advice))];
        for (keyword, list) in lists {
            if list.as_array().is_some_and(|list| !list.is_empty()) {
                object.insert(keyword.to_owned(), list);
            }
        }
        object.into()
    }

    /// The text of the file that holds the operation and its request.
    pub(super) fn text(&self) -> String {
        let mut schemas = Map::new();
        schemas.insert("MakeOrderRequest".to_owned(), self.object());
        for (name, schema) in self.fields.iter().filter_map(|field| field.kind.component()) {
            schemas.insert(name.to_owned(), schema);
        }
        let mut content = json!({ "schema": { "$ref": "#/components/schemas/MakeOrderRequest" } });
        if let Some(example) = &self.example {
            content["examples"] = json!({ "one": { "value": example } });
        }
        let in_form = self.fields.iter().any(|field| field.kind.is_clearable());
        let media_type = if in_form { "application/x-www-form-urlencoded" } else { "application/json" };
        let operation = json!({
            "operationId": "MakeOrder",
            "requestBody": { "content": { media_type: content } },
            "responses": { "204": { "description": "Made." } },
        });
        let file = json!({
            "paths": { "/Orders": { "post": operation } },
            "components": { "schemas": schemas },
        });
        serde_json::to_string_pretty(&file).unwrap()
    }

    fn sources(&self) -> Sources {
        let mut sources = Sources::new();
        let package = json!({ "name": "oracle", "version": "1.0.0", "description": "Orders" });
        let root = json!({
            "openapi": "3.1.0",
            "info": { "title": "Orders", "version": "1.0.0" },
            "servers": [{ "url": "https://example.com" }],
            "paths": { "/Orders": { "$ref": "order.yaml#/paths/~1Orders" } },
        });
        sources.insert("codegen.yaml", json!({ "package": package }).to_string().into_bytes());
        sources.insert("openapi.yaml", root.to_string().into_bytes());
        sources.insert("order.yaml", self.text().into_bytes());
        sources
    }

    /// Reads and lowers the text with the real stages.
    pub(super) fn lower(&self) -> Result<RequestObject, Diagnostics> {
        let sources = self.sources();
        let mut sink = Sink::default();
        let api = document::read(&sources, &mut sink).and_then(|document| lower::lower(&document, &mut sink));
        let (Api { mut operations, .. }, _) = sink.finish(api, &sources)?;
        let object = operations.remove(0).object;
        let names = |(field, spec): (&crate::ir::Field, &FieldSpec)| field.name.wire == spec.name;
        assert!(object.fields.iter().zip(&self.fields).all(names), "the fields keep their order");
        Ok(object)
    }

    /// What shrinking makes smaller.
    pub(super) fn size(&self) -> usize {
        self.object().to_string().len() + 10 * self.fields.len()
    }
}

/// The diagnostics that are errors.
pub(super) fn errors(diagnostics: &Diagnostics) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|found| found.severity() == Severity::Error)
}
