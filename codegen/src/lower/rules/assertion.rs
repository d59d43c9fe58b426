//! What a spec asks of a value as an assertion, checked against the type of the value.

use super::reader::RuleReader;
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::{Data, Keyword, KeywordValue, Node, Spanned, ValueKeyword, ValueTest, listed, suggest};
use crate::ir::{self, Assertion, Field, InvalidKeyword, JsonType, Literal, Scalar};
use crate::lower::schemas::pattern;
use crate::lower::schemas::types::KnownValue;
use crate::source::Span;

/// Help: the tests of a field that can be cleared.
const CLEARED: &str = "write `const: ''` for a cleared field, and `not: {const: ''}` for one with a value";

impl RuleReader<'_> {
    /// What is asked of a value that has no members.
    pub(crate) fn assertion(&mut self, test: &ValueTest, field: &Field) -> Option<Assertion> {
        let untested = match field.ty.scalar {
            _ if field.ty.list => Some("an array"),
            Scalar::Number => Some("a number that may have a fraction"),
            Scalar::IntegerOrDigits => Some("an integer or its digits"),
            _ => None,
        };
        if let Some(what) = untested {
            let message = format!("`{}` is {what}, and rules cannot test its value", field.name.wire);
            let help = "test whether it is set: `required: […]`, or `properties: {…: false}`";
            self.sink.report(Code::RuleForm, test.span, message, help);
            return None;
        }
        if !test.members.is_empty() {
            let message = format!("`{}` has no members that a rule could test", field.name.wire);
            let help = "test the value itself: `const`, `enum`, `minimum` …";
            self.sink.report(Code::RuleForm, test.span, message, help);
            return None;
        }
        let known = self.types.known_values(field);
        if field.ty.nullable && known.is_some() {
            let message =
                format!("`{}` may be null, and rules cannot tell its values apart", field.name.wire);
            let help = "test whether it is set, or remove null from its type";
            self.sink.report(Code::RuleForm, test.span, message, help);
            return None;
        }
        let mut assertions = Vec::new();
        for asked in &test.keywords {
            assertions.push(match &known {
                Some(known) => self.known_value(asked, field, known, test.span)?,
                None => self.free_value(asked, field, test.span)?,
            });
        }
        assertions.into_iter().reduce(Assertion::and)
    }

    fn known_value(
        &mut self,
        asked: &ValueKeyword,
        field: &Field,
        known: &[KnownValue],
        span: Span,
    ) -> Option<Assertion> {
        match asked {
            ValueKeyword::Enum(nodes) => {
                let literals: Vec<_> =
                    nodes.iter().filter_map(|node| self.known_literal(node, field, known)).collect();
                (!literals.is_empty()).then_some(Assertion::OneOf(literals))
            }
            ValueKeyword::Not(inner) => match inner.keywords.as_slice() {
                [asked] if inner.members.is_empty() => {
                    self.known_value(asked, field, known, inner.span).map(Assertion::negated)
                }
                _ => self.mixed(field, inner.span),
            },
            ValueKeyword::Keyword(_) => {
                let name = &field.name.wire;
                let (message, help) = if field.ty.clearable {
                    (format!("of `{name}`, a rule can only test whether it is cleared"), CLEARED)
                } else {
                    (format!("`{name}` has a fixed set of values"), "test it with `const`, `enum` or `not`")
                };
                self.sink.report(Code::RuleForm, span, message, help);
                None
            }
        }
    }

    fn mixed(&mut self, field: &Field, span: Span) -> Option<Assertion> {
        let message = format!("a `not` on `{}` must contain exactly one test", field.name.wire);
        self.sink.report(
            Code::RuleForm,
            span,
            message,
            "write `not: {const: value}` or `not: {enum: [value, value]}`",
        );
        None
    }

    /// One of the values of a field.
    fn known_literal(&mut self, node: &Node, field: &Field, known: &[KnownValue]) -> Option<Literal> {
        let literal = literal(node);
        let known: Vec<&Literal> = known.iter().filter_map(KnownValue::literal).collect();
        if let Some(literal) = literal.as_ref().filter(|literal| known.contains(literal)) {
            return Some(literal.clone());
        }
        if field.ty.clearable {
            let message = format!("of `{}`, a rule can only test whether it is cleared", field.name.wire);
            self.sink.report(Code::RuleForm, node.span, message, CLEARED);
            return None;
        }
        let shown = literal.map_or_else(|| node.kind().to_owned(), |literal| format!("value `{literal}`"));
        let texts: Vec<String> = known.iter().map(ToString::to_string).collect();
        let message = format!("`{}` has no {shown}", field.name.wire);
        let diagnostic = Diagnostic::new(Code::UnknownValue, node.span, message);
        let written = match &node.data {
            Data::String(text) => text.as_str(),
            _ => "",
        };
        if known.iter().any(|value| matches!(value, Literal::Boolean(_)) && value.to_string() == written) {
            let diagnostic = diagnostic.help("remove the quotes: in quotes, it is a string");
            self.sink.push(diagnostic.change(Change::Bare(node.span, written.to_owned())));
            return None;
        }
        let written = Spanned::new(written.to_owned(), node.span);
        let known = texts.iter().map(String::as_str);
        let siblings = self.scope.document.siblings(node.span);
        self.sink.push(suggest(diagnostic, &written, known, &siblings, "write a value of its enum"));
        None
    }

    /// What is asked of a value that no builder knows.
    fn free_value(&mut self, asked: &ValueKeyword, field: &Field, span: Span) -> Option<Assertion> {
        let number = self.types.is_integer(field.ty.scalar);
        let about = if number { JsonType::Number } else { JsonType::String };
        match asked {
            ValueKeyword::Enum(nodes) => {
                let literals: Vec<_> =
                    nodes.iter().filter_map(|node| self.free_literal(node, field)).collect();
                (!literals.is_empty()).then_some(Assertion::OneOf(literals))
            }
            ValueKeyword::Keyword(keyword) if ir::Keyword::names(about).any(|name| name == keyword.name) => {
                self.keyword(keyword)
            }
            ValueKeyword::Keyword(_) => {
                let what = if number {
                    "an integer, and has no length"
                } else {
                    "not an integer, and has no bounds"
                };
                let message = format!("`{}` is {what}", field.name.wire);
                let names = ["const", "enum"].into_iter().chain(ir::Keyword::names(about));
                let help = format!("test it with {} or `not`", listed(names));
                self.sink.report(Code::RuleForm, span, message, &help);
                None
            }
            ValueKeyword::Not(inner) => self.assertion(inner, field).map(Assertion::negated),
        }
    }

    fn free_literal(&mut self, node: &Node, field: &Field) -> Option<Literal> {
        let literal = literal(node);
        let fits = match &literal {
            Some(Literal::Integer(_)) => self.types.is_integer(field.ty.scalar),
            Some(Literal::String(_)) => !self.types.is_integer(field.ty.scalar),
            _ => false,
        };
        if !fits {
            let message = format!("`{}` is never {}", field.name.wire, node.kind());
            self.sink.report(Code::UnknownValue, node.span, message, "write a value of its type");
            return None;
        }
        literal
    }

    /// What is asked of a member of whose type nothing is known.
    pub(crate) fn member_value(&mut self, asked: &ValueKeyword) -> Option<Assertion> {
        match asked {
            ValueKeyword::Enum(nodes) => {
                let mut literals = Vec::new();
                for node in nodes {
                    let Some(literal) = literal(node) else {
                        let message = format!("a test for {} is not supported", node.kind());
                        let help = "write a string, an integer or a boolean";
                        self.sink.report(Code::RuleForm, node.span, message, help);
                        return None;
                    };
                    literals.push(literal);
                }
                Some(Assertion::OneOf(literals))
            }
            ValueKeyword::Keyword(keyword) => self.keyword(keyword),
            ValueKeyword::Not(inner) => match inner.keywords.as_slice() {
                [asked] if inner.members.is_empty() => self.member_value(asked).map(Assertion::negated),
                _ => {
                    let message = "a `not` on a member must contain exactly one test";
                    let help = "write `not: {const: value}` or `not: {enum: [value, value]}`";
                    self.sink.report(Code::RuleForm, inner.span, message, help);
                    None
                }
            },
        }
    }

    fn keyword(&mut self, keyword: &Keyword) -> Option<Assertion> {
        let found = match &keyword.value {
            KeywordValue::Integer(value) => match ir::Keyword::from_integer(keyword.name, value.value) {
                Ok(found) => found,
                Err(InvalidKeyword { message, help }) => {
                    self.sink.report(Code::BadValue, value.span, message, help);
                    return None;
                }
            },
            KeywordValue::Pattern(source) => {
                ir::Keyword::from_pattern(source.value.clone(), pattern::matcher(source, self.sink)?)
            }
        };
        Some(Assertion::Keyword(found))
    }
}

fn literal(node: &Node) -> Option<Literal> {
    match &node.data {
        Data::String(text) => Some(Literal::String(text.clone())),
        Data::Integer(value) => Some(Literal::Integer(*value)),
        Data::Boolean(value) => Some(Literal::Boolean(*value)),
        _ => None,
    }
}
