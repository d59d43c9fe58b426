//! Rules as a spec writes them: `{if, then, else}` and what stands in the three.

use super::node::{Data, Node, Spanned};
use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Sink, Span};

/// `{if, then, else}`: an item of `allOf` or of `x-advice`.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) condition: Condition,
    pub(crate) then: Branch,
    pub(crate) otherwise: Branch,
    pub(crate) basis: Option<Spanned<String>>,
    pub(crate) message: Option<Spanned<String>>,
}

/// `{required: […], properties: {Field: {const: …}}}`.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) span: Span,
    /// Where `required` can be written: before `properties`. None where it is there.
    pub(crate) properties_key: Option<Span>,
    pub(crate) required: Vec<Spanned<String>>,
    pub(crate) tests: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
}

/// What a branch of a rule asks for: `{required: […], properties: {Field: false}}`.
#[derive(Debug, Default)]
pub(crate) struct Branch {
    pub(crate) required: Vec<Spanned<String>>,
    pub(crate) forbidden: Vec<Spanned<String>>,
}

/// A rule of an `allOf`.
pub(super) fn read(node: &Node, sink: &mut Sink) -> Option<Rule> {
    let mut reader = Reader::new("a rule (an item of `allOf`)", node, sink)?;
    let rule = rule_parts(&mut reader, sink);
    reader.finish(sink);
    rule
}

/// An item of `x-advice`.
pub(super) fn advice(node: &Node, sink: &mut Sink) -> Option<Rule> {
    let mut reader = Reader::new("an item of `x-advice`", node, sink)?;
    let message = reader.need_text("message", sink);
    let rule = rule_parts(&mut reader, sink);
    reader.finish(sink);
    Some(Rule { message: Some(message?), ..rule? })
}

fn rule_parts(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Rule> {
    let condition = reader.need("if", sink).and_then(|node| condition(node, sink));
    let then = reader.take("then").map(|node| branch(node, sink));
    let otherwise = reader.take("else").map(|node| branch(node, sink));
    let basis = reader.text("x-basis", sink);
    if then.is_none() && otherwise.is_none() {
        let message = "a rule without `then` and `else` says nothing";
        let help = "add `then:` with `required` or `properties`";
        sink.push(Diagnostic::new(Code::RuleForm, reader.span(), message).help(help));
    }
    Some(Rule {
        condition: condition?,
        then: then.unwrap_or_default(),
        otherwise: otherwise.unwrap_or_default(),
        basis,
        message: None,
    })
}

fn condition(node: &Node, sink: &mut Sink) -> Option<Condition> {
    let mut reader = Reader::new("`if`", node, sink)?;
    let required = reader.texts("required", sink);
    let mut tests = Vec::new();
    for (field, test) in reader.map("properties", sink) {
        let Some(mut test) = Reader::new("a test on a field", test, sink) else {
            continue;
        };
        let mut values = test.texts("enum", sink);
        if let Some(value) = test.text("const", sink) {
            if !values.is_empty() {
                let message = format!("the test on `{field}` has both `const` and `enum`");
                let help = "keep one of the two: together they hold for the `const` only, or never";
                sink.push(Diagnostic::new(Code::RuleForm, value.span, message).help(help));
            }
            values.push(value);
        }
        if values.is_empty() {
            let message = format!("the test on `{field}` names no value");
            let help = "write `const: value` or `enum: [value, value]`";
            sink.push(Diagnostic::new(Code::RuleForm, field.span, message).help(help));
        }
        test.finish(sink);
        tests.push((field.clone(), values));
    }
    reader.finish(sink);
    let properties_key = node.get("required").is_none().then(|| node.get("properties")?.key).flatten();
    Some(Condition { span: node.span, properties_key, required, tests })
}

fn branch(node: &Node, sink: &mut Sink) -> Branch {
    let Some(mut reader) = Reader::new("a branch of a rule", node, sink) else {
        return Branch::default();
    };
    let required = reader.texts("required", sink);
    let mut forbidden = Vec::new();
    for (field, node) in reader.map("properties", sink) {
        if node.data == Data::Boolean(false) {
            forbidden.push(field.clone());
        } else {
            let message = format!("a rule that narrows `{field}` is not handled");
            let help = "write `false` for a field that may not be set";
            sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
        }
    }
    reader.finish(sink);
    Branch { required, forbidden }
}
