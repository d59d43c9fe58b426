//! Examples of the spec to requests that are known to be valid: they become doctests.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Data, Node, Parameter, Spanned};
use crate::ir::{
    Example, ExampleField, ExampleValue, Field, RequestObject, ResponseExample, Scalar, TypeId, TypeKind,
    call_order,
};
use crate::lower::Lower;
use crate::lower::analysis::evaluate::state;
use crate::source::Span;

/// A member that is not described.
type Extra = (String, Value);

impl Lower<'_, '_> {
    /// The request examples of an operation: those of its body, or one made of its parameters.
    pub(crate) fn examples(
        &mut self,
        operation: &document::Operation,
        object: &RequestObject,
    ) -> Vec<Example> {
        let parameters = self.parameter_examples(operation, &object.fields);
        let mut examples = Vec::new();
        for example in operation.body.iter().flat_map(|body| &body.examples) {
            let what = Spanned::new(format!("the example `{}`", example.name), example.name.span);
            let summary = &example.summary.as_ref().unwrap_or(&example.name).value;
            let value = self.with_parameters(&example.value, &parameters);
            examples.extend(self.built(&what, summary, &value, object, operation.id.span));
        }
        if operation.body.as_ref().is_none_or(|body| body.examples.is_empty()) {
            examples.extend(self.parameter_example(operation, object, parameters));
        }
        for example in &examples {
            self.show_parts(example, object);
        }
        examples
    }

    /// An example of an object, `what`, which is sound and keeps every rule of `owner`.
    pub(crate) fn built(
        &mut self,
        what: &Spanned<String>,
        summary: &str,
        node: &Node,
        object: &RequestObject,
        owner: Span,
    ) -> Option<Example> {
        let Data::Map(entries) = &node.data else { return None };
        let (values, members) = self.example_fields(entries, summary, object, owner)?;
        if !self.check_example(what, &values, object, owner) {
            return None;
        }
        let fields = in_call_order(values, object);
        Some(Example { summary: summary.to_owned(), fields, members, json: node.to_json() })
    }

    /// Objects inside of a request are shown at their own type, too, where that has no example yet.
    fn show_parts(&mut self, example: &Example, object: &RequestObject) {
        for value in &example.fields {
            let Scalar::Named(id) = object.fields[value.field].ty.scalar else { continue };
            let parts = match &value.value {
                ExampleValue::List(items) => items.as_slice(),
                one => std::slice::from_ref(one),
            };
            for part in parts {
                let ExampleValue::Built(part) = part else { continue };
                let TypeKind::RequestObject(inner) = &mut self.types[id.0].kind else { continue };
                if inner.examples.is_empty() {
                    inner.examples.push(part.clone());
                }
                let inner = inner.clone();
                self.show_parts(part, &inner);
            }
        }
    }

    /// The examples of the success response, whose type is `response`.
    pub(crate) fn response_examples(
        &mut self,
        operation: &document::Operation,
        response: Option<TypeId>,
    ) -> Vec<ResponseExample> {
        let success = operation.responses.iter().find(|response| response.status.value.starts_with('2'));
        let mut examples = Vec::new();
        let mut names = Vec::new();
        for example in success.iter().flat_map(|response| &response.examples) {
            if let Some(response) = response {
                self.judge().response(&example.value, response);
            }
            let Some(name) = self.field_name(&example.name) else {
                continue;
            };
            names.push((name.snake.clone(), example.name.clone()));
            examples.push(ResponseExample { name, json: example.value.to_json() });
        }
        self.check_collisions(&names, &|_| "rename one of them");
        examples
    }

    /// The example of a path parameter.
    pub(crate) fn argument_example(
        &mut self,
        node: &Node,
        scalar: Scalar,
        parameter: &Parameter,
    ) -> Option<String> {
        let at = parameter.schema.ty.as_ref().map(|ty| ty.span);
        let ExampleValue::String(text) =
            self.scalar_value(node, scalar, &format!("`{}`", parameter.name), at)?
        else {
            return None;
        };
        Some(text)
    }

    fn example_fields(
        &mut self,
        entries: &[(Spanned<String>, Node)],
        summary: &str,
        object: &RequestObject,
        owner: Span,
    ) -> Option<(Vec<ExampleField>, Vec<Extra>)> {
        let (mut values, mut members) = (Vec::new(), Vec::new());
        let mut good = true;
        for (name, node) in entries {
            let known = object.fields.iter().any(|field| field.name.wire == name.value);
            if object.open && !known {
                members.push((name.value.clone(), node.to_json()));
                continue;
            }
            let value = self.field_index(name, &object.fields).and_then(|field| {
                Some(ExampleField { field, value: self.value(node, &object.fields[field], summary, owner)? })
            });
            good &= value.is_some();
            values.extend(value);
        }
        values.sort_by_key(|value| value.field);
        good.then_some((values, members))
    }

    /// Whether an example satisfies every rule and all advice.
    fn check_example(
        &mut self,
        what: &Spanned<String>,
        values: &[ExampleField],
        object: &RequestObject,
        owner: Span,
    ) -> bool {
        let wrong = broken(values, object);
        if !wrong.is_empty() {
            let sentences: Vec<_> = wrong.iter().map(|rule| object.rules[*rule].sentence.as_str()).collect();
            let message = format!("{what} breaks the rules: {}", sentences.join("; "));
            let diagnostic = Diagnostic::new(Code::BadExample, what.span, message);
            let rules: BTreeSet<_> = wrong.iter().filter_map(|rule| self.places.rule(owner, *rule)).collect();
            let diagnostic = rules.into_iter().fold(diagnostic, |found, rule| found.also(rule, "the rule"));
            self.sink.push(diagnostic.help("correct the example, or the rule"));
        }
        wrong.is_empty()
    }

    /// The value of a field of `owner`; `summary` is that of the whole example.
    pub(crate) fn value(
        &mut self,
        node: &Node,
        field: &Field,
        summary: &str,
        owner: Span,
    ) -> Option<ExampleValue> {
        if field.ty.list {
            return self.list(node, field, summary, owner);
        }
        let at = self.places.ty(owner, &field.name.wire);
        self.single(node, field.ty.scalar, &field.name.wire, summary, at)
    }

    fn list(&mut self, node: &Node, field: &Field, summary: &str, owner: Span) -> Option<ExampleValue> {
        let Data::List(nodes) = &node.data else {
            let at = self.places.ty(owner, &field.name.wire);
            self.judge().no_list(node, &field.name.wire, at);
            return None;
        };
        let at = self.places.item(owner, &field.name.wire);
        let mut items = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let name = format!("{}[{index}]", field.name.wire);
            items.extend(self.single(node, field.ty.scalar, &name, summary, at));
        }
        (items.len() == nodes.len()).then_some(ExampleValue::List(items))
    }

    /// A value that is no list, of a type that stands `at` some place.
    fn single(
        &mut self,
        node: &Node,
        scalar: Scalar,
        name: &str,
        summary: &str,
        at: Option<Span>,
    ) -> Option<ExampleValue> {
        if let (Data::Map(_), Scalar::Named(id)) = (&node.data, scalar)
            && let TypeKind::RequestObject(object) = &self.types[id.0].kind
        {
            let object = object.clone();
            let what = Spanned::new(format!("the example of `{name}`"), node.key_span());
            let owner = self.wires[id.0].span;
            return self.built(&what, summary, node, &object, owner).map(ExampleValue::Built);
        }
        self.scalar_value(node, scalar, &format!("`{name}`"), at)
    }

    fn scalar_value(
        &mut self,
        node: &Node,
        scalar: Scalar,
        what: &str,
        at: Option<Span>,
    ) -> Option<ExampleValue> {
        let value = match (&node.data, scalar) {
            (Data::String(text), Scalar::String | Scalar::Timestamp) => {
                Some(ExampleValue::String(text.clone()))
            }
            (Data::String(text), Scalar::Uri) => is_uri(text).then(|| ExampleValue::String(text.clone())),
            (Data::Boolean(value), Scalar::Boolean) => Some(ExampleValue::Boolean(*value)),
            (Data::Integer(value), Scalar::Integer) => Some(ExampleValue::Integer(*value)),
            (Data::Map(_), Scalar::Object) | (_, Scalar::Any) => Some(ExampleValue::Object(node.to_json())),
            (Data::Float(value), Scalar::Number) => value.is_finite().then_some(ExampleValue::Number(*value)),
            (Data::Integer(value), Scalar::Number) => {
                value.to_string().parse().ok().map(ExampleValue::Number)
            }
            (data, Scalar::Named(id)) => named_value(data, &self.types[id.0].kind),
            _ => None,
        };
        if value.is_none() {
            self.judge().refuse(node, scalar, what, at);
        }
        value
    }
}

/// A scheme and something behind it; the doctest made of the example asks the runtime for the full grammar.
pub(crate) fn is_uri(text: &str) -> bool {
    let scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    text.is_ascii()
        && !text.contains(char::is_whitespace)
        && text.split_once(':').is_some_and(|(head, _)| {
            head.starts_with(|c: char| c.is_ascii_alphabetic()) && head.chars().all(scheme)
        })
}

pub(crate) fn named_value(data: &Data, kind: &TypeKind) -> Option<ExampleValue> {
    match (data, kind) {
        (Data::String(text), TypeKind::Sid(pattern)) => {
            pattern.matches(text).then(|| ExampleValue::String(text.clone()))
        }
        (Data::String(text), TypeKind::ConstrainedString(checked)) => {
            checked.matches(text).then(|| ExampleValue::String(text.clone()))
        }
        (Data::String(text), TypeKind::String { .. }) => Some(ExampleValue::String(text.clone())),
        (Data::String(text), TypeKind::Enumeration(choice)) => {
            let at = choice.variants.iter().position(|variant| variant.name.wire == *text)?;
            Some(ExampleValue::Variant(at))
        }
        (Data::Integer(value), TypeKind::BoundedInteger(bounded)) => {
            (bounded.minimum..=bounded.maximum).contains(value).then_some(ExampleValue::Integer(*value))
        }
        _ => None,
    }
}

/// The numbers of the rules that a request with these values breaks.
pub(crate) fn broken(values: &[ExampleField], object: &RequestObject) -> Vec<usize> {
    let states: Vec<(usize, usize)> =
        values.iter().map(|value| (value.field, state(value, object))).collect();
    let state = |field: usize| states.iter().find(|(of, _)| *of == field).map_or(0, |(_, state)| *state);
    let broken = object.rules.iter().enumerate().filter(|(_, rule)| object.space.breaks(rule, &state));
    broken.map(|(number, _)| number).collect()
}

/// In an order in which the setters can be called.
fn in_call_order(mut values: Vec<ExampleField>, object: &RequestObject) -> Vec<ExampleField> {
    let order = call_order(values.iter().map(|value| value.field).collect(), &object.setter_bounds);
    values.sort_by_key(|value| order.iter().position(|field| *field == value.field));
    values
}
