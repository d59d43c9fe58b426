//! Tests on the members of a JSON object: what is asked of a value deep inside of a field.

use super::Lower;
use super::formula::literal;
use crate::diagnostic::Code;
use crate::document::{Asked, ValueTest};
use crate::ir::{Assertion, Field, Test};

impl Lower<'_, '_> {
    /// One test for each member that a test looks into, however deep.
    pub(super) fn member_tests(
        &mut self,
        test: &ValueTest,
        field: usize,
        fields: &[Field],
        path: &[String],
    ) -> Option<Vec<Test>> {
        if path.is_empty() && !test.asked.is_empty() {
            let message = format!("`{}` is a JSON object", fields[field].name.wire);
            let help = "test its members: `required: [name]`, `properties: {name: {const: value}}`";
            self.error(Code::RuleForm, test.span, message, help);
            return None;
        }
        let mut tests = Vec::new();
        let one = |assertion, path: &[String]| Test { field, path: path.to_vec(), assertion, values: None };
        let mut asked = Vec::new();
        for each in &test.asked {
            asked.push(self.member_value(each)?);
        }
        tests.extend(asked.into_iter().reduce(Assertion::and).map(|assertion| one(assertion, path)));
        for (member, inner) in &test.members {
            let path = [path, std::slice::from_ref(&member.value)].concat();
            match inner {
                Some(inner) => tests.extend(self.member_tests(inner, field, fields, &path)?),
                None => tests.push(one(Assertion::Present, &path)),
            }
        }
        Some(tests)
    }

    /// What is asked of a member, of whose type nothing is known.
    fn member_value(&mut self, asked: &Asked) -> Option<Assertion> {
        Some(match asked {
            Asked::OneOf(nodes) => {
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
            Asked::Minimum(bound) => Assertion::Range { minimum: Some(bound.value), maximum: None },
            Asked::Maximum(bound) => Assertion::Range { minimum: None, maximum: Some(bound.value) },
            Asked::MinLength(bound) => {
                Assertion::Length { minimum: Some(self.length_bound(bound)?), maximum: None }
            }
            Asked::MaxLength(bound) => {
                Assertion::Length { minimum: None, maximum: Some(self.length_bound(bound)?) }
            }
            Asked::Pattern(source) => Assertion::Pattern(source.value.clone(), self.pattern_test(source)?),
            Asked::Not(inner) => match inner.asked.as_slice() {
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
