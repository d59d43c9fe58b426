//! Conditions as a spec writes them: what stands in `if` and in `not`, and what is asked of a single value.

use super::reader::{self, Reader};
use super::yaml::node::{Data, Node, Spanned};
use crate::diagnostic::{Change, Code, Diagnostic, Sink, Span};

/// A subschema as a question about a request: all of its terms hold.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) span: Span,
    pub(crate) terms: Vec<Term>,
    /// Fields that a term about their value tells to be there, named in `required` as they have to be.
    pub(crate) tested: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) enum Term {
    Present(Spanned<String>),
    Absent(Spanned<String>),
    /// The field is there, and its value passes.
    Value(Spanned<String>, ValueTest),
    Not(Condition),
    Any(Vec<Condition>),
    All(Vec<Condition>),
}

/// What is asked of the value of one field: all of it.
#[derive(Debug)]
pub(crate) struct ValueTest {
    pub(crate) span: Span,
    pub(crate) asked: Vec<Asked>,
    /// Members of an object that have to be there, each with what is asked of it, if anything.
    pub(crate) members: Vec<Inner>,
    /// The names of those that something is asked of, as they stand in `required`.
    pub(crate) tested: Vec<Spanned<String>>,
}

/// A member with what is asked of it, if anything.
pub(crate) type Inner = (Spanned<String>, Option<ValueTest>);

#[derive(Debug)]
pub(crate) enum Asked {
    /// `const` or `enum`
    OneOf(Vec<Node>),
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
        Self { span: field.span, terms: vec![Term::Present(field)], tested: Vec::new() }
    }
}

/// A condition, in an `if` or a `not`.
pub(super) fn read(what: &'static str, node: &Node, sink: &mut Sink) -> Option<Condition> {
    let before = sink.errors();
    let mut reader = Reader::new(what, node, sink)?;
    let whole = node;
    let required = reader.texts("required", sink);
    let mut terms = Vec::new();
    let mut tested = Vec::new();
    for (field, node) in reader.map("properties", sink) {
        if node.data == Data::Boolean(false) {
            terms.push(Term::Absent(field.clone()));
            continue;
        }
        let Some(test) = value_test(node, &needs_presence, sink) else { continue };
        if required.iter().all(|name| name.value != field.value) {
            needs_presence(whole, field, sink);
        }
        tested.push(field.value.clone());
        terms.push(Term::Value(field.clone(), test));
    }
    // A test tells presence by itself.
    let (tested, alone): (Vec<_>, Vec<_>) =
        required.into_iter().partition(|name| tested.contains(&name.value));
    terms.extend(alone.into_iter().map(Term::Present));
    if let Some(node) = reader.take("not") {
        terms.extend(read("`not`", node, sink).map(Term::Not));
    }
    for (keyword, term) in [("anyOf", Term::Any as fn(_) -> _), ("allOf", Term::All)] {
        let items = reader.list(keyword, sink);
        let parts: Vec<_> = items.iter().filter_map(|item| read("a condition", item, sink)).collect();
        if !parts.is_empty() {
            terms.push(term(parts));
        }
    }
    reader.finish(sink);
    // What could not be read is what it asks for.
    if terms.is_empty() && tested.is_empty() && sink.errors() == before {
        let message = format!("{what} asks for nothing");
        let help = "write `required: [Field]`, and `properties: {Field: {const: value}}` for its value";
        sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
    }
    Some(Condition { span: node.span, terms, tested })
}

/// A rule that asks something of a member asks for the member, too.
fn optional_member(_: &Node, member: &Spanned<String>, sink: &mut Sink) {
    let message = format!("a rule cannot ask anything of the optional member `{member}`");
    let help = "leave it out: whether such a member is right is left to the service; or, if it has to be there, name it \
                in `required` beside `properties`";
    sink.push(Diagnostic::new(Code::RuleForm, member.span, message).help(help));
}

fn needs_presence(whole: &Node, field: &Spanned<String>, sink: &mut Sink) {
    let message = format!("this condition holds where `{field}` is not set, too");
    let help = format!("add `required: [{field}]`: JSON Schema skips a test on a property that is not there");
    let diagnostic = Diagnostic::new(Code::RuleForm, whole.span, message).help(help);
    let before = whole.get("required").is_none().then(|| whole.get("properties")?.key).flatten();
    sink.push(match before {
        Some(key) => diagnostic.change(Change::Insert(key, format!("required: [{field}]"))),
        None => diagnostic,
    });
}

/// What a rule asks of one value.
pub(super) fn demand(node: &Node, sink: &mut Sink) -> Option<ValueTest> {
    value_test(node, &optional_member, sink)
}

/// Says what is wrong with a test, in this mapping, on a property that is not named in `required`.
type Missing<'m> = &'m dyn Fn(&Node, &Spanned<String>, &mut Sink);

/// What is asked of one value.
fn value_test(node: &Node, missing: Missing<'_>, sink: &mut Sink) -> Option<ValueTest> {
    let before = sink.errors();
    let mut reader = Reader::new("a test on a field", node, sink)?;
    let mut asked = Vec::new();
    let constant = reader.take("const");
    let values = reader.take("enum");
    if let (Some(constant), Some(_)) = (constant, values) {
        let message = "a test has both `const` and `enum`";
        let help = "keep one of the two: together they hold for the `const` only, or never";
        sink.push(Diagnostic::new(Code::RuleForm, constant.span, message).help(help));
    }
    asked.extend(constant.map(|value| Asked::OneOf(vec![value.clone()])));
    asked.extend(values.map(|node| Asked::OneOf(some_values(node, sink))));
    for name in INTEGER_KEYWORDS {
        let value = reader.integer(name, sink).map(KeywordValue::Integer);
        asked.extend(value.map(|value| Asked::Keyword(Keyword { name, value })));
    }
    let pattern = reader.text("pattern", sink).map(KeywordValue::Pattern);
    asked.extend(pattern.map(|value| Asked::Keyword(Keyword { name: "pattern", value })));
    let not = reader.take("not").and_then(|node| value_test(node, missing, sink));
    asked.extend(not.map(Asked::Not));
    let (members, tested) = members(node, &mut reader, missing, sink);
    reader.finish(sink);
    if asked.is_empty() && members.is_empty() && sink.errors() == before {
        let message = "a test asks for nothing";
        let help = "write `const: value`, `enum: [value, value]`, `minimum`, `maximum` or `not`";
        sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
    }
    Some(ValueTest { span: node.span, asked, members, tested })
}

fn some_values(node: &Node, sink: &mut Sink) -> Vec<Node> {
    let values = reader::list(node, "enum", sink);
    if values.is_empty() && matches!(node.data, Data::List(_)) {
        let message = "a test names no value";
        let help = "name the values that pass, or write `properties: {Field: false}`";
        sink.push(Diagnostic::new(Code::RuleForm, node.span, message).help(help));
    }
    for (at, value) in values.iter().enumerate() {
        if let Some(first) = values[..at].iter().find(|first| first.data == value.data) {
            let what = value.as_text().map_or_else(|| value.to_json().to_string(), str::to_owned);
            sink.push(reader::twice("enum", &what, first.span, value.span));
        }
    }
    values.to_vec()
}

/// The members of an object that a test looks into.
fn members(
    whole: &Node,
    reader: &mut Reader<'_>,
    missing: Missing<'_>,
    sink: &mut Sink,
) -> (Vec<Inner>, Vec<Spanned<String>>) {
    let required = reader.texts("required", sink);
    let mut members = Vec::new();
    for (member, node) in reader.map("properties", sink) {
        if required.iter().all(|name| name.value != member.value) {
            missing(whole, member, sink);
        }
        members.extend(value_test(node, missing, sink).map(|test| (member.clone(), Some(test))));
    }
    let (tested, alone): (Vec<_>, Vec<_>) =
        required.into_iter().partition(|name| members.iter().any(|(known, _)| known.value == name.value));
    members.extend(alone.into_iter().map(|name| (name, None)));
    (members, tested)
}
