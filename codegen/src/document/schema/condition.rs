//! Conditions: the subschemas in `if` and in `not`, and the tests of single values.

use crate::diagnostic::{Change, Code, Diagnostic, Sink};
use crate::document::reader::{self, Reader};
use crate::document::yaml::node::{Data, Node, Spanned};
use crate::source::Span;

/// A subschema as a condition on a request: all of its keywords hold.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) span: Span,
    pub(crate) keywords: Vec<ConditionKeyword>,
    /// The names in `required` of fields with a test. The test implies that the field is present.
    pub(crate) tested: Vec<Spanned<String>>,
}

/// A keyword of a condition.
#[derive(Debug)]
pub(crate) enum ConditionKeyword {
    /// `required: [Field]`
    Present(Spanned<String>),
    /// `properties: {Field: false}`
    Absent(Spanned<String>),
    /// `properties: {Field: {…}}`: the field is present, and its value passes.
    Value(Spanned<String>, ValueTest),
    Not(Condition),
    AnyOf(Vec<Condition>),
    AllOf(Vec<Condition>),
}

/// A test of one value: all of its keywords hold.
#[derive(Debug)]
pub(crate) struct ValueTest {
    pub(crate) span: Span,
    pub(crate) keywords: Vec<ValueKeyword>,
    /// Required members of an object.
    pub(crate) members: Vec<Member>,
    /// The names in `required` of members with a test.
    pub(crate) tested: Vec<Spanned<String>>,
}

/// A member of an object, with the test of its value, if there is one.
pub(crate) type Member = (Spanned<String>, Option<ValueTest>);

/// A keyword of a test.
#[derive(Debug)]
pub(crate) enum ValueKeyword {
    /// `const` or `enum`
    Enum(Vec<Node>),
    Keyword(Keyword),
    Not(ValueTest),
}

/// Any other assertion keyword.
#[derive(Debug)]
pub(crate) struct Keyword {
    pub(crate) name: &'static str,
    pub(crate) value: KeywordValue,
}

#[derive(Debug)]
pub(crate) enum KeywordValue {
    Integer(Spanned<i64>),
    Pattern(Spanned<String>),
}

/// The assertion keywords that take an integer.
const INTEGER_KEYWORDS: [&str; 5] = ["minimum", "maximum", "multipleOf", "minLength", "maxLength"];

impl Condition {
    pub(crate) fn present(field: Spanned<String>) -> Self {
        Self { span: field.span, keywords: vec![ConditionKeyword::Present(field)], tested: Vec::new() }
    }
}

/// The condition in an `if` or a `not`.
pub(super) fn read(what: &'static str, node: &Node, sink: &mut Sink) -> Option<Condition> {
    let before = sink.errors();
    let mut reader = Reader::new(what, node, sink)?;
    let whole = node;
    let required = reader.texts("required", sink);
    let mut keywords = Vec::new();
    let mut tested = Vec::new();
    for (field, node) in reader.map("properties", sink) {
        if node.data == Data::Boolean(false) {
            keywords.push(ConditionKeyword::Absent(field.clone()));
            continue;
        }
        let Some(test) = value_test(node, &needs_presence, sink) else { continue };
        if required.iter().all(|name| name.value != field.value) {
            needs_presence(whole, field, sink);
        }
        tested.push(field.value.clone());
        keywords.push(ConditionKeyword::Value(field.clone(), test));
    }
    // A test implies presence.
    let (tested, alone): (Vec<_>, Vec<_>) =
        required.into_iter().partition(|name| tested.contains(&name.value));
    keywords.extend(alone.into_iter().map(ConditionKeyword::Present));
    if let Some(node) = reader.take("not") {
        keywords.extend(read("`not`", node, sink).map(ConditionKeyword::Not));
    }
    for (keyword, term) in
        [("anyOf", ConditionKeyword::AnyOf as fn(_) -> _), ("allOf", ConditionKeyword::AllOf)]
    {
        let items = reader.list(keyword, sink);
        let parts: Vec<_> = items.iter().filter_map(|item| read("a condition", item, sink)).collect();
        if !parts.is_empty() {
            keywords.push(term(parts));
        }
    }
    reader.finish(sink);
    // A keyword that could not be read is not nothing.
    if keywords.is_empty() && tested.is_empty() && sink.errors() == before {
        let message = format!("{what} tests nothing");
        let help = "write `required: [Field]`, and `properties: {Field: {const: value}}` for its value";
        sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
    }
    Some(Condition { span: node.span, keywords, tested })
}

/// Reports a requirement on a member that is not itself required: rules cannot say that.
fn optional_member(_: &Node, member: &Spanned<String>, sink: &mut Sink) {
    let message = format!("a rule cannot constrain the optional member `{member}`");
    let help = "remove it, and leave the check to the service; or, if the member must be set, list it in `required` \
                next to `properties`";
    sink.push(Diagnostic::new(Code::RuleForm, member.span, message).help(help));
}

fn needs_presence(whole: &Node, field: &Spanned<String>, sink: &mut Sink) {
    let message = format!("this condition also holds when `{field}` is not set");
    let help = format!("add `required: [{field}]`: JSON Schema skips a test on a property that is not set");
    let diagnostic = Diagnostic::new(Code::RuleForm, whole.span, message).help(help);
    let before = whole.get("required").is_none().then(|| whole.get("properties")?.key).flatten();
    sink.push(match before {
        Some(key) => diagnostic.change(Change::Insert(key, format!("required: [{field}]"))),
        None => diagnostic,
    });
}

/// The test in the `then` of a rule.
pub(super) fn requirement(node: &Node, sink: &mut Sink) -> Option<ValueTest> {
    value_test(node, &optional_member, sink)
}

/// Reports a test, in this mapping, on a property that is not in `required`.
type NotRequired<'m> = &'m dyn Fn(&Node, &Spanned<String>, &mut Sink);

/// The test of one value.
fn value_test(node: &Node, not_required: NotRequired<'_>, sink: &mut Sink) -> Option<ValueTest> {
    let before = sink.errors();
    let mut reader = Reader::new("a test on a field", node, sink)?;
    let mut keywords = Vec::new();
    let constant = reader.take("const");
    let values = reader.take("enum");
    if let (Some(constant), Some(_)) = (constant, values) {
        let message = "a test has both `const` and `enum`";
        let help = "keep one of the two: together they match only the `const`, or nothing";
        sink.push(Diagnostic::new(Code::RuleForm, constant.span, message).help(help));
    }
    keywords.extend(constant.map(|value| ValueKeyword::Enum(vec![value.clone()])));
    keywords.extend(values.map(|node| ValueKeyword::Enum(some_values(node, sink))));
    for name in INTEGER_KEYWORDS {
        let value = reader.integer(name, sink).map(KeywordValue::Integer);
        keywords.extend(value.map(|value| ValueKeyword::Keyword(Keyword { name, value })));
    }
    let pattern = reader.text("pattern", sink).map(KeywordValue::Pattern);
    keywords.extend(pattern.map(|value| ValueKeyword::Keyword(Keyword { name: "pattern", value })));
    let not = reader.take("not").and_then(|node| value_test(node, not_required, sink));
    keywords.extend(not.map(ValueKeyword::Not));
    let (members, tested) = members(node, &mut reader, not_required, sink);
    reader.finish(sink);
    if keywords.is_empty() && members.is_empty() && sink.errors() == before {
        let message = "this test is empty";
        let help = "write `const: value`, `enum: [value, value]`, `minimum`, `maximum` or `not`";
        sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
    }
    Some(ValueTest { span: node.span, keywords, members, tested })
}

fn some_values(node: &Node, sink: &mut Sink) -> Vec<Node> {
    let values = reader::list(node, "enum", sink);
    if values.is_empty() && matches!(node.data, Data::List(_)) {
        let message = "this test lists no values";
        let help = "list the values that pass, or write `properties: {Field: false}`";
        sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
    }
    for (at, value) in values.iter().enumerate() {
        if let Some(first) = values[..at].iter().find(|first| first.data == value.data) {
            let what = value.as_text().map_or_else(|| value.to_json().to_string(), str::to_owned);
            sink.push(reader::duplicate("enum", &what, first.span, value.span));
        }
    }
    values.to_vec()
}

/// The members that a test requires of an object, and the names of those that have a test.
fn members(
    whole: &Node,
    reader: &mut Reader<'_>,
    not_required: NotRequired<'_>,
    sink: &mut Sink,
) -> (Vec<Member>, Vec<Spanned<String>>) {
    let required = reader.texts("required", sink);
    let mut members = Vec::new();
    for (member, node) in reader.map("properties", sink) {
        if required.iter().all(|name| name.value != member.value) {
            not_required(whole, member, sink);
        }
        members.extend(value_test(node, not_required, sink).map(|test| (member.clone(), Some(test))));
    }
    let (tested, alone): (Vec<_>, Vec<_>) =
        required.into_iter().partition(|name| members.iter().any(|(known, _)| known.value == name.value));
    members.extend(alone.into_iter().map(|name| (name, None)));
    (members, tested)
}
