//! Tests on the members of a JSON object: what is asked of a value deep inside of a field.

use super::condition::literal;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Spanned, ValueKeyword, ValueTest};
use crate::ir::{Assertion, Field, Scalar, Test, TypeKind};
use crate::lower::Lower;

/// Where a test looks.
pub(crate) struct Place {
    /// The field of the request.
    field: usize,
    /// The members that lead from it to the value.
    path: Vec<String>,
    /// What is known of the value; nothing inside of an object of any shape.
    known: Option<Field>,
}

impl Place {
    /// The value of a field.
    pub(crate) fn of(field: usize, known: &Field) -> Self {
        Self { field, path: Vec::new(), known: Some(known.clone()) }
    }

    fn inside(&self, member: &Spanned<String>, known: Option<Field>) -> Self {
        let path = [self.path.as_slice(), std::slice::from_ref(&member.value)].concat();
        Self { field: self.field, path, known }
    }

    fn test(&self, assertion: Assertion) -> Test {
        Test { field: self.field, path: self.path.clone(), assertion, values: None }
    }
}

impl Lower<'_, '_> {
    /// Whether the value of a field is a JSON object.
    pub(crate) fn is_object(&self, field: &Field) -> bool {
        match field.ty.scalar {
            _ if field.ty.list => false,
            Scalar::Object => true,
            Scalar::Named(id) => matches!(self.types[id.0].kind, TypeKind::RequestObject(_)),
            _ => false,
        }
    }

    /// One test for each member that a test looks into, however deep.
    pub(crate) fn member_tests(&mut self, test: &ValueTest, at: &Place) -> Option<Vec<Test>> {
        match &at.known {
            Some(field) if !self.is_object(field) => {
                return self.assertion(test, field).map(|assertion| vec![at.test(assertion)]);
            }
            Some(field) if !test.keywords.is_empty() => {
                let message = format!("`{}` is a JSON object", field.name.wire);
                let help = "test its members: `required: [name]`, `properties: {name: {const: value}}`";
                self.error(Code::RuleForm, test.span, message, help);
                return None;
            }
            _ => {}
        }
        let mut asked = Vec::new();
        for each in &test.keywords {
            asked.push(self.member_value(each)?);
        }
        let mut tests: Vec<Test> =
            asked.into_iter().reduce(Assertion::and).map(|all| at.test(all)).into_iter().collect();
        for name in &test.tested {
            let again = test.members.iter().map(|(member, _)| member).find(|key| key.value == name.value);
            if self.member(name, again, at).is_none() {
                self.slips.extend(again.map(|key| key.span));
            }
        }
        for (member, inner) in &test.members {
            let at = self.member(member, None, at)?;
            match inner {
                Some(inner) => tests.extend(self.member_tests(inner, &at)?),
                None => tests.push(at.test(Assertion::Present)),
            }
        }
        Some(tests)
    }

    /// Where a member is; `None` after a report about one that cannot be there.
    fn member(
        &mut self,
        name: &Spanned<String>,
        again: Option<&Spanned<String>>,
        at: &Place,
    ) -> Option<Place> {
        let Some(Scalar::Named(id)) = at.known.as_ref().map(|known| known.ty.scalar) else {
            return Some(at.inside(name, None));
        };
        let TypeKind::RequestObject(object) = &self.types[id.0].kind else {
            return Some(at.inside(name, None));
        };
        let known = object.fields.iter().find(|field| field.name.wire == name.value).cloned();
        if known.is_none() && !object.open {
            if self.slips.contains(&name.span) {
                return None;
            }
            let message = format!("the object has no field `{name}`");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message)
                .also(self.wires[id.0].span, "the object");
            let fields = object.fields.clone();
            let known: Vec<_> = fields.iter().map(|field| field.name.wire.as_str()).collect();
            self.report_slip(diagnostic, name, again, &known);
            return None;
        }
        Some(at.inside(name, known))
    }

    /// What is asked of a member, of whose type nothing is known.
    fn member_value(&mut self, asked: &ValueKeyword) -> Option<Assertion> {
        Some(match asked {
            ValueKeyword::Enum(nodes) => {
                let mut words = Vec::new();
                for node in nodes {
                    let Some(word) = literal(node) else {
                        let message = format!("a test for {} is not read", node.kind());
                        let help = "a value is a text, an integer or a boolean";
                        self.error(Code::RuleForm, node.span, message, help);
                        return None;
                    };
                    words.push(word);
                }
                Assertion::OneOf(words)
            }
            ValueKeyword::Minimum(bound) => Assertion::Range { minimum: Some(bound.value), maximum: None },
            ValueKeyword::Maximum(bound) => Assertion::Range { minimum: None, maximum: Some(bound.value) },
            ValueKeyword::MinLength(bound) => {
                Assertion::Length { minimum: Some(self.length_bound(bound)?), maximum: None }
            }
            ValueKeyword::MaxLength(bound) => {
                Assertion::Length { minimum: None, maximum: Some(self.length_bound(bound)?) }
            }
            ValueKeyword::Pattern(source) => {
                Assertion::Pattern(source.value.clone(), self.pattern_test(source)?)
            }
            ValueKeyword::Not(inner) => match inner.keywords.as_slice() {
                [asked] if inner.members.is_empty() => Assertion::Not(Box::new(self.member_value(asked)?)),
                _ => {
                    let message = "a `not` about a member holds one test";
                    let help = "write `not: {const: value}` or `not: {enum: [value, value]}`";
                    self.error(Code::RuleForm, inner.span, message, help);
                    return None;
                }
            },
        })
    }
}
