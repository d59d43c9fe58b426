//! Tests on the members of a JSON object, at any depth.

use super::reader::RuleReader;
use super::resolve_field::suggest_field;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Spanned, ValueTest};
use crate::ir::{Assertion, Field, Scalar, Test, TypeKind};

/// The value that a test is about: a field, or a member inside of it.
pub(crate) struct PropertyPath {
    /// The field of the request.
    field: usize,
    /// The members that lead from it to the value.
    path: Vec<String>,
    /// What is known of the value; nothing inside of an object of any shape.
    known: Option<Field>,
}

impl PropertyPath {
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

impl RuleReader<'_> {
    /// One test for each member that a test looks into, however deep.
    pub(crate) fn member_tests(&mut self, test: &ValueTest, at: &PropertyPath) -> Option<Vec<Test>> {
        match &at.known {
            Some(field) if !self.types.is_object(field) => {
                return self.assertion(test, field).map(|assertion| vec![at.test(assertion)]);
            }
            Some(field) if !test.keywords.is_empty() => {
                let message = format!("`{}` is a JSON object", field.name.wire);
                let help = "test its members: `required: [name]`, `properties: {name: {const: value}}`";
                self.sink.report(Code::RuleForm, test.span, message, help);
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
                self.reported.extend(again.map(|key| key.span));
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

    /// The path of a member; `None` after a report about one that does not exist.
    fn member(
        &mut self,
        name: &Spanned<String>,
        again: Option<&Spanned<String>>,
        at: &PropertyPath,
    ) -> Option<PropertyPath> {
        let Some(Scalar::Named(id)) = at.known.as_ref().map(|known| known.ty.scalar) else {
            return Some(at.inside(name, None));
        };
        let TypeKind::RequestObject(object) = self.types.kind(id) else {
            return Some(at.inside(name, None));
        };
        let known = object.fields.iter().find(|field| field.name.wire == name.value).cloned();
        if known.is_none() && !object.open {
            if self.reported.contains(&name.span) {
                return None;
            }
            let message = format!("the object has no field `{name}`");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message)
                .also(self.types.wire(id).span, "the object");
            let known: Vec<_> = object.fields.iter().map(|field| field.name.wire.as_str()).collect();
            self.sink.push(suggest_field(diagnostic, name, again, &known, self.scope.document));
            return None;
        }
        Some(at.inside(name, known))
    }
}
