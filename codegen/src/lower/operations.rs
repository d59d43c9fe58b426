//! Lowers operations: parameters, body, rules, responses and examples.

mod parameters;
mod path_parameters;
mod path_template;
mod responses;

use self::path_parameters::path_parameters;
use self::responses::CheckedErrors;
use super::examples;
use super::names::collision::{SAME_FIELD, check_collisions};
use super::names::identifier::operation_name;
use super::names::module_path::checked_module_path;
use super::rules::draft::{ObjectDraft, UnreadableFields};
use super::schemas::Components;
use super::schemas::all_of::FlattenedObject;
use super::schemas::request_object::setters;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{self, Document, Media, Spanned};
use crate::ir::{Encoding, Field, Method, Operation, PathParameter, RequestObject};

/// All operations, in the order of the document.
pub(crate) fn lower<'d>(
    document: &'d Document,
    components: &mut Components<'d>,
    sink: &mut Sink,
) -> Vec<Operation> {
    let mut checked = CheckedErrors::default();
    let operations = document.operations.iter();
    operations
        .filter_map(|operation| lower_operation(operation, document, components, &mut checked, sink))
        .collect()
}

fn lower_operation<'d>(
    operation: &'d document::Operation,
    document: &'d Document,
    components: &mut Components<'d>,
    checked: &mut CheckedErrors,
    sink: &mut Sink,
) -> Option<Operation> {
    let name = operation_name(&operation.id, sink);
    let module = checked_module_path(document, operation.file, sink);
    // A second operation of the same id was reported.
    let ids = document.operations.iter().map(|operation| &operation.id);
    let mut same = ids.filter(|id| id.value == operation.id.value);
    let is_second = same.any(|id| components.names.contains(&module, id));
    if let Some(name) = name.as_ref().filter(|_| !is_second) {
        components.names.insert_request(&module, name, &operation.id, sink);
    }
    let path_names: Vec<_> = path_parameters(operation).map(|parameter| parameter.name.clone()).collect();
    let parts = path_template::lower(operation, &path_names, sink);
    let mut arguments: Vec<_> = path_parameters(operation)
        .filter_map(|parameter| path_parameters::lower(parameter, components, sink))
        .collect();
    let request = request_fields(operation, components, sink);
    path_parameters::resolve_collisions(&mut arguments, &request.fields);
    check_names(&arguments, &path_names, &request, sink);
    let encoding = request.encoding;
    let object = request_object(operation, request, document, components, sink)?;
    let response = responses::lower(operation, components, checked, sink);
    let paged = response.and_then(|response| responses::page_items(operation, response, components, sink));
    let text =
        |text: &Option<Spanned<String>>| text.as_ref().map_or_else(String::new, |text| text.value.clone());
    Some(Operation {
        name: name?,
        module,
        method: method(&operation.method),
        path: operation.path.value.clone(),
        parts,
        summary: text(&operation.summary),
        description: text(&operation.description),
        docs_url: operation.docs_url.as_ref().map(|url| url.value.clone()),
        path_parameters: arguments,
        encoding,
        object,
        response,
        paged,
        response_examples: examples::operation::responses(operation, response, components, sink),
    })
}

/// The fields of a request, and the object that describes those of its body.
struct RequestFields<'d> {
    encoding: Encoding,
    /// The documented name of each field.
    wires: Vec<Spanned<String>>,
    fields: Vec<Field>,
    flat: FlattenedObject<'d>,
}

fn request_fields<'d>(
    operation: &'d document::Operation,
    components: &mut Components<'d>,
    sink: &mut Sink,
) -> RequestFields<'d> {
    let (mut wires, mut fields) = parameters::lower(operation, components, sink);
    let of_parameters = FlattenedObject::of_parameters(operation);
    let Some(body) = &operation.body else {
        return RequestFields { encoding: Encoding::Query, wires, fields, flat: of_parameters };
    };
    if operation.method == "GET" || operation.method == "DELETE" {
        let message = format!("a {} request cannot have a body", operation.method);
        let diagnostic = Diagnostic::new(Code::Unsupported, body.schema.span, message)
            .also(operation.span, "the method")
            .help("remove `requestBody`");
        sink.push(diagnostic);
    }
    let mut flat = components.flatten(&body.schema, body.media, sink);
    flat.operation_rules = of_parameters.operation_rules;
    let (body_wires, body_fields) = components.request_fields(&flat, body.media, sink);
    wires.extend(body_wires);
    fields.extend(body_fields);
    let encoding = match body.media {
        Media::Form => Encoding::Form,
        Media::Json => Encoding::Json,
    };
    RequestFields { encoding, wires, fields, flat }
}

/// The fields with their rules and examples.
fn request_object(
    operation: &document::Operation,
    request: RequestFields<'_>,
    document: &Document,
    components: &mut Components<'_>,
    sink: &mut Sink,
) -> Option<RequestObject> {
    let RequestFields { wires, fields, flat, .. } = request;
    let of_body = flat.properties.iter().map(|(name, _)| name);
    let of_parameters = operation.parameters.iter().map(|parameter| &parameter.name);
    let unreadable = UnreadableFields::new(of_body.chain(of_parameters), &wires, &flat);
    let draft =
        ObjectDraft { name: &operation.id, flat: &flat, fields, wires: &wires, unreadable: &unreadable };
    let before = sink.errors();
    let mut object = components.with_rules(draft, sink)?;
    // An error in a rule is not the fault of an example.
    if sink.errors() == before {
        object.examples =
            examples::operation::requests(operation, &object, &unreadable, document, components, sink);
    }
    Some(object)
}

/// The arguments and the fields of a request have different names in Rust.
fn check_names(
    arguments: &[PathParameter],
    path_names: &[Spanned<String>],
    request: &RequestFields<'_>,
    sink: &mut Sink,
) {
    let of_path = arguments.iter().zip(path_names);
    let of_path = of_path.map(|(argument, wire)| (argument.name.snake.clone(), wire.clone()));
    let of_fields = request.fields.iter().zip(&request.wires).flat_map(|(field, wire)| setters(field, wire));
    let names: Vec<_> = of_path.chain(of_fields).collect();
    let help = |first: &Spanned<String>| {
        if path_names.iter().any(|name| name.span == first.span) {
            "rename the path parameter, also in the path: its name is not sent"
        } else {
            SAME_FIELD
        }
    };
    check_collisions(&names, &help, sink);
}

fn method(text: &str) -> Method {
    match text {
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        _ => Method::Get,
    }
}
