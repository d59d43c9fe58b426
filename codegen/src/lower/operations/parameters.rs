//! Lowers query and header parameters to fields of the request.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Location, Media, Operation, Parameter, Spanned};
use crate::ir::{Field, ParameterLocation, Scalar, TypeKind};
use crate::lower::schemas::Components;
use crate::lower::schemas::keywords::refuse_clearing;
use crate::lower::schemas::types::Types;

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

/// The fields that query and header parameters become, with their documented names.
pub(crate) fn lower(
    operation: &Operation,
    components: &mut Components<'_>,
    sink: &mut Sink,
) -> (Vec<Spanned<String>>, Vec<Field>) {
    check_headers(operation, sink);
    let (mut wires, mut fields) = (Vec::new(), Vec::new());
    for parameter in operation.parameters.iter().filter(|parameter| parameter.location != Location::Path) {
        let Parameter { name, description, schema, required, .. } = parameter;
        refuse_clearing(schema, sink);
        let field =
            components.request_field(name, description.as_ref(), schema, *required, Media::Form, sink);
        let Some(field) = field else { continue };
        let location = match parameter.location {
            Location::Header => Some(ParameterLocation::Header),
            _ => operation.body.as_ref().map(|_| ParameterLocation::Query),
        };
        if location == Some(ParameterLocation::Header) && !is_string(&field, &components.types) {
            let message = format!("the type of the header parameter `{name}` is not supported");
            let help = "write `type: string`, or refer to a component that is a string";
            sink.report(Code::Unsupported, schema.span, message, help);
        }
        components.spans.insert_type(operation.id.span, name, schema);
        wires.push(name.clone());
        fields.push(Field { location, ..field });
    }
    (wires, fields)
}

fn is_string(field: &Field, types: &Types) -> bool {
    let is_string = match field.ty.scalar {
        Scalar::String => true,
        Scalar::Named(id) => {
            matches!(
                types.kind(id),
                TypeKind::String { .. } | TypeKind::ConstrainedString(_) | TypeKind::Sid(_)
            )
        }
        _ => false,
    };
    is_string && !field.ty.list
}

/// The names of headers are case-insensitive, and some headers are not for parameters to set.
fn check_headers(operation: &Operation, sink: &mut Sink) {
    let mut seen: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
    for Parameter { name, .. } in operation.parameters.iter().filter(|p| p.location == Location::Header) {
        let lower = name.value.to_ascii_lowercase();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if SET_ELSEWHERE.contains(&lower.as_str()) {
            let message = format!("a parameter cannot set the header `{name}`");
            let help = "remove the parameter: the client sets this header when the request needs it";
            sink.report(Code::BadValue, name.span, message, help);
        } else if !name.value.chars().all(plain) {
            let message = format!("`{name}` cannot be the name of a header");
            sink.report(Code::BadValue, name.span, message, "use letters, digits, `-`, `_` and `.`");
        }
        let Some(first) = seen.insert(lower, name).filter(|first| first.value != name.value) else {
            continue;
        };
        let message = format!("`{first}` and `{name}` are the same header");
        let diagnostic = Diagnostic::new(Code::NameCollision, name.span, message)
            .also(first.span, "first")
            .help("remove one of them");
        sink.push(diagnostic);
    }
}
