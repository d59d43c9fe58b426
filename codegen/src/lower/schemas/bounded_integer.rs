//! Lowers components of type `integer`, which have bounds.

use super::keywords::{check_integer_format, check_keywords};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Component, Data, Schema, Spanned};
use crate::ir::BoundedInteger;

pub(crate) fn lower(component: &Component, sink: &mut Sink) -> Option<BoundedInteger> {
    let schema = &component.schema;
    let allowed = ["type", "format", "minimum", "maximum", "default", "description"];
    check_keywords(schema, "an integer", &allowed, sink);
    check_integer_format(schema, sink);
    let (minimum, maximum) = (schema.minimum.as_ref(), schema.maximum.as_ref());
    let range = match (minimum.map(|min| min.value), maximum.map(|max| max.value)) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("{max} or less"),
        (None, None) => {
            let message = format!("`{}` is an integer without bounds", component.name);
            let help = "write `type: integer` where it is used, or add `minimum` and `maximum`";
            sink.report(Code::Unsupported, schema.span, message, help);
            return None;
        }
    };
    check_int32(schema, sink);
    let (low, high) = (minimum.map_or(i64::MIN, |min| min.value), maximum.map_or(i64::MAX, |max| max.value));
    if low > high {
        let message = format!("no integer is at least {low} and at most {high}");
        let diagnostic = Diagnostic::new(Code::EmptyRange, maximum?.span, message);
        sink.push(diagnostic.also(minimum?.span, "the minimum").help("swap the two, or correct one"));
        return None;
    }
    let default = default_of(component, (low, high), &range, sink);
    let label = component.name.value.clone();
    Some(BoundedInteger { minimum: low, maximum: high, range, label, default })
}

/// The default, which is within the bounds.
fn default_of(component: &Component, (low, high): (i64, i64), range: &str, sink: &mut Sink) -> Option<i64> {
    let schema = &component.schema;
    match schema.default.as_ref().map(|node| (&node.data, node.span)) {
        Some((Data::Integer(value), _)) if (low..=high).contains(value) => Some(*value),
        None => None,
        Some((data, span)) => {
            let message = format!("the default of `{}` is not an integer in {range}", component.name);
            let diagnostic = Diagnostic::new(Code::BadExample, span, message);
            let broken = match data {
                Data::Integer(value) if *value < low => {
                    schema.minimum.as_ref().map(|min| (min.span, "the minimum"))
                }
                Data::Integer(_) => schema.maximum.as_ref().map(|max| (max.span, "the maximum")),
                _ => schema.ty.as_ref().map(|ty| (ty.span, "the type")),
            };
            let also = broken.map(|(span, what)| diagnostic.clone().also(span, what));
            sink.push(also.unwrap_or(diagnostic).help("correct the default or the bounds"));
            None
        }
    }
}

/// `int32` bounds what the bounds may be.
fn check_int32(schema: &Schema, sink: &mut Sink) {
    let narrow = schema.format.as_ref().is_some_and(|format| format.value == "int32");
    let wide = |bound: &&Spanned<i64>| i32::try_from(bound.value).is_err();
    if let Some(bound) = schema.minimum.iter().chain(&schema.maximum).find(wide).filter(|_| narrow) {
        let message = format!("{} is not a 32-bit integer, but the format is `int32`", bound.value);
        let diagnostic = Diagnostic::new(Code::EmptyRange, bound.span, message)
            .help("correct the bound, or write `format: int64`");
        let format = schema.format.as_ref().map(|format| format.span);
        sink.push(diagnostic.also(format.unwrap_or(bound.span), "the format"));
    }
}
