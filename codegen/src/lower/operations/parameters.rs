//! Query and header parameters to fields of the request, whatever its body holds.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Data, Location, Node, Operation, Parameter, Spanned};
use crate::ir::{Example, Field, ParameterLocation, RequestObject, Scalar, TypeKind};
use crate::lower::Lower;
use crate::lower::examples::request::broken;

/// Headers that OpenAPI gives no parameter for, and those that HTTP or a client sets. In lower case.
const SET_ELSEWHERE: [&str; 16] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

impl Lower<'_, '_> {
    /// The fields that the parameters make, but for those of the path, with their documented names.
    pub(crate) fn parameter_fields(&mut self, operation: &Operation) -> (Vec<Spanned<String>>, Vec<Field>) {
        self.check_headers(operation);
        let (mut wires, mut fields) = (Vec::new(), Vec::new());
        for parameter in operation.parameters.iter().filter(|parameter| is_field(parameter)) {
            let Parameter { name, description, schema, required, .. } = parameter;
            let Some(field) = self.request_field(name, description.as_ref(), schema, *required) else {
                continue;
            };
            let location = match parameter.location {
                Location::Header => Some(ParameterLocation::Header),
                _ => operation.body.as_ref().map(|_| ParameterLocation::Query),
            };
            if location == Some(ParameterLocation::Header) && !self.is_header_text(&field) {
                let message = format!("the header parameter `{name}` is of a type that is not handled");
                let help = "a header is a text: `type: string`, or a component that is one";
                self.error(Code::Unsupported, schema.span, message, help);
            }
            self.places.note_type(operation.id.span, name, schema);
            wires.push(name.clone());
            fields.push(Field { location, ..field });
        }
        (wires, fields)
    }

    fn is_header_text(&self, field: &Field) -> bool {
        let text = match field.ty.scalar {
            Scalar::String => true,
            Scalar::Named(id) => {
                matches!(
                    self.types[id.0].kind,
                    TypeKind::String { .. } | TypeKind::ConstrainedString(_) | TypeKind::Sid(_)
                )
            }
            _ => false,
        };
        text && !field.ty.list
    }

    /// Case does not tell headers apart, and some are nobody's to set.
    fn check_headers(&mut self, operation: &Operation) {
        let mut seen: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
        for Parameter { name, .. } in operation.parameters.iter().filter(|p| p.location == Location::Header) {
            let lower = name.value.to_ascii_lowercase();
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            if SET_ELSEWHERE.contains(&lower.as_str()) {
                let message = format!("`{name}` is no header for a parameter to set");
                let help = "remove the parameter: the client sets what the request needs of it";
                self.error(Code::BadValue, name.span, message, help);
            } else if !name.value.chars().all(plain) {
                let message = format!("`{name}` cannot be the name of a header");
                self.error(Code::BadValue, name.span, message, "letters, digits, `-`, `_` and `.`");
            }
            let Some(first) = seen.insert(lower, name).filter(|first| first.value != name.value) else {
                continue;
            };
            let message = format!("`{first}` and `{name}` are the same header");
            let diagnostic = Diagnostic::new(Code::NameCollision, name.span, message)
                .also(first.span, "first")
                .help("remove one of them");
            self.sink.push(diagnostic);
        }
    }

    /// The examples of the parameters, where they are sound.
    pub(crate) fn parameter_examples(
        &mut self,
        operation: &Operation,
        fields: &[Field],
    ) -> Vec<(Spanned<String>, Node)> {
        let mut good = Vec::new();
        for Parameter { name, example, .. } in
            operation.parameters.iter().filter(|parameter| is_field(parameter))
        {
            let field = fields.iter().find(|field| field.name.wire == name.value);
            if let (Some(node), Some(field)) = (example, field)
                && self.value(node, field, "", operation.id.span).is_some()
            {
                good.push((name.clone(), node.clone()));
            }
        }
        good
    }

    /// The request that the examples of the parameters make, where nothing is missing.
    pub(crate) fn parameter_example(
        &mut self,
        operation: &Operation,
        object: &RequestObject,
        parameters: Vec<(Spanned<String>, Node)>,
    ) -> Option<Example> {
        let given = |field: &Field| parameters.iter().any(|(name, _)| name.value == field.name.wire);
        let complete = object.fields.iter().all(|field| !field.required || given(field));
        // What nobody wrote is no mistake: a request without any field is one if the rules let it be.
        let written = !parameters.is_empty() || (operation.body.is_none() && broken(&[], object).is_empty());
        if !complete || !written || object.fields.is_empty() {
            return None;
        }
        let what = Spanned::new(format!("the example of `{}`", operation.id), operation.id.span);
        let summary = operation.summary.as_ref().map_or("", |summary| summary.value.as_str());
        let value = Node { span: operation.id.span, key: None, data: Data::Map(parameters) };
        self.built(&what, summary, &value, object, operation.id.span)
    }

    /// An example of a body, completed by those of the parameters: one of the whole request.
    pub(crate) fn with_parameters(&mut self, body: &Node, parameters: &[(Spanned<String>, Node)]) -> Node {
        let Data::Map(entries) = &body.data else { return body.clone() };
        for (name, _) in parameters {
            let Some((again, _)) = entries.iter().find(|(known, _)| known.value == name.value) else {
                continue;
            };
            let message = format!("`{name}` is a parameter, and this is an example of the body");
            let diagnostic = Diagnostic::new(Code::BadExample, again.span, message)
                .also(name.span, "the parameter")
                .help("give it as the `example` of the parameter");
            self.sink.push(diagnostic);
        }
        Node { data: Data::Map([parameters, entries.as_slice()].concat()), ..body.clone() }
    }
}

/// Whether a parameter becomes a field: those of the path are arguments.
pub(crate) fn is_field(parameter: &Parameter) -> bool {
    parameter.location != Location::Path
}
