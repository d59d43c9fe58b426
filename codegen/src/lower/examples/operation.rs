//! The examples of an operation: those of its request, and those of its success response.

use super::parameters::{merge_into_body, of_parameters, request_of};
use super::request::RequestExamples;
use super::type_check::ExampleChecker;
use crate::diagnostic::Sink;
use crate::document::{Document, Operation, Spanned};
use crate::ir::{Example, ExampleValue, RequestObject, ResponseExample, Scalar, TypeId, TypeKind};
use crate::lower::names::collision::check_collisions;
use crate::lower::names::identifier::field_name;
use crate::lower::rules::draft::UnreadableFields;
use crate::lower::schemas::Components;
use crate::lower::schemas::types::Types;

/// The examples of the body, or the one that the examples of the parameters make. Those of objects inside of them are
/// added to the types of these.
pub(crate) fn requests(
    operation: &Operation,
    object: &RequestObject,
    unreadable: &UnreadableFields,
    document: &Document,
    components: &mut Components<'_>,
    sink: &mut Sink,
) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lowering = RequestExamples::new(document, unreadable, components, sink);
    let parameters = of_parameters(operation, object, &mut lowering);
    for example in operation.body.iter().flat_map(|body| &body.examples) {
        let what = Spanned::new(format!("the example `{}`", example.name), example.name.span);
        let summary = &example.summary.as_ref().unwrap_or(&example.name).value;
        let value = merge_into_body(&parameters, &example.value, lowering.sink());
        examples.extend(lowering.example(&what, summary, &value, object, operation.id.span));
    }
    if operation.body.as_ref().is_none_or(|body| body.examples.is_empty()) {
        examples.extend(request_of(operation, object, parameters, &mut lowering));
    }
    for example in &examples {
        add_to_nested_objects(example, object, &mut components.types);
    }
    examples
}

/// Gives the types of objects inside of an example their part of it, where they have no example yet.
fn add_to_nested_objects(example: &Example, object: &RequestObject, types: &mut Types) {
    for value in &example.fields {
        let Scalar::Named(id) = object.fields[value.field].ty.scalar else { continue };
        let items = match &value.value {
            ExampleValue::List(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        for item in items {
            let ExampleValue::Built(item) = item else { continue };
            let TypeKind::RequestObject(inner) = types.kind_mut(id) else { continue };
            if inner.examples.is_empty() {
                inner.examples.push(item.clone());
            }
            let inner = inner.clone();
            add_to_nested_objects(item, &inner, types);
        }
    }
}

/// The examples of the success response, whose type is `response`.
pub(crate) fn responses(
    operation: &Operation,
    response: Option<TypeId>,
    components: &Components<'_>,
    sink: &mut Sink,
) -> Vec<ResponseExample> {
    let success = operation.responses.iter().find(|response| response.status.value.starts_with('2'));
    let mut examples = Vec::new();
    let mut names = Vec::new();
    for example in success.iter().flat_map(|response| &response.examples) {
        if let Some(response) = response {
            ExampleChecker { components, sink }.check_response(&example.value, response);
        }
        let Some(name) = field_name(&example.name, sink) else {
            continue;
        };
        names.push((name.snake.clone(), example.name.clone()));
        examples.push(ResponseExample { name, json: example.value.to_json() });
    }
    check_collisions(&names, &|_| "rename one of them", sink);
    examples
}
