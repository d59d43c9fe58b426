//! Examples of the spec to requests that are known to be valid: they become doctests.

use std::cmp::Ordering;

use super::Lower;
use super::conditions::Conditions;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Data, Node, Spanned};
use crate::ir::{
    Assertion, Example, ExampleField, ExampleValue, Field, Literal, ResponseExample, Scalar, Test, TypeId,
    TypeKind, call_order,
};

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
            if !self.check_example(&example.name, &values, rules) {
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
        let mut good = true;
        for parameter in operation.parameters.iter().filter(|p| p.location == document::Location::Query) {
            let Some(node) = &parameter.example else { continue };
            let field = fields.iter().position(|field| field.name.wire == parameter.name.value)?;
            let Some(value) = self.value(node, &fields[field]) else {
                good = false;
                continue;
            };
            json.insert(parameter.name.value.clone(), node.to_json());
            values.push(ExampleField { field, value });
        }
        let given = |index| values.iter().any(|value| value.field == index);
        let complete = fields.iter().enumerate().all(|(index, field)| !field.required || given(index));
        (!fields.is_empty() && complete && good).then(|| Example {
            summary: operation.summary.as_ref().map_or_else(String::new, |summary| summary.value.clone()),
            fields: values,
            json: json.into(),
        })
    }

    /// The examples of the success response, whose type is `response`.
    pub(super) fn response_examples(
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
    fn check_example(&mut self, name: &Spanned<String>, values: &[ExampleField], rules: &Conditions) -> bool {
        let states: Vec<(usize, usize)> =
            values.iter().map(|value| (value.field, state(value, rules))).collect();
        let state = |field: usize| states.iter().find(|(of, _)| *of == field).map_or(0, |(_, state)| *state);
        let broken = rules.rules.iter().filter(|rule| rules.space.breaks(rule, &state));
        let wrong: Vec<&str> = broken.map(|rule| rule.sentence.as_str()).collect();
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
            (Data::Map(_), Scalar::Object) | (_, Scalar::Any) => Some(ExampleValue::Object(node.to_json())),
            (Data::Float(value), Scalar::Number) => Some(ExampleValue::Number(*value)),
            (data, Scalar::Named(id)) => named_value(data, &self.types[id.0].kind),
            _ => None,
        };
        if value.is_none() {
            self.judge().refuse(node, scalar, what);
        }
        value
    }
}

/// A scheme and something behind it; the doctest made of the example asks the runtime for the full grammar.
pub(super) fn is_uri(text: &str) -> bool {
    let scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    text.is_ascii()
        && !text.contains(char::is_whitespace)
        && text.split_once(':').is_some_and(|(head, _)| {
            head.starts_with(|c: char| c.is_ascii_alphabetic()) && head.chars().all(scheme)
        })
}

pub(super) fn named_value(data: &Data, kind: &TypeKind) -> Option<ExampleValue> {
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

/// The state of a field that has a value.
fn state(value: &ExampleField, rules: &Conditions) -> usize {
    let passes = |test: &Test| match (&value.value, &test.values) {
        (ExampleValue::Variant(variant), Some(values)) => values.get(*variant) == Some(&true),
        (ExampleValue::Boolean(boolean), Some(values)) => values.get(usize::from(!boolean)) == Some(&true),
        (ExampleValue::Object(value), _) => admits_inside(&test.assertion, value, &test.path),
        (value, _) => admits(&test.assertion, value),
    };
    match &value.value {
        ExampleValue::Variant(variant) if rules.space.size(value.field) > 2 => variant + 1,
        ExampleValue::Boolean(boolean) if rules.space.size(value.field) > 2 => 1 + usize::from(!boolean),
        _ => rules.space.state_of(value.field, |test| passes(&rules.tests[test])),
    }
}

/// Whether a value passes a test.
fn admits(assertion: &Assertion, value: &ExampleValue) -> bool {
    let json = match value {
        ExampleValue::Text(text) => text.as_str().into(),
        ExampleValue::Integer(value) => (*value).into(),
        ExampleValue::Number(value) => (*value).into(),
        ExampleValue::Boolean(value) => (*value).into(),
        ExampleValue::Object(value) => value.clone(),
        ExampleValue::Variant(_) => serde_json::Value::Null,
    };
    admits_json(assertion, &json)
}

/// Whether the member at the end of a path is there and passes. What is no object is not asked for members.
fn admits_inside(assertion: &Assertion, value: &serde_json::Value, path: &[String]) -> bool {
    let Some((member, rest)) = path.split_first() else { return admits_json(assertion, value) };
    value
        .as_object()
        .is_none_or(|members| members.get(member).is_some_and(|value| admits_inside(assertion, value, rest)))
}

fn admits_json(assertion: &Assertion, value: &serde_json::Value) -> bool {
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    match assertion {
        Assertion::OneOf(words) => words.iter().any(|word| match word {
            Literal::Text(word) => value == word.as_str(),
            Literal::Integer(word) => compare(value, *word) == Some(Ordering::Equal),
            Literal::Boolean(word) => value == *word,
        }),
        Assertion::Range { minimum, maximum } => {
            let beyond =
                |bound: &Option<i64>, side| bound.is_some_and(|bound| compare(value, bound) == Some(side));
            !beyond(minimum, Ordering::Less) && !beyond(maximum, Ordering::Greater)
        }
        Assertion::Length { minimum, maximum } => value.as_str().map(length).is_none_or(|length| {
            minimum.is_none_or(|bound| length >= bound) && maximum.is_none_or(|bound| length <= bound)
        }),
        Assertion::Pattern(_, automaton) => value.as_str().is_none_or(|text| automaton.matches(text)),
        Assertion::Present => true,
        Assertion::Not(inner) => !admits_json(inner, value),
        Assertion::All(all) => all.iter().all(|assertion| admits_json(assertion, value)),
    }
}

/// Where a number lies beside an integer; `1.0` is `1`.
fn compare(value: &serde_json::Value, integer: i64) -> Option<Ordering> {
    if let Some(value) = value.as_i64() {
        return Some(value.cmp(&integer));
    }
    let number = value.as_f64()?;
    let floor = number.floor();
    // Written out, a float is exact; what is no `i64` lies beyond all of them.
    Some(match format!("{floor:.0}").parse::<i64>() {
        Ok(below) if below == integer && number > floor => Ordering::Greater,
        Ok(below) => below.cmp(&integer),
        Err(_) if number > 0.0 => Ordering::Greater,
        Err(_) => Ordering::Less,
    })
}

/// In an order in which the setters can be called.
fn in_call_order(mut values: Vec<ExampleField>, rules: &Conditions) -> Vec<ExampleField> {
    let order = call_order(values.iter().map(|value| value.field).collect(), &rules.checks);
    values.sort_by_key(|value| order.iter().position(|field| *field == value.field));
    values
}
