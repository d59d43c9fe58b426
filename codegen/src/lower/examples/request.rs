//! Lowers examples of requests to requests that are known to be valid.

use std::collections::BTreeSet;

use serde_json::Value;

use super::field_state::field_state;
use super::type_check::ExampleChecker;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Data, Document, Node, Spanned};
use crate::ir::{Example, ExampleField, ExampleValue, Field, RequestObject, Scalar, TypeKind, call_order};
use crate::lower::rules::draft::UnreadableFields;
use crate::lower::rules::resolve_field::FieldScope;
use crate::lower::schemas::Components;
use crate::source::Span;

/// A member that is not described.
type UndescribedMember = (String, Value);

/// Lowers the examples of one operation.
pub(super) struct RequestExamples<'e> {
    document: &'e Document,
    unreadable: &'e UnreadableFields,
    checker: ExampleChecker<'e>,
}

impl<'e> RequestExamples<'e> {
    pub(super) fn new(
        document: &'e Document,
        unreadable: &'e UnreadableFields,
        components: &'e Components<'e>,
        sink: &'e mut Sink,
    ) -> Self {
        Self { document, unreadable, checker: ExampleChecker { components, sink } }
    }

    pub(super) fn sink(&mut self) -> &mut Sink {
        self.checker.sink
    }

    /// An example of an object, called `what` in messages, which is valid and keeps every rule of `owner`.
    pub(super) fn example(
        &mut self,
        what: &Spanned<String>,
        summary: &str,
        node: &Node,
        object: &RequestObject,
        owner: Span,
    ) -> Option<Example> {
        let Data::Map(entries) = &node.data else { return None };
        let (values, members) = self.fields(entries, summary, object, owner)?;
        if !self.check_rules(what, &values, object, owner) {
            return None;
        }
        let fields = in_call_order(values, object);
        Some(Example { summary: summary.to_owned(), fields, members, json: node.to_json() })
    }

    fn fields(
        &mut self,
        entries: &[(Spanned<String>, Node)],
        summary: &str,
        object: &RequestObject,
        owner: Span,
    ) -> Option<(Vec<ExampleField>, Vec<UndescribedMember>)> {
        let (document, unreadable) = (self.document, self.unreadable);
        let scope = FieldScope { document, fields: &object.fields, unreadable, body_only: false };
        let (mut values, mut members) = (Vec::new(), Vec::new());
        let mut is_valid = true;
        for (name, node) in entries {
            let known = object.fields.iter().any(|field| field.name.wire == name.value);
            if object.open && !known {
                members.push((name.value.clone(), node.to_json()));
                continue;
            }
            let value = scope.resolve(name, None, self.checker.sink).and_then(|field| {
                Some(ExampleField { field, value: self.value(node, &object.fields[field], summary, owner)? })
            });
            is_valid &= value.is_some();
            values.extend(value);
        }
        values.sort_by_key(|value| value.field);
        is_valid.then_some((values, members))
    }

    /// Whether an example satisfies every rule and all advice.
    fn check_rules(
        &mut self,
        what: &Spanned<String>,
        values: &[ExampleField],
        object: &RequestObject,
        owner: Span,
    ) -> bool {
        let broken = broken_rules(values, object);
        if !broken.is_empty() {
            let sentences: Vec<_> = broken.iter().map(|rule| object.rules[*rule].sentence.as_str()).collect();
            let message = format!("{what} breaks the rules: {}", sentences.join("; "));
            let diagnostic = Diagnostic::new(Code::BadExample, what.span, message);
            let spans = &self.checker.components.spans;
            let rules: BTreeSet<_> = broken.iter().filter_map(|rule| spans.rule(owner, *rule)).collect();
            let diagnostic = rules.into_iter().fold(diagnostic, |found, rule| found.also(rule, "the rule"));
            self.checker.sink.push(diagnostic.help("correct the example, or the rule"));
        }
        broken.is_empty()
    }

    /// The value of a field of `owner`; `summary` is that of the whole example.
    pub(super) fn value(
        &mut self,
        node: &Node,
        field: &Field,
        summary: &str,
        owner: Span,
    ) -> Option<ExampleValue> {
        if field.ty.nullable && node.data == Data::Null {
            return Some(ExampleValue::Null);
        }
        if field.ty.list {
            return self.array(node, field, summary, owner);
        }
        if field.ty.clearable && node.data == Data::String(String::new()) {
            return Some(ExampleValue::Cleared);
        }
        let ty = self.checker.components.spans.ty(owner, &field.name.wire);
        self.item(node, field.ty.scalar, &field.name.wire, summary, ty)
    }

    fn array(&mut self, node: &Node, field: &Field, summary: &str, owner: Span) -> Option<ExampleValue> {
        let spans = &self.checker.components.spans;
        let Data::List(nodes) = &node.data else {
            let ty = spans.ty(owner, &field.name.wire);
            self.checker.report_no_array(node, &field.name.wire, ty);
            return None;
        };
        let ty = spans.item(owner, &field.name.wire);
        let mut items = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let name = format!("{}[{index}]", field.name.wire);
            items.extend(self.item(node, field.ty.scalar, &name, summary, ty));
        }
        (items.len() == nodes.len()).then_some(ExampleValue::List(items))
    }

    /// A value that is no array; `ty` is the span of its type.
    fn item(
        &mut self,
        node: &Node,
        scalar: Scalar,
        name: &str,
        summary: &str,
        ty: Option<Span>,
    ) -> Option<ExampleValue> {
        let types = &self.checker.components.types;
        if let (Data::Map(_), Scalar::Named(id)) = (&node.data, scalar)
            && let TypeKind::RequestObject(object) = types.kind(id)
        {
            let what = Spanned::new(format!("the example of `{name}`"), node.key_span());
            let owner = types.wire(id).span;
            return self.example(&what, summary, node, object, owner).map(ExampleValue::Built);
        }
        self.checker.scalar(node, scalar, &format!("`{name}`"), ty)
    }
}

/// The numbers of the rules that a request with these values breaks.
pub(super) fn broken_rules(values: &[ExampleField], object: &RequestObject) -> Vec<usize> {
    let states: Vec<(usize, usize)> =
        values.iter().map(|value| (value.field, field_state(value, object))).collect();
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
