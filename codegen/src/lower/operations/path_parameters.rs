//! Lowers path parameters, which are arguments of `builder(…)`.

use crate::diagnostic::{Code, Sink};
use crate::document::{Location, Media, Operation, Parameter};
use crate::ir::{ExampleValue, Field, Name, PathParameter, Scalar, TypeKind};
use crate::lower::examples::type_check::ExampleChecker;
use crate::lower::schemas::Components;

pub(crate) fn path_parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.location == Location::Path)
}

pub(crate) fn lower(
    parameter: &Parameter,
    components: &mut Components<'_>,
    sink: &mut Sink,
) -> Option<PathParameter> {
    let Parameter { name, description, schema, .. } = parameter;
    let field = components.request_field(name, description.as_ref(), schema, true, Media::Form, sink)?;
    if let Some(default) = &schema.default {
        let message = format!("the path parameter `{name}` has a default, but is always required");
        sink.report(Code::BadValue, default.span, message, "remove the default");
    }
    let rust_name = match field.ty.scalar {
        Scalar::Named(id)
            if matches!(components.types.kind(id), TypeKind::Sid(_) | TypeKind::ConstrainedString(_)) =>
        {
            Name::argument(&name.value, &components.types.get(id).name.wire)
        }
        Scalar::String => Name::argument(&name.value, &name.value),
        _ => {
            let message = format!("the type of the path parameter `{name}` is not supported");
            let help =
                "write `type: string`, or refer to a component that is a string with a pattern or a length";
            sink.report(Code::Unsupported, schema.span, message, help);
            None
        }
    };
    let example = example(parameter, field.ty.scalar, components, sink);
    Some(PathParameter { name: rust_name?, docs: field.docs, scalar: field.ty.scalar, example })
}

fn example(
    parameter: &Parameter,
    scalar: Scalar,
    components: &Components<'_>,
    sink: &mut Sink,
) -> Option<String> {
    let node = parameter.example.as_ref()?;
    let ty = parameter.schema.ty.as_ref().map(|ty| ty.span);
    let what = format!("`{}`", parameter.name);
    match (ExampleChecker { components, sink }).scalar(node, scalar, &what, ty)? {
        ExampleValue::String(text) => Some(text),
        _ => None,
    }
}

/// Gives arguments that are named after their types the names of their parameters, where another argument or a field has
/// the same name.
pub(crate) fn resolve_collisions(arguments: &mut [PathParameter], fields: &[Field]) {
    loop {
        let is_taken = |at: usize, name: &str| {
            let mut others = arguments.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(_, other)| other.name.snake == name)
                || fields.iter().any(|field| field.name.snake == name)
        };
        let own_name = |at: usize| {
            let wire = &arguments[at].name.wire;
            Name::argument(wire, wire).filter(|own| *own != arguments[at].name)
        };
        let colliding = (0..arguments.len()).filter(|at| is_taken(*at, &arguments[*at].name.snake));
        let renamed: Vec<_> = colliding.filter_map(|at| Some((at, own_name(at)?))).collect();
        if renamed.is_empty() {
            return;
        }
        for (at, name) in renamed {
            arguments[at].name = name;
        }
    }
}
