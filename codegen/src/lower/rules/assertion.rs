//! What a spec asks of a value as an assertion, checked against the type of the value.

use crate::diagnostic::{Change, Code, Diagnostic, Span};
use crate::document::{Asked, Data, Keyword, KeywordValue, Node, Spanned, ValueTest, listed, suggest};
use crate::ir::{self, Assertion, Field, InvalidKeyword, JsonType, Literal, Scalar, TypeKind};
use crate::lower::Lower;

/// The words for `true` and `false` where a boolean decides about other fields, in the order of its values.
pub(crate) const BOOLEANS: [(&str, bool); 2] = [("true", true), ("false", false)];

impl Lower<'_, '_> {
    /// What is asked of a value that has no members.
    pub(crate) fn assertion(&mut self, test: &ValueTest, field: &Field) -> Option<Assertion> {
        if field.ty.list || field.ty.scalar == Scalar::Number {
            let what = if field.ty.list { "a list" } else { "a number that may have a fraction" };
            let message = format!("`{}` is {what}, whose value no rule can look at", field.name.wire);
            let help = "ask whether it is there: `required: […]`, or `properties: {…: false}`";
            self.error(Code::RuleForm, test.span, message, help);
            return None;
        }
        if !test.members.is_empty() {
            let message = format!("`{}` has no members that a rule could look into", field.name.wire);
            let help = "test the value itself: `const`, `enum`, `minimum` …";
            self.error(Code::RuleForm, test.span, message, help);
            return None;
        }
        let known = self.values_of(field);
        let mut assertions = Vec::new();
        for asked in &test.asked {
            assertions.push(match &known {
                Some(known) => self.known_value(asked, field, known, test.span)?,
                None => self.free_value(asked, field, test.span)?,
            });
        }
        assertions.into_iter().reduce(Assertion::and)
    }

    /// The values of a field of which a builder can know one: those of an enum, and of a boolean.
    pub(crate) fn values_of(&self, field: &Field) -> Option<Vec<Literal>> {
        match field.ty.scalar {
            _ if field.ty.list => None,
            Scalar::Boolean => Some(BOOLEANS.iter().map(|(_, value)| Literal::Boolean(*value)).collect()),
            Scalar::Named(id) => match &self.types[id.0].kind {
                TypeKind::Enumeration(choice) => {
                    Some(choice.variants.iter().map(|v| Literal::String(v.name.wire.clone())).collect())
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn known_value(
        &mut self,
        asked: &Asked,
        field: &Field,
        known: &[Literal],
        span: Span,
    ) -> Option<Assertion> {
        match asked {
            Asked::OneOf(nodes) => {
                let literals: Vec<_> =
                    nodes.iter().filter_map(|node| self.known_literal(node, field, known)).collect();
                (!literals.is_empty()).then_some(Assertion::OneOf(literals))
            }
            Asked::Not(inner) => match inner.asked.as_slice() {
                [asked] if inner.members.is_empty() => {
                    self.known_value(asked, field, known, inner.span).map(Assertion::negated)
                }
                _ => self.mixed(field, inner.span),
            },
            Asked::Keyword(_) => {
                let message = format!("`{}` has a fixed set of values", field.name.wire);
                self.error(Code::RuleForm, span, message, "test it with `const`, `enum` or `not`");
                None
            }
        }
    }

    fn mixed(&mut self, field: &Field, span: Span) -> Option<Assertion> {
        let message = format!("a `not` about `{}` holds one test", field.name.wire);
        self.error(
            Code::RuleForm,
            span,
            message,
            "write `not: {const: value}` or `not: {enum: [value, value]}`",
        );
        None
    }

    /// One of the values of a field.
    fn known_literal(&mut self, node: &Node, field: &Field, known: &[Literal]) -> Option<Literal> {
        let literal = literal(node);
        if let Some(literal) = literal.as_ref().filter(|literal| known.contains(literal)) {
            return Some(literal.clone());
        }
        let shown = literal.map_or_else(|| node.kind().to_owned(), |literal| format!("value `{literal}`"));
        let texts: Vec<String> = known.iter().map(Literal::to_string).collect();
        let message = format!("`{}` has no {shown}", field.name.wire);
        let diagnostic = Diagnostic::new(Code::UnknownValue, node.span, message);
        let written = match &node.data {
            Data::String(text) => text.as_str(),
            _ => "",
        };
        if known.iter().any(|value| matches!(value, Literal::Boolean(_)) && value.to_string() == written) {
            let diagnostic = diagnostic.help("remove the quotes: in quotes, it is a text");
            self.sink.push(diagnostic.change(Change::Bare(node.span, written.to_owned())));
            return None;
        }
        let written = Spanned::new(written.to_owned(), node.span);
        let known = texts.iter().map(String::as_str);
        let beside = self.document.beside(node.span);
        self.sink.push(suggest(diagnostic, &written, known, &beside, "name a value of its enum"));
        None
    }

    /// What is asked of a value that no builder knows.
    fn free_value(&mut self, asked: &Asked, field: &Field, span: Span) -> Option<Assertion> {
        let number = self.is_integer(field.ty.scalar);
        let about = if number { JsonType::Number } else { JsonType::String };
        match asked {
            Asked::OneOf(nodes) => {
                let literals: Vec<_> =
                    nodes.iter().filter_map(|node| self.free_literal(node, field)).collect();
                (!literals.is_empty()).then_some(Assertion::OneOf(literals))
            }
            Asked::Keyword(keyword) if ir::Keyword::names(about).any(|name| name == keyword.name) => {
                self.keyword(keyword)
            }
            Asked::Keyword(_) => {
                let what =
                    if number { "an integer, and has no length" } else { "no integer, and has no bounds" };
                let message = format!("`{}` is {what}", field.name.wire);
                let names = ["const", "enum"].into_iter().chain(ir::Keyword::names(about));
                let help = format!("test it with {} or `not`", listed(names));
                self.error(Code::RuleForm, span, message, &help);
                None
            }
            Asked::Not(inner) => self.assertion(inner, field).map(Assertion::negated),
        }
    }

    fn free_literal(&mut self, node: &Node, field: &Field) -> Option<Literal> {
        let literal = literal(node);
        let fits = match &literal {
            Some(Literal::Integer(_)) => self.is_integer(field.ty.scalar),
            Some(Literal::String(_)) => !self.is_integer(field.ty.scalar),
            _ => false,
        };
        if !fits {
            let message = format!("`{}` never is {}", field.name.wire, node.kind());
            self.error(Code::UnknownValue, node.span, message, "name a value of its type");
            return None;
        }
        literal
    }

    /// What is asked of a member of whose type nothing is known.
    pub(crate) fn member_value(&mut self, asked: &Asked) -> Option<Assertion> {
        match asked {
            Asked::OneOf(nodes) => {
                let mut literals = Vec::new();
                for node in nodes {
                    let Some(literal) = literal(node) else {
                        let message = format!("a test for {} is not read", node.kind());
                        let help = "a value is a text, an integer or a boolean";
                        self.error(Code::RuleForm, node.span, message, help);
                        return None;
                    };
                    literals.push(literal);
                }
                Some(Assertion::OneOf(literals))
            }
            Asked::Keyword(keyword) => self.keyword(keyword),
            Asked::Not(inner) => match inner.asked.as_slice() {
                [asked] if inner.members.is_empty() => self.member_value(asked).map(Assertion::negated),
                _ => {
                    let message = "a `not` about a member holds one test";
                    let help = "write `not: {const: value}` or `not: {enum: [value, value]}`";
                    self.error(Code::RuleForm, inner.span, message, help);
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
                    self.error(Code::BadValue, value.span, message, help);
                    return None;
                }
            },
            KeywordValue::Pattern(source) => {
                ir::Keyword::from_pattern(source.value.clone(), self.pattern_test(source)?)
            }
        };
        Some(Assertion::Keyword(found))
    }

    fn is_integer(&self, scalar: Scalar) -> bool {
        match scalar {
            Scalar::Integer => true,
            Scalar::Named(id) => matches!(self.types[id.0].kind, TypeKind::BoundedInteger(_)),
            _ => false,
        }
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
