//! Examples of the spec to requests that are known to be valid: they become doctests.

use super::Lower;
use super::table::Conditions;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Data, Node, Spanned};
use crate::ir::{Cell, Example, ExampleField, ExampleValue, Field, ResponseExample, Scalar, TypeKind, When};

impl Lower<'_, '_> {
    /// The request examples of an operation: those of its body, or one made of its query parameters.
    pub(super) fn examples(
        &mut self,
        operation: &document::Operation,
        fields: &[Field],
        rules: &Conditions,
    ) -> Vec<Example> {
        let Some(body) = &operation.body else {
            return self.query_example(operation, fields).into_iter().collect();
        };
        let mut examples = Vec::new();
        for example in &body.examples {
            let Data::Map(entries) = &example.value.data else {
                continue;
            };
            let Some(values) = self.example_fields(entries, fields) else {
                continue;
            };
            if !self.check_example(&example.name, &values, fields, rules) {
                continue;
            }
            let summary = example.summary.as_ref().unwrap_or(&example.name).value.clone();
            let fields = in_call_order(values, rules);
            examples.push(Example { summary, fields, json: example.value.to_json() });
        }
        examples
    }

    fn query_example(&mut self, operation: &document::Operation, fields: &[Field]) -> Option<Example> {
        let mut values = Vec::new();
        let mut json = serde_json::Map::new();
        for parameter in operation.parameters.iter().filter(|p| p.location == document::Location::Query) {
            let Some(node) = &parameter.example else { continue };
            let field = fields.iter().position(|field| field.name.wire == parameter.name.value)?;
            let value = self.value(node, &fields[field])?;
            json.insert(parameter.name.value.clone(), node.to_json());
            values.push(ExampleField { field, value });
        }
        let given = |index| values.iter().any(|value| value.field == index);
        let complete = fields.iter().enumerate().all(|(index, field)| !field.required || given(index));
        (!fields.is_empty() && complete).then(|| Example {
            summary: operation.summary.as_ref().map_or_else(String::new, |summary| summary.value.clone()),
            fields: values,
            json: json.into(),
        })
    }

    /// The examples of the success response. Whether they fit its type is for the generated test to find out.
    pub(super) fn response_examples(&mut self, operation: &document::Operation) -> Vec<ResponseExample> {
        let success = operation.responses.iter().find(|response| response.status.value.starts_with('2'));
        let mut examples = Vec::new();
        let mut names = Vec::new();
        for example in success.iter().flat_map(|response| &response.examples) {
            let Some(name) = self.field_name(&example.name) else {
                continue;
            };
            names.push((name.snake.clone(), example.name.clone()));
            examples.push(ResponseExample { name, json: example.value.to_json() });
        }
        self.check_collisions(&names);
        examples
    }

    /// The example of a path parameter.
    pub(super) fn argument_example(&mut self, node: &Node, scalar: Scalar, name: &str) -> Option<String> {
        let ExampleValue::Text(text) = self.scalar_value(node, scalar, &format!("`{name}`"))? else {
            return None;
        };
        Some(text)
    }

    fn example_fields(
        &mut self,
        entries: &[(Spanned<String>, Node)],
        fields: &[Field],
    ) -> Option<Vec<ExampleField>> {
        let mut values = Vec::new();
        let mut good = true;
        for (name, node) in entries {
            let value = self
                .field_index(name, fields)
                .and_then(|field| Some(ExampleField { field, value: self.value(node, &fields[field])? }));
            good &= value.is_some();
            values.extend(value);
        }
        values.sort_by_key(|value| value.field);
        good.then_some(values)
    }

    /// Whether an example satisfies every rule and all advice.
    fn check_example(
        &mut self,
        name: &Spanned<String>,
        values: &[ExampleField],
        fields: &[Field],
        rules: &Conditions,
    ) -> bool {
        let mut wrong = Vec::new();
        let given = |field: usize| values.iter().find(|value| value.field == field);
        for rule in rules.rules.iter().filter(|rule| rule.when == When::Always) {
            if given(rule.field).is_none() {
                wrong.push(rule.sentence.clone());
            }
        }
        for table in &rules.tables {
            let chosen = given(table.discriminator).map(|value| &value.value);
            let chosen = chosen.and_then(|value| match value {
                ExampleValue::Variant(variant) => Some(*variant),
                _ => None,
            });
            let Some(row) = table.rows.iter().find(|row| row.value == chosen) else {
                continue;
            };
            for (field, cell) in table.columns.iter().zip(&row.cells) {
                let good = match cell {
                    Cell::Required => given(*field).is_some(),
                    Cell::Optional => true,
                    Cell::Forbidden | Cell::Discouraged => given(*field).is_none(),
                };
                if !good {
                    let what = if *cell == Cell::Required { "has to be set" } else { "should not be set" };
                    wrong.push(format!("`{}` {what} here", fields[*field].name.wire));
                }
            }
        }
        if !wrong.is_empty() {
            let message = format!("the example `{name}` breaks the rules: {}", wrong.join("; "));
            let diagnostic = Diagnostic::new(Code::BadExample, name.span, message);
            self.sink.push(diagnostic.help("correct the example, or the rule"));
        }
        wrong.is_empty()
    }

    fn value(&mut self, node: &Node, field: &Field) -> Option<ExampleValue> {
        self.scalar_value(node, field.ty.scalar, &format!("`{}`", field.name.wire))
    }

    fn scalar_value(&mut self, node: &Node, scalar: Scalar, what: &str) -> Option<ExampleValue> {
        let value = match (&node.data, scalar) {
            (Data::Text(text), Scalar::Text | Scalar::Timestamp) => Some(ExampleValue::Text(text.clone())),
            (Data::Text(text), Scalar::Uri) => is_uri(text).then(|| ExampleValue::Text(text.clone())),
            (Data::Boolean(value), Scalar::Boolean) => Some(ExampleValue::Boolean(*value)),
            (Data::Integer(value), Scalar::Integer) => Some(ExampleValue::Integer(*value)),
            (Data::Float(value), Scalar::Number) => Some(ExampleValue::Number(*value)),
            (data, Scalar::Named(id)) => named_value(data, &self.types[id.0].kind),
            _ => None,
        };
        if value.is_none() {
            let message = format!("{what} does not take this value");
            self.error(
                Code::BadExample,
                node.span,
                message,
                "give a value of its type, pattern, length, enum and range",
            );
        }
        value
    }
}

/// A scheme and something behind it; the doctest made of the example asks the runtime for the full grammar.
fn is_uri(text: &str) -> bool {
    let scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    text.is_ascii()
        && !text.contains(char::is_whitespace)
        && text.split_once(':').is_some_and(|(head, _)| {
            head.starts_with(|c: char| c.is_ascii_alphabetic()) && head.chars().all(scheme)
        })
}

fn named_value(data: &Data, kind: &TypeKind) -> Option<ExampleValue> {
    match (data, kind) {
        (Data::Text(text), TypeKind::Sid(pattern)) => {
            pattern.matches(text).then(|| ExampleValue::Text(text.clone()))
        }
        (Data::Text(text), TypeKind::Checked(checked)) => {
            checked.matches(text).then(|| ExampleValue::Text(text.clone()))
        }
        (Data::Text(text), TypeKind::Text { .. }) => Some(ExampleValue::Text(text.clone())),
        (Data::Text(text), TypeKind::Choice(choice)) => {
            let at = choice.variants.iter().position(|variant| variant.name.wire == *text)?;
            Some(ExampleValue::Variant(at))
        }
        (Data::Integer(value), TypeKind::Bounded(bounded)) => {
            (bounded.minimum..=bounded.maximum).contains(value).then_some(ExampleValue::Integer(*value))
        }
        _ => None,
    }
}

/// Discriminators first: their setters come before those of the fields that hang on them.
fn in_call_order(mut values: Vec<ExampleField>, rules: &Conditions) -> Vec<ExampleField> {
    let decides = |value: &ExampleField| rules.tables.iter().any(|table| table.discriminator == value.field);
    values.sort_by_key(|value| (!decides(value), value.field));
    values
}
