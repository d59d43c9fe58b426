//! The examples of parameters, which make a request of their own or complete an example of the body.

use super::request::{RequestExamples, broken_rules};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Data, Location, Node, Operation, Parameter, Spanned};
use crate::ir::{Example, Field, RequestObject};

type ParameterExamples = Vec<(Spanned<String>, Node)>;

/// The valid examples of query and header parameters.
pub(super) fn of_parameters(
    operation: &Operation,
    object: &RequestObject,
    examples: &mut RequestExamples<'_>,
) -> ParameterExamples {
    let mut valid = Vec::new();
    let parameters = operation.parameters.iter().filter(|parameter| parameter.location != Location::Path);
    for Parameter { name, example, .. } in parameters {
        let field = object.fields.iter().find(|field| field.name.wire == name.value);
        if let (Some(node), Some(field)) = (example, field)
            && examples.value(node, field, "", operation.id.span).is_some()
        {
            valid.push((name.clone(), node.clone()));
        }
    }
    valid
}

/// The request that the examples of the parameters make, where nothing is missing.
pub(super) fn request_of(
    operation: &Operation,
    object: &RequestObject,
    parameters: ParameterExamples,
    examples: &mut RequestExamples<'_>,
) -> Option<Example> {
    let has_example = |field: &Field| parameters.iter().any(|(name, _)| name.value == field.name.wire);
    let is_complete = object.fields.iter().all(|field| !field.required || has_example(field));
    // A request without any field is only an example if the rules allow it: nobody wrote it, so that it is no mistake.
    let is_written =
        !parameters.is_empty() || (operation.body.is_none() && broken_rules(&[], object).is_empty());
    if !is_complete || !is_written || object.fields.is_empty() {
        return None;
    }
    let what = Spanned::new(format!("the example of `{}`", operation.id), operation.id.span);
    let summary = operation.summary.as_ref().map_or("", |summary| summary.value.as_str());
    let value = Node { span: operation.id.span, key: None, data: Data::Map(parameters) };
    examples.example(&what, summary, &value, object, operation.id.span)
}

/// An example of a body together with those of the parameters: an example of the whole request.
pub(super) fn merge_into_body(parameters: &ParameterExamples, body: &Node, sink: &mut Sink) -> Node {
    let Data::Map(entries) = &body.data else { return body.clone() };
    for (name, _) in parameters {
        let Some((again, _)) = entries.iter().find(|(known, _)| known.value == name.value) else {
            continue;
        };
        let message = format!("`{name}` is a parameter, but this is an example of the body");
        let diagnostic = Diagnostic::new(Code::BadExample, again.span, message)
            .also(name.span, "the parameter")
            .help("move it to the `example` of the parameter");
        sink.push(diagnostic);
    }
    Node { data: Data::Map([parameters.as_slice(), entries.as_slice()].concat()), ..body.clone() }
}
