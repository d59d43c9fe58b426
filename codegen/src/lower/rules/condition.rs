//! The conditions of a spec as formulas over fields and tests.

use super::nested_property::PropertyPath;
use crate::document::{Asked, Condition, Term, ValueTest};
use crate::ir::{Field, Formula, Instance, Literal, Test};
use crate::lower::Lower;

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
        for term in &condition.terms {
            let term = self.term(term, fields, tests);
            all = all.zip(term).map(|(all, term)| all.and(term));
        }
        all
    }

    pub(crate) fn term(&mut self, term: &Term, fields: &[Field], tests: &mut Vec<Test>) -> Option<Formula> {
        match term {
            Term::Present(name) => self.field_index(name, fields).map(Formula::Present),
            Term::Absent(name) => {
                self.field_index(name, fields).map(|field| Formula::Present(field).negated())
            }
            Term::Value(name, test) => {
                let field = self.field_index(name, fields)?;
                if let Some(inner) = self.negative(test, &fields[field]) {
                    let holds = self.all_hold(inner, field, fields, tests)?;
                    return Some(Formula::Present(field).and(holds.negated()));
                }
                self.all_hold(test, field, fields, tests)
            }
            Term::Not(inner) => self.formula(inner, fields, tests).map(Formula::negated),
            Term::Any(parts) => self.formulas(parts, fields, tests).map(Formula::Any),
            Term::All(parts) => self.formulas(parts, fields, tests).map(Formula::All),
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
        let ([Asked::Not(inner)], []) = (test.asked.as_slice(), test.members.as_slice()) else { return None };
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
            return self.member_tests(test, &PropertyPath::of(field, &fields[field]));
        }
        let assertion = self.assertion(test, &fields[field])?;
        let values = self.values_of(&fields[field]).map(|words| {
            let passes = |word: &Literal| assertion.holds_for(Instance::Json(&word.to_json()));
            words.iter().map(passes).collect::<Vec<bool>>()
        });
        Some(vec![Test { field, path: Vec::new(), assertion, values }])
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
