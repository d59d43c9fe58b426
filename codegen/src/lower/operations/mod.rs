//! Operations: parameters, body, responses and rules put together.

pub(crate) mod parameters;
pub(crate) mod path_template;
pub(crate) mod request_object;

use std::collections::BTreeMap;

use super::Lower;
use super::names::identifier::SAME_FIELD;
use super::schemas::all_of::Flat;
use super::schemas::property::Direction;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Location, Media, Parameter, Schema, Spanned, suggest};
use crate::ir::{Encoding, Field, Method, Name, Operation, PathParameter, Scalar, TypeKind};

impl<'d> Lower<'d, '_> {
    pub(crate) fn operation(&mut self, operation: &'d document::Operation) -> Option<Operation> {
        let name = self.type_name(&operation.id, "the id of an operation");
        let module = self.module(operation.file);
        // A second operation of the same id was reported.
        let ids = self.document.operations.iter().map(|operation| &operation.id);
        let first = ids.filter(|id| id.value == operation.id.value).any(|id| self.is_taken(&module, id));
        if let Some(name) = name.as_ref().filter(|_| !first) {
            self.take_builder(&module, name, &operation.id);
        }
        let path_names: Vec<_> = path_parameters(operation).map(|parameter| parameter.name.clone()).collect();
        let parts = self.path_parts(operation, &path_names);
        let mut arguments: Vec<_> =
            path_parameters(operation).filter_map(|parameter| self.argument(parameter)).collect();
        let (encoding, wires, fields, flat) = self.fields(operation);
        name_apart(&mut arguments, &fields);
        self.check_field_names(&arguments, &path_names, &fields, &wires);
        let of_body = flat.properties.iter().map(|(name, _)| name);
        let of_query = operation.parameters.iter().map(|parameter| &parameter.name);
        self.note_unreadable(of_body.chain(of_query), &wires);
        self.lost = flat.lost;
        let before = self.sink.errors();
        let mut object = self.tied(&operation.id, &flat, fields, &wires)?;
        // What is wrong with a rule is not the fault of an example.
        if self.sink.errors() == before {
            object.examples = self.examples(operation, &object);
        }
        let response = self.responses(operation);
        let paged = response.and_then(|response| self.paged(operation, response));
        let text = |text: &Option<Spanned<String>>| {
            text.as_ref().map_or_else(String::new, |text| text.value.clone())
        };
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
            response_examples: self.response_examples(operation, response),
        })
    }

    /// Every operation of a module has an id of its own.
    pub(crate) fn check_ids(&mut self) {
        let mut ids = BTreeMap::new();
        for operation in &self.document.operations {
            let (module, _) = self.module_of(operation.file);
            let key = (module, operation.id.value.as_str());
            let Some(first) = ids.insert(key, &operation.id) else { continue };
            let message = format!("the operationId `{}` is taken in this module", operation.id);
            let diagnostic = Diagnostic::new(Code::NameCollision, operation.id.span, message)
                .also(first.span, "first")
                .help("every operation of a module has an id of its own");
            self.sink.push(diagnostic);
        }
    }

    fn argument(&mut self, parameter: &'d Parameter) -> Option<PathParameter> {
        let field =
            self.request_field(&parameter.name, parameter.description.as_ref(), &parameter.schema, true)?;
        if let Some(default) = &parameter.schema.default {
            let message =
                format!("the path parameter `{}` has a default, but is always given", parameter.name);
            self.error(Code::BadValue, default.span, message, "remove the default");
        }
        let of_type = match field.ty.scalar {
            Scalar::Named(id)
                if matches!(self.types[id.0].kind, TypeKind::Sid(_) | TypeKind::ConstrainedString(_)) =>
            {
                Name::argument(&parameter.name.value, &self.types[id.0].name.wire)
            }
            Scalar::String => Name::argument(&parameter.name.value, &parameter.name.value),
            _ => {
                let message =
                    format!("the path parameter `{}` is of a type that is not handled", parameter.name);
                let help = "a path parameter is a text with a pattern or a length, or a plain string";
                self.error(Code::Unsupported, parameter.schema.span, message, help);
                None
            }
        };
        let example = parameter
            .example
            .as_ref()
            .and_then(|node| self.argument_example(node, field.ty.scalar, parameter));
        Some(PathParameter { name: of_type?, docs: field.docs, scalar: field.ty.scalar, example })
    }

    /// The parameters and the fields of the body, with their documented names and rules.
    fn fields(
        &mut self,
        operation: &'d document::Operation,
    ) -> (Encoding, Vec<Spanned<String>>, Vec<Field>, Flat<'d>) {
        let (mut wires, mut fields) = self.parameter_fields(operation);
        let Some(body) = &operation.body else {
            return (Encoding::Query, wires, fields, Flat::of_parameters(operation));
        };
        if operation.method == "GET" || operation.method == "DELETE" {
            let message = format!("a {} request has no body", operation.method);
            let diagnostic = Diagnostic::new(Code::Unsupported, body.schema.span, message)
                .also(operation.span, "the method")
                .help("remove `requestBody`");
            self.sink.push(diagnostic);
        }
        let mut flat = self.request_object(&body.schema, body.media);
        flat.whole = Flat::of_parameters(operation).whole;
        let (of_body, more) = self.request_fields(&flat);
        wires.extend(of_body);
        fields.extend(more);
        let encoding = match body.media {
            Media::Form => Encoding::Form,
            Media::Json => Encoding::Json,
        };
        (encoding, wires, fields, flat)
    }

    fn check_field_names(
        &mut self,
        arguments: &[PathParameter],
        path_names: &[Spanned<String>],
        fields: &[Field],
        wires: &[Spanned<String>],
    ) {
        let of_path = arguments.iter().zip(path_names).map(|(argument, wire)| (&argument.name, wire));
        let of_body = fields.iter().zip(wires).map(|(field, wire)| (&field.name, wire));
        let all = of_path.chain(of_body);
        let names: Vec<_> = all.map(|(name, wire)| (name.snake.clone(), wire.clone())).collect();
        let help = |first: &Spanned<String>| {
            if path_names.iter().any(|name| name.span == first.span) {
                "rename the path parameter, in the path as well: its name is not sent"
            } else {
                SAME_FIELD
            }
        };
        self.check_collisions(&names, &help);
    }

    /// The type of the success response.
    fn responses(&mut self, operation: &'d document::Operation) -> Option<crate::ir::TypeId> {
        let mut successes =
            operation.responses.iter().filter(|response| response.status.value.starts_with('2'));
        for response in operation.responses.iter().filter(|response| !response.status.value.starts_with('2'))
        {
            // What the service says when it refuses is decoded by the runtime, the same for every operation.
            if let Some(schema) = &response.schema {
                self.check_error(schema, &response.examples);
            }
        }
        let Some(success) = successes.next() else {
            let message = format!("`{}` has no success response", operation.id);
            self.error(
                Code::MissingKeyword,
                operation.id.span,
                message,
                "add a response `'200'`, `'201'` or `'204'`",
            );
            return None;
        };
        if let Some(second) = successes.next() {
            let message = "a second success response is not handled";
            let diagnostic = Diagnostic::new(Code::Unsupported, second.status.span, message)
                .also(success.status.span, "the first")
                .help("describe one success");
            self.sink.push(diagnostic);
        }
        let schema = success.schema.as_ref()?;
        let Some(reference) = &schema.reference else {
            if !schema.refers_to_nothing() {
                self.needs_name(schema);
            }
            return None;
        };
        self.named(reference, Direction::Response)
    }

    /// The member of the response that holds the items of a page.
    fn paged(&mut self, operation: &document::Operation, response: crate::ir::TypeId) -> Option<Field> {
        let paged = operation.paged.as_ref()?;
        let fields = match &self.types[response.0].kind {
            TypeKind::ResponseObject(object) => object.fields.as_slice(),
            _ => &[],
        };
        let lists = fields.iter().filter(|field| field.ty.list);
        let list = lists.clone().find(|field| field.name.wire == paged.value).cloned();
        if list.is_none() {
            let message = format!("the response has no list `{paged}`");
            let diagnostic = Diagnostic::new(Code::UnknownField, paged.span, message)
                .also(self.wires[response.0].span, "the response");
            let known = lists.map(|field| field.name.wire.as_str());
            let help = "name the property that holds the items of a page";
            self.sink.push(suggest(diagnostic, paged, known, &[], help));
        }
        list
    }

    /// Reads the schema of an error response as strictly as any other, and makes no types of it.
    fn check_error(&mut self, schema: &'d Schema, examples: &[document::Example]) {
        let Some(reference) = &schema.reference else {
            if !schema.refers_to_nothing() {
                self.needs_name(schema);
            }
            return;
        };
        if !self.errors.insert((reference.file, reference.name.clone())) && examples.is_empty() {
            return;
        }
        let before = (self.types.len(), self.named.clone(), self.names.clone());
        if let Some(id) = self.named(reference, Direction::Response) {
            for example in examples {
                self.judge().response(&example.value, id);
            }
        }
        self.types.truncate(before.0);
        self.wires.truncate(before.0);
        (self.named, self.names) = (before.1, before.2);
    }

    fn needs_name(&mut self, schema: &Schema) {
        let message = "the response schema has no name";
        let help = "move it to `components/schemas` and write `$ref` here";
        self.error(Code::NeedsComponent, schema.span, message, help);
    }
}

fn path_parameters(operation: &document::Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.location == Location::Path)
}

/// Gives arguments that are named after their types the names of their parameters, where another argument or a field is
/// called the same.
fn name_apart(arguments: &mut [PathParameter], fields: &[Field]) {
    loop {
        let taken = |at: usize, name: &str| {
            let mut others = arguments.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(_, other)| other.name.snake == name)
                || fields.iter().any(|field| field.name.snake == name)
        };
        let own = |at: usize| {
            let wire = &arguments[at].name.wire;
            Name::argument(wire, wire).filter(|own| *own != arguments[at].name)
        };
        let found = (0..arguments.len()).filter(|at| taken(*at, &arguments[*at].name.snake));
        let renamed: Vec<_> = found.filter_map(|at| Some((at, own(at)?))).collect();
        if renamed.is_empty() {
            return;
        }
        for (at, name) in renamed {
            arguments[at].name = name;
        }
    }
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
