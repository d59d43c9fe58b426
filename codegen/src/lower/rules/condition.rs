//! Conditions of the spec to formulas over fields, and what is asked of a value to tests.

use super::nested_property::Place;
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::{Condition, ConditionKeyword, Data, Node, Spanned, ValueKeyword, ValueTest, suggest};
use crate::ir::{Assertion, Field, Formula, Literal, Scalar, Test, TypeKind};
use crate::lower::Lower;
use crate::lower::analysis::evaluate::admits_word;
use crate::source::Span;

/// The words for `true` and `false` where a boolean decides about other fields, in the order of its values.
pub(crate) const BOOLEANS: [(&str, bool); 2] = [("true", true), ("false", false)];

impl Lower<'_, '_> {
    /// What has to hold for a condition to hold; `None` after a report.
    pub(crate) fn formula(
        &mut self,
        condition: &Condition,
        fields: &[Field],
        tests: &mut Vec<Test>,
    ) -> Option<Formula> {
        self.check_tested(condition, fields);
        let mut all = Some(Formula::always());
        for term in &condition.keywords {
            let term = self.term(term, fields, tests);
            all = all.zip(term).map(|(all, term)| all.and(term));
        }
        all
    }

    pub(crate) fn term(
        &mut self,
        term: &ConditionKeyword,
        fields: &[Field],
        tests: &mut Vec<Test>,
    ) -> Option<Formula> {
        match term {
            ConditionKeyword::Present(name) => self.field_index(name, fields).map(Formula::Present),
            ConditionKeyword::Absent(name) => {
                self.field_index(name, fields).map(|field| Formula::Present(field).negated())
            }
            ConditionKeyword::Value(name, test) => {
                let field = self.field_index(name, fields)?;
                if let Some(inner) = self.negative(test, &fields[field]) {
                    let holds = self.all_hold(inner, field, fields, tests)?;
                    return Some(Formula::Present(field).and(holds.negated()));
                }
                self.all_hold(test, field, fields, tests)
            }
            ConditionKeyword::Not(inner) => self.formula(inner, fields, tests).map(Formula::negated),
            ConditionKeyword::AnyOf(parts) => self.formulas(parts, fields, tests).map(Formula::Any),
            ConditionKeyword::AllOf(parts) => self.formulas(parts, fields, tests).map(Formula::All),
        }
    }

    fn formulas(
        &mut self,
        parts: &[Condition],
        fields: &[Field],
        tests: &mut Vec<Test>,
    ) -> Option<Vec<Formula>> {
        // Every part is looked at, so that all that is wrong is reported.
        let parts: Vec<_> = parts.iter().map(|part| self.formula(part, fields, tests)).collect();
        parts.into_iter().collect()
    }

    /// What `{not: …}` denies of a value that a builder knows: it is there, and is none of these.
    fn negative<'t>(&self, test: &'t ValueTest, field: &Field) -> Option<&'t ValueTest> {
        let ([ValueKeyword::Not(inner)], []) = (test.keywords.as_slice(), test.members.as_slice()) else {
            return None;
        };
        self.values_of(field).map(|_| inner)
    }

    fn all_hold(
        &mut self,
        test: &ValueTest,
        field: usize,
        fields: &[Field],
        tests: &mut Vec<Test>,
    ) -> Option<Formula> {
        let found = self.value_tests(test, field, fields)?;
        found.into_iter().map(|test| holds(test, tests)).reduce(Formula::and)
    }

    /// The tests that a value test comes to: one for the value, one for each member that it looks into.
    pub(crate) fn value_tests(
        &mut self,
        test: &ValueTest,
        field: usize,
        fields: &[Field],
    ) -> Option<Vec<Test>> {
        if self.is_object(&fields[field]) {
            return self.member_tests(test, &Place::of(field, &fields[field]));
        }
        let assertion = self.assertion(test, &fields[field])?;
        let values = self.values_of(&fields[field]).map(|words| {
            let passes = |word: &Literal| admits_word(&assertion, word);
            words.iter().map(passes).collect::<Vec<bool>>()
        });
        Some(vec![Test { field, path: Vec::new(), assertion, values }])
    }

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
        for asked in &test.keywords {
            assertions.push(match &known {
                Some(words) => self.known_value(asked, field, words, test.span)?,
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
        asked: &ValueKeyword,
        field: &Field,
        words: &[Literal],
        span: Span,
    ) -> Option<Assertion> {
        match asked {
            ValueKeyword::Enum(nodes) => {
                let literals: Vec<_> =
                    nodes.iter().filter_map(|node| self.word(node, field, words)).collect();
                (!literals.is_empty()).then_some(Assertion::OneOf(literals))
            }
            ValueKeyword::Not(inner) => match inner.keywords.as_slice() {
                [asked] if inner.members.is_empty() => {
                    let inner = self.known_value(asked, field, words, inner.span)?;
                    Some(Assertion::Not(Box::new(inner)))
                }
                _ => self.mixed(field, inner.span),
            },
            _ => {
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
    fn word(&mut self, node: &Node, field: &Field, words: &[Literal]) -> Option<Literal> {
        let literal = literal(node);
        if let Some(literal) = literal.as_ref().filter(|literal| words.contains(literal)) {
            return Some(literal.clone());
        }
        let shown =
            literal.map_or_else(|| node.kind().to_owned(), |literal| format!("value `{}`", shown(&literal)));
        let texts: Vec<String> = words.iter().map(self::shown).collect();
        let message = format!("`{}` has no {shown}", field.name.wire);
        let diagnostic = Diagnostic::new(Code::UnknownValue, node.span, message);
        let written = match &node.data {
            Data::String(text) => text.as_str(),
            _ => "",
        };
        if words.iter().any(|word| matches!(word, Literal::Boolean(_)) && self::shown(word) == written) {
            let diagnostic = diagnostic.help("remove the quotes: in quotes, it is a text");
            self.sink.push(diagnostic.change(Change::Bare(node.span, written.to_owned())));
            return None;
        }
        let written = Spanned::new(written.to_owned(), node.span);
        let known = texts.iter().map(String::as_str);
        let beside = self.document.siblings(node.span);
        self.sink.push(suggest(diagnostic, &written, known, &beside, "name a value of its enum"));
        None
    }

    /// What is asked of a value that no builder knows.
    fn free_value(&mut self, asked: &ValueKeyword, field: &Field, span: Span) -> Option<Assertion> {
        let number = self.is_integer(field.ty.scalar);
        match asked {
            ValueKeyword::Enum(nodes) => {
                let literals: Vec<_> = nodes.iter().filter_map(|node| self.free_word(node, field)).collect();
                (!literals.is_empty()).then_some(Assertion::OneOf(literals))
            }
            ValueKeyword::Minimum(bound) if number => {
                Some(Assertion::Range { minimum: Some(bound.value), maximum: None })
            }
            ValueKeyword::Maximum(bound) if number => {
                Some(Assertion::Range { minimum: None, maximum: Some(bound.value) })
            }
            ValueKeyword::MinLength(bound) if !number => {
                let minimum = self.length_bound(bound)?;
                Some(Assertion::Length { minimum: Some(minimum), maximum: None })
            }
            ValueKeyword::MaxLength(bound) if !number => {
                let maximum = self.length_bound(bound)?;
                Some(Assertion::Length { minimum: None, maximum: Some(maximum) })
            }
            ValueKeyword::Pattern(source) if !number => {
                Some(Assertion::Pattern(source.value.clone(), self.pattern_test(source)?))
            }
            ValueKeyword::Not(inner) => {
                let mut all = Vec::new();
                for asked in &inner.keywords {
                    all.push(self.free_value(asked, field, inner.span)?);
                }
                all.into_iter().reduce(Assertion::and).map(|inner| Assertion::Not(Box::new(inner)))
            }
            _ => {
                let (what, help) = if number {
                    (
                        "an integer, and has no length",
                        "test it with `const`, `enum`, `minimum`, `maximum` or `not`",
                    )
                } else {
                    (
                        "no integer, and has no bounds",
                        "test it with `const`, `enum`, `pattern`, `minLength`, `maxLength` or `not`",
                    )
                };
                let message = format!("`{}` is {what}", field.name.wire);
                self.error(Code::RuleForm, span, message, help);
                None
            }
        }
    }

    fn free_word(&mut self, node: &Node, field: &Field) -> Option<Literal> {
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

    pub(crate) fn length_bound(&mut self, bound: &Spanned<i64>) -> Option<u32> {
        let length = u32::try_from(bound.value).ok();
        if length.is_none() {
            self.error(Code::BadValue, bound.span, "a length is a small number, 0 or more", "correct it");
        }
        length
    }

    fn is_integer(&self, scalar: Scalar) -> bool {
        match scalar {
            Scalar::Integer => true,
            Scalar::Named(id) => matches!(self.types[id.0].kind, TypeKind::BoundedInteger(_)),
            _ => false,
        }
    }
}

/// The formula that a test holds; a test that was asked before is the same test.
pub(crate) fn holds(test: Test, tests: &mut Vec<Test>) -> Formula {
    Formula::Holds(intern(test, tests))
}

pub(crate) fn intern(test: Test, tests: &mut Vec<Test>) -> usize {
    tests.iter().position(|known| *known == test).unwrap_or_else(|| {
        tests.push(test);
        tests.len() - 1
    })
}

pub(crate) fn literal(node: &Node) -> Option<Literal> {
    match &node.data {
        Data::String(text) => Some(Literal::String(text.clone())),
        Data::Integer(value) => Some(Literal::Integer(*value)),
        Data::Boolean(value) => Some(Literal::Boolean(*value)),
        _ => None,
    }
}

/// A value in a sentence.
pub(crate) fn shown(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        Literal::Integer(value) => value.to_string(),
        Literal::Boolean(value) => value.to_string(),
    }
}
