//! Rules: the subschemas that say which fields are required or allowed together. They say nothing about types.

use super::condition::{self, Condition, ValueTest};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::reader::{self, Reader};
use crate::document::yaml::node::{Data, Node, Spanned};
use crate::source::Span;

/// A subschema that states requirements: all of its parts hold.
#[derive(Debug, Default)]
pub(crate) struct Statement {
    pub(crate) keywords: Vec<RuleKeyword>,
    /// The documented phrase that it formalises.
    pub(crate) basis: Option<Spanned<String>>,
    /// Advice only: why.
    pub(crate) message: Option<Spanned<String>>,
}

/// A requirement of a rule.
#[derive(Debug)]
pub(crate) enum RuleKeyword {
    /// `required: [Field]`
    Required(Spanned<String>),
    /// `properties: {Field: false}`
    Forbidden(Spanned<String>),
    /// `properties: {Field: {…}}`
    Narrowed(Spanned<String>, ValueTest),
    /// `if`, `then` and `else`; `dependentSchemas` is one of these.
    If { condition: Condition, then: Box<Statement>, otherwise: Box<Statement> },
    /// `oneOf` or `anyOf` of `{required: […]}`.
    Groups(Groups),
    /// `not: {…}`
    Not(Condition),
    /// `allOf`
    AllOf(Vec<Statement>),
}

/// Groups of fields, of which one at least is present as a whole.
#[derive(Debug)]
pub(crate) struct Groups {
    pub(crate) span: Span,
    /// `oneOf`: one at most, as well.
    pub(crate) exclusive: bool,
    pub(crate) alternatives: Vec<Vec<Spanned<String>>>,
}

/// The keywords that a rule can have, and an alternative cannot.
const RULES_ONLY: [&str; 12] = [
    "$ref",
    "type",
    "properties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
];

/// The maximum number of characters of a `message` or an `x-basis`.
const MAX_SENTENCE: usize = 300;

/// The keywords of rules that a request object can have.
pub(crate) const KEYWORDS: [&str; 8] =
    ["if", "then", "else", "dependentRequired", "dependentSchemas", "oneOf", "not", "x-basis"];

/// A rule of an `allOf`, or of `x-rules`.
pub(crate) fn read(node: &Node, sink: &mut Sink) -> Option<Statement> {
    let before = sink.errors();
    let reader = Reader::new("a rule", node, sink)?;
    let statement = whole(reader, before, sink);
    Some(statement)
}

/// An item of `x-advice`.
pub(crate) fn advice(node: &Node, sink: &mut Sink) -> Option<Statement> {
    let before = sink.errors();
    let mut reader = Reader::new("an item of `x-advice`", node, sink)?;
    let message = reader.need_text("message", sink);
    check_length("message", message.as_ref(), sink);
    let statement = whole(reader, before, sink);
    Some(Statement { message: Some(message?), ..statement })
}

/// The rule in a request object itself, with `properties` that are not part of it.
pub(super) fn of_object(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Statement> {
    let mut statement = Statement { basis: basis(reader, sink), ..Statement::default() };
    conditional(reader, sink, &mut statement);
    if statement.keywords.is_empty()
        && let Some(basis) = &statement.basis
    {
        let help = "put the rule into `allOf`, with `x-basis` next to its keywords";
        let message = "this `x-basis` does not belong to a rule";
        sink.push(Diagnostic::new(Code::RuleForm, basis.span, message).help(help));
    }
    (!statement.keywords.is_empty()).then_some(statement)
}

/// The `anyOf` of a request object.
pub(super) fn any_of(node: &Node, sink: &mut Sink) -> Option<Statement> {
    let groups = groups(node, false, sink)?;
    Some(Statement { keywords: vec![RuleKeyword::Groups(groups)], ..Statement::default() })
}

/// Every keyword that a rule may have.
fn subschema(reader: &mut Reader<'_>, sink: &mut Sink) -> Statement {
    let mut statement = Statement { basis: basis(reader, sink), ..Statement::default() };
    let keywords = &mut statement.keywords;
    keywords.extend(reader.texts("required", sink).into_iter().map(RuleKeyword::Required));
    for (field, node) in reader.map("properties", sink) {
        if node.data == Data::Boolean(false) {
            keywords.push(RuleKeyword::Forbidden(field.clone()));
        } else if let Some(test) = condition::requirement(node, sink) {
            keywords.push(RuleKeyword::Narrowed(field.clone(), test));
        }
    }
    if let Some(node) = reader.take("anyOf") {
        keywords.extend(groups(node, false, sink).map(RuleKeyword::Groups));
    }
    let all: Vec<_> = reader.list("allOf", sink).iter().filter_map(|item| read(item, sink)).collect();
    if !all.is_empty() {
        keywords.push(RuleKeyword::AllOf(all));
    }
    conditional(reader, sink, &mut statement);
    statement
}

/// The documented phrase that a rule formalises.
fn basis(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Spanned<String>> {
    let basis = reader.text("x-basis", sink);
    check_length("x-basis", basis.as_ref(), sink);
    basis
}

/// Checks the length of a sentence, because it becomes a compile error and a line of documentation.
fn check_length(key: &str, text: Option<&Spanned<String>>, sink: &mut Sink) {
    let Some(text) = text else { return };
    let length = text.value.chars().count();
    if length > MAX_SENTENCE {
        let message = format!("this `{key}` has {length} characters, but the maximum is {MAX_SENTENCE}");
        let help = "write one short sentence, and put the rest in the `description` of the field";
        sink.push(Diagnostic::new(Code::BadValue, text.span, message).help(help));
    }
}

/// The keywords that a request object can have as well.
fn conditional(reader: &mut Reader<'_>, sink: &mut Sink, statement: &mut Statement) {
    statement.keywords.extend(if_then_else(reader, sink));
    for (field, node) in reader.map("dependentRequired", sink) {
        let required = reader::list(node, "dependentRequired", sink).iter();
        let required: Vec<_> = required.filter_map(|name| reader::text(name, sink)).collect();
        reader::report_duplicates("dependentRequired", &required, sink);
        statement.keywords.push(dependent(field, required.into_iter().map(RuleKeyword::Required).collect()));
    }
    for (field, node) in reader.map("dependentSchemas", sink) {
        if let Some(then) = read(node, sink) {
            statement.keywords.push(dependent(field, vec![RuleKeyword::AllOf(vec![then])]));
        }
    }
    if let Some(node) = reader.take("oneOf") {
        statement.keywords.extend(groups(node, true, sink).map(RuleKeyword::Groups));
    }
    let not = reader.take("not").and_then(|node| condition::read("`not`", node, sink));
    statement.keywords.extend(not.map(RuleKeyword::Not));
}

fn if_then_else(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<RuleKeyword> {
    let condition = reader.take("if");
    let then = reader.take("then").map(|node| (node.span, branch(node, sink)));
    let otherwise = reader.take("else").map(|node| (node.span, branch(node, sink)));
    let Some(node) = condition else {
        if let Some((span, _)) = then.or(otherwise) {
            let message = "`then` and `else` have no effect without `if`";
            sink.push(Diagnostic::new(Code::RuleForm, span, message).help("add `if:` with a condition"));
        }
        return None;
    };
    let condition = condition::read("`if`", node, sink);
    if then.is_none() && otherwise.is_none() {
        let message = "`if` has no effect without `then` or `else`";
        let help = "add `then:` with `required` or `properties`";
        sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
    }
    let branch =
        |branch: Option<(Span, Statement)>| branch.map_or_else(Statement::default, |(_, branch)| branch);
    let (then, otherwise) = (Box::new(branch(then)), Box::new(branch(otherwise)));
    Some(RuleKeyword::If { condition: condition?, then, otherwise })
}

/// `then` or `else`.
fn branch(node: &Node, sink: &mut Sink) -> Statement {
    let before = sink.errors();
    Reader::new("a branch of a rule", node, sink)
        .map_or_else(Statement::default, |reader| whole(reader, before, sink))
}

/// The parts that are required where a field is present.
fn dependent(field: &Spanned<String>, keywords: Vec<RuleKeyword>) -> RuleKeyword {
    let condition = Condition::present(field.clone());
    RuleKeyword::If {
        condition,
        then: Box::new(Statement { keywords, ..Statement::default() }),
        otherwise: Box::new(Statement::default()),
    }
}

/// Reads a subschema, and reports one that states nothing. `before` is the number of errors before it: a keyword with an error is
/// not nothing.
fn whole(mut reader: Reader<'_>, before: usize, sink: &mut Sink) -> Statement {
    let span = reader.span();
    let statement = subschema(&mut reader, sink);
    reader.finish(sink);
    if statement.keywords.is_empty() && sink.errors() == before {
        let message = "this rule requires nothing";
        let help = "write what must hold: `required`, `properties`, `if` and `then`, `dependentRequired` …";
        sink.push(Diagnostic::new(Code::RuleForm, span, message).help(help));
    }
    statement
}

/// `[{required: [A]}, {required: [B, C]}]`
fn groups(node: &Node, exclusive: bool, sink: &mut Sink) -> Option<Groups> {
    let keyword = if exclusive { "oneOf" } else { "anyOf" };
    let mut alternatives = Vec::new();
    let found = sink.errors();
    let items = reader::list(node, keyword, sink);
    let of_types = |item: &Node| item.get("$ref").is_some() || item.get("type").is_some();
    if items.iter().any(of_types) && items.iter().all(|item| item.get("required").is_none()) {
        report_types(node, keyword, sink);
        return None;
    }
    for item in items {
        alternatives.push(alternative(item, keyword, sink)?);
    }
    if alternatives.len() < 2 {
        let message = format!("`{keyword}` has fewer than two alternatives");
        let help = "write `required` for fields that are always required";
        sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
    }
    (sink.errors() == found).then_some(Groups { span: node.span, exclusive, alternatives })
}

/// `{required: [B, C]}`
fn alternative(item: &Node, keyword: &str, sink: &mut Sink) -> Option<Vec<Spanned<String>>> {
    let before = sink.errors();
    let mut reader = Reader::new("an alternative", item, sink)?;
    let group = reader.texts("required", sink);
    if let Some(more) = RULES_ONLY.map(|word| reader.refuse(word)).into_iter().flatten().next() {
        let message = format!("an alternative of `{keyword}` can only have `required`");
        let help =
            "write `{required: [Field]}`; use `if` and `then` for what depends on a value or forbids a field";
        sink.push(Diagnostic::new(Code::RuleForm, more.key_span(), message).help(help));
    }
    reader.finish(sink);
    if group.is_empty() && sink.errors() == before {
        let message = format!("an alternative of `{keyword}` lists no field");
        let help = "write `{required: [Field]}`: an alternative lists the fields that it requires";
        sink.push(Diagnostic::new(Code::RuleForm, item.span, message).help(help));
    }
    Some(group)
}

/// Reports alternatives that are types rather than rules.
pub(super) fn report_types(node: &Node, keyword: &str, sink: &mut Sink) {
    let message = format!("this form of `{keyword}` is not supported");
    let help = "write one `$ref` or one `type`; `anyOf: [{$ref: …}, {type: 'null'}]` is a reference that may be null";
    sink.push(Diagnostic::new(Code::Unsupported, node.key_span(), message).help(help));
}
