//! Lowers responses: the type of the success, the items of a page, and checks of error responses.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Example, Operation, Schema, suggest};
use crate::ir::{Field, TypeId, TypeKind};
use crate::lower::examples::type_check::ExampleChecker;
use crate::lower::schemas::unused::ComponentKey;
use crate::lower::schemas::{Components, Direction};

/// The schemas of error responses that were checked already.
#[derive(Debug, Default)]
pub(crate) struct CheckedErrors(BTreeSet<ComponentKey>);

/// The type of the success response.
pub(crate) fn lower(
    operation: &Operation,
    components: &mut Components<'_>,
    checked: &mut CheckedErrors,
    sink: &mut Sink,
) -> Option<TypeId> {
    let (mut successes, errors): (Vec<_>, Vec<_>) =
        operation.responses.iter().partition(|response| response.status.value.starts_with('2'));
    // The runtime decodes error responses, in the same way for every operation.
    for response in errors {
        if let Some(schema) = &response.schema {
            check_error(schema, &response.examples, components, checked, sink);
        }
    }
    let mut successes = successes.drain(..);
    let Some(success) = successes.next() else {
        let message = format!("`{}` has no success response", operation.id);
        let help = "add a response `'200'`, `'201'` or `'204'`";
        sink.report(Code::MissingKeyword, operation.id.span, message, help);
        return None;
    };
    if let Some(second) = successes.next() {
        let message = "a second success response is not supported";
        let diagnostic = Diagnostic::new(Code::Unsupported, second.status.span, message)
            .also(success.status.span, "the first")
            .help("describe one success response");
        sink.push(diagnostic);
    }
    let schema = success.schema.as_ref()?;
    let Some(reference) = &schema.reference else {
        report_unnamed(schema, sink);
        return None;
    };
    components.named_type(reference, Direction::Response, sink)
}

/// The member of the response that holds the items of a page.
pub(crate) fn page_items(
    operation: &Operation,
    response: TypeId,
    components: &Components<'_>,
    sink: &mut Sink,
) -> Option<Field> {
    let paged = operation.paged.as_ref()?;
    let fields = match components.types.kind(response) {
        TypeKind::ResponseObject(object) => object.fields.as_slice(),
        _ => &[],
    };
    let arrays = fields.iter().filter(|field| field.ty.list);
    let items = arrays.clone().find(|field| field.name.wire == paged.value).cloned();
    if items.is_none() {
        let message = format!("the response has no array `{paged}`");
        let diagnostic = Diagnostic::new(Code::UnknownField, paged.span, message)
            .also(components.types.wire(response).span, "the response");
        let known = arrays.map(|field| field.name.wire.as_str());
        let help = "name the property that holds the items of a page";
        sink.push(suggest(diagnostic, paged, known, &[], help));
    }
    items
}

/// Checks the schema of an error response as strictly as any other. No types are made of it.
fn check_error(
    schema: &Schema,
    examples: &[Example],
    components: &mut Components<'_>,
    checked: &mut CheckedErrors,
    sink: &mut Sink,
) {
    let Some(reference) = &schema.reference else {
        report_unnamed(schema, sink);
        return;
    };
    if !checked.0.insert((reference.file, reference.name.clone())) && examples.is_empty() {
        return;
    }
    components.without_types(|components| {
        if let Some(id) = components.named_type(reference, Direction::Response, sink) {
            for example in examples {
                ExampleChecker { components, sink }.check_response(&example.value, id);
            }
        }
    });
}

/// Reports the schema of a response that is no reference, unless it was one that leads nowhere.
fn report_unnamed(schema: &Schema, sink: &mut Sink) {
    if !schema.refers_to_nothing() {
        let message = "the response schema has no name";
        let help = "move it to `components/schemas` and write `$ref` here";
        sink.report(Code::NeedsComponent, schema.span, message, help);
    }
}
