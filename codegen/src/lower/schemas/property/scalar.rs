//! The types of values that are no components, arrays or references.

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Schema, Type};
use crate::ir::Scalar;
use crate::lower::schemas::Direction;
use crate::lower::schemas::keywords::{check_integer_format, check_keywords, with_type};

pub(super) fn scalar(schema: &Schema, direction: Direction, sink: &mut Sink) -> Option<Scalar> {
    match schema.ty.as_ref()?.value {
        Type::String => string(schema, direction, sink),
        Type::Integer => {
            check_keywords_in(direction, schema, "an integer", &["type", "format", "description"], sink);
            check_integer_format(schema, sink);
            Some(Scalar::Integer)
        }
        Type::Boolean => {
            check_keywords_in(direction, schema, "a boolean", &["type", "description"], sink);
            Some(Scalar::Boolean)
        }
        Type::Object if direction == Direction::Response && schema.of_each.is_some() => map(schema, sink),
        Type::Object => {
            check_keywords(schema, "a JSON object of any shape", &["type", "description"], sink);
            Some(Scalar::Object)
        }
        Type::Any => {
            check_keywords(schema, "a value of any type", &["type", "description"], sink);
            Some(Scalar::Any)
        }
        Type::Number => {
            check_keywords_in(direction, schema, "a number", &["type", "description"], sink);
            Some(Scalar::Number)
        }
        Type::ObjectOrString | Type::IntegerOrString => either(schema, direction, sink),
        // `array` lowers it.
        Type::Array => None,
    }
}

/// A value of one of two types, a string being one of them.
fn either(schema: &Schema, direction: Direction, sink: &mut Sink) -> Option<Scalar> {
    let ty = schema.ty.as_ref()?;
    if direction == Direction::Response {
        let message = "a value of two types is not supported in a response";
        let help = "write `type: [array, boolean, 'null', number, object, string]`, which is any value";
        sink.report(Code::Unsupported, ty.span, message, help);
        return None;
    }
    let (what, keyword, written, wanted, scalar) = if ty.value == Type::ObjectOrString {
        let written = schema.content_media_type.as_ref();
        ("an object or its text", "contentMediaType", written, "application/json", Scalar::ObjectOrText)
    } else {
        (
            "an integer or its digits",
            "pattern",
            schema.pattern.as_ref(),
            "'^[0-9]+$'",
            Scalar::IntegerOrDigits,
        )
    };
    check_keywords(schema, what, &["type", keyword, "description"], sink);
    match written {
        Some(written) if written.value == wanted.trim_matches('\'') => Some(scalar),
        Some(written) => {
            let message = format!("this `{keyword}` is not supported for {what}");
            let diagnostic = Diagnostic::new(Code::Unsupported, written.span, message);
            sink.push(with_type(diagnostic, schema).help(format!("write `{keyword}: {wanted}`")));
            None
        }
        None => {
            let message = format!("{what} needs `{keyword}`, which says what the text is");
            sink.report(Code::MissingKeyword, ty.span, message, format!("add `{keyword}: {wanted}`"));
            None
        }
    }
}

/// An object with members of any name, all of them strings.
fn map(schema: &Schema, sink: &mut Sink) -> Option<Scalar> {
    check_keywords(schema, "a map", &["type", "additionalProperties", "description"], sink);
    let each = schema.of_each.as_ref()?;
    check_keywords(each, "a value of a map", &["type", "description"], sink);
    let is_string = each.ty.as_ref().is_some_and(|ty| ty.value == Type::String) && !each.nullable;
    if !is_string {
        let message = "a map to anything but strings is not supported";
        sink.report(
            Code::Unsupported,
            each.span,
            message,
            "write `type: string`, or remove `additionalProperties`",
        );
    }
    is_string.then_some(Scalar::StringMap)
}

fn string(schema: &Schema, direction: Direction, sink: &mut Sink) -> Option<Scalar> {
    check_keywords_in(direction, schema, "a string", &["type", "format", "description"], sink);
    match schema.format.as_ref().map(|format| (format.value.as_str(), format.span)) {
        None => Some(Scalar::String),
        // What the server sent is kept as it is.
        Some(("uri", _)) if direction == Direction::Response => Some(Scalar::String),
        Some(("uri", _)) => Some(Scalar::Uri),
        Some(("date-time", _)) if direction == Direction::Response => Some(Scalar::Timestamp),
        Some(("password", _)) if direction == Direction::Response => Some(Scalar::Secret),
        Some((format, span)) => {
            let message = format!("the format `{format}` is not supported here");
            let help = "write `uri`, or in responses `date-time` or `password`";
            sink.report(Code::Unsupported, span, message, help);
            None
        }
    }
}

/// As [`check_keywords`], with `default` where a request may leave the field out.
fn check_keywords_in(direction: Direction, schema: &Schema, what: &str, allowed: &[&str], sink: &mut Sink) {
    if direction == Direction::Request {
        check_keywords(schema, what, &[allowed, &["default"]].concat(), sink);
    } else {
        check_keywords(schema, &format!("{what} of a response"), allowed, sink);
    }
}
