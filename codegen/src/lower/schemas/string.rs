//! Lowers components of type `string` without an `enum`: with a pattern, with a length, or with neither.

use super::keywords::{check_keywords, with_type};
use super::pattern::{self, Shape};
use crate::diagnostic::{Change, Code, Diagnostic, Sink};
use crate::document::{Data, Schema, Spanned};
use crate::ir::{ConstrainedString, Dfa, Length, Pattern, TypeKind};

/// What a pattern says about lengths: the shortest and the longest text, in characters.
type ImpliedLength = (usize, Option<usize>);

pub(crate) fn lower(schema: &Schema, sink: &mut Sink) -> Option<TypeKind> {
    let Some(source) = &schema.pattern else {
        let allowed = ["type", "minLength", "maxLength", "description", "default"];
        check_keywords(schema, "a named string", &allowed, sink);
        let length = length(schema, (0, None), sink)?;
        if !length.restricts() {
            return Some(TypeKind::String { default: default_of(schema, |_| true, sink) });
        }
        return Some(constrained(schema, None, length, sink));
    };
    match pattern::lower(source, sink)? {
        Shape::Fixed(pattern) => sid(schema, pattern, sink),
        Shape::Variable { dfa, shortest, longest } => {
            let allowed = ["type", "pattern", "minLength", "maxLength", "description", "default"];
            check_keywords(schema, "a pattern", &allowed, sink);
            let length = length(schema, (shortest, longest), sink)?;
            Some(constrained(schema, Some((source.value.clone(), dfa)), length, sink))
        }
    }
}

fn sid(schema: &Schema, pattern: Pattern, sink: &mut Sink) -> Option<TypeKind> {
    let allowed = ["type", "pattern", "minLength", "maxLength", "description"];
    check_keywords(schema, "a pattern of fixed length", &allowed, sink);
    let length = i64::try_from(pattern.length).ok()?;
    check_signs(schema, sink);
    let too_long = schema.min_length.as_ref().filter(|min| min.value > length);
    let too_short = schema.max_length.as_ref().filter(|max| max.value < length);
    if let Some(bound) = too_long.or(too_short) {
        let message = format!("the pattern has {length} characters, but the length is {}", bound.value);
        report_empty(schema, bound, message, sink);
    }
    Some(TypeKind::Sid(pattern))
}

fn constrained(schema: &Schema, pattern: Option<(String, Dfa)>, length: Length, sink: &mut Sink) -> TypeKind {
    let string = ConstrainedString { pattern, length: Some(length).filter(Length::restricts), default: None };
    let default = default_of(schema, |text| string.matches(text), sink);
    TypeKind::ConstrainedString(ConstrainedString { default, ..string })
}

/// The length as far as nothing else implies it; `None` where no text has it, which was reported.
fn length(schema: &Schema, (shortest, longest): ImpliedLength, sink: &mut Sink) -> Option<Length> {
    if !check_signs(schema, sink) {
        return None;
    }
    let count = |bound: &Spanned<i64>| usize::try_from(bound.value).unwrap_or(usize::MAX);
    let (min, max) = (schema.min_length.as_ref(), schema.max_length.as_ref());
    if let (Some(low), Some(high)) = (min, max)
        && low.value > high.value
    {
        let message = format!("no string has at least {} and at most {} characters", low.value, high.value);
        let diagnostic = Diagnostic::new(Code::EmptyRange, high.span, message);
        sink.push(diagnostic.also(low.span, "the minimum").help("swap the two, or correct one"));
        return None;
    }
    if let Some(bound) = min.filter(|min| longest.is_some_and(|longest| count(min) > longest)) {
        let maximum = longest.unwrap_or_default();
        let message =
            format!("the pattern has at most {maximum} characters, but the length is {}", bound.value);
        report_empty(schema, bound, message, sink);
        return None;
    }
    if let Some(bound) = max.filter(|max| count(max) < shortest) {
        let message =
            format!("the pattern has at least {shortest} characters, but the length is {}", bound.value);
        report_empty(schema, bound, message, sink);
        return None;
    }
    let min = min.map_or(0, count);
    let max = max.map(count);
    let low = if min > shortest { min } else { 0 };
    let high = max.filter(|max| longest.is_none_or(|longest| *max < longest));
    Some(Length { min: low, max: high })
}

fn report_empty(schema: &Schema, bound: &Spanned<i64>, message: String, sink: &mut Sink) {
    let diagnostic = Diagnostic::new(Code::EmptyRange, bound.span, message).help("correct one of the two");
    sink.push(match &schema.pattern {
        Some(source) => diagnostic.also(source.span, "the pattern"),
        None => diagnostic,
    });
}

fn check_signs(schema: &Schema, sink: &mut Sink) -> bool {
    let bounds = schema.min_length.iter().chain(&schema.max_length);
    let negative: Vec<_> = bounds.filter(|bound| bound.value < 0).collect();
    for bound in &negative {
        sink.report(Code::BadValue, bound.span, "a length cannot be negative", "correct it, or remove it");
    }
    negative.is_empty()
}

fn default_of(schema: &Schema, fits: impl Fn(&str) -> bool, sink: &mut Sink) -> Option<String> {
    let node = schema.default.as_ref()?;
    match &node.data {
        Data::String(text) if fits(text) => return Some(text.clone()),
        Data::String(_) => {
            let message = "the default does not satisfy the pattern or the length";
            let diagnostic = Diagnostic::new(Code::BadExample, node.span, message)
                .help("correct the default, the pattern or the length");
            let words = ["pattern", "minLength", "maxLength"].iter().filter_map(|word| schema.keyword(word));
            sink.push(words.fold(diagnostic, |found, word| found.also(word, "what it must satisfy")));
        }
        data => {
            let message = format!("the default of a string is {}", node.kind());
            let diagnostic = with_type(Diagnostic::new(Code::BadExample, node.span, message), schema);
            sink.push(match data {
                Data::List(_) | Data::Map(_) => diagnostic.help("write a string"),
                _ => diagnostic.help("put it in quotes").change(Change::Quote(node.span)),
            });
        }
    }
    None
}
