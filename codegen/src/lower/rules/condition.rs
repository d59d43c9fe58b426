//! The conditions of a spec as formulas over fields and tests.

use super::nested_property::PropertyPath;
use super::reader::RuleReader;
use crate::document::{Condition, ConditionKeyword, ValueKeyword, ValueTest};
use crate::ir::{Field, Formula, Test};

impl RuleReader<'_> {
    /// What has to hold for a condition to hold; `None` after a report.
    pub(crate) fn formula(&mut self, condition: &Condition, tests: &mut Vec<Test>) -> Option<Formula> {
        self.check_tested(condition);
        let mut all = Some(Formula::always());
        for term in &condition.keywords {
            let term = self.term(term, tests);
            all = all.zip(term).map(|(all, term)| all.and(term));
        }
        all
    }

    pub(crate) fn term(&mut self, term: &ConditionKeyword, tests: &mut Vec<Test>) -> Option<Formula> {
        match term {
            ConditionKeyword::Present(name) => self.field_index(name).map(Formula::Present),
            ConditionKeyword::Absent(name) => {
                self.field_index(name).map(|field| Formula::Present(field).negated())
            }
            ConditionKeyword::Value(name, test) => {
                let field = self.field_index(name)?;
                if let Some(inner) = self.excluded(test, &self.scope.fields[field]) {
                    let holds = self.all_hold(inner, field, tests)?;
                    return Some(Formula::Present(field).and(holds.negated()));
                }
                self.all_hold(test, field, tests)
            }
            ConditionKeyword::Not(inner) => self.formula(inner, tests).map(Formula::negated),
            ConditionKeyword::AnyOf(parts) => self.formulas(parts, tests).map(Formula::Any),
            ConditionKeyword::AllOf(parts) => self.formulas(parts, tests).map(Formula::All),
        }
    }

    fn formulas(&mut self, parts: &[Condition], tests: &mut Vec<Test>) -> Option<Vec<Formula>> {
        // Every part is lowered, so that every error is reported.
        let parts: Vec<_> = parts.iter().map(|part| self.formula(part, tests)).collect();
        parts.into_iter().collect()
    }

    /// What `{not: …}` excludes for a value that a builder knows: that is set, and to none of these.
    fn excluded<'t>(&self, test: &'t ValueTest, field: &Field) -> Option<&'t ValueTest> {
        let ([ValueKeyword::Not(inner)], []) = (test.keywords.as_slice(), test.members.as_slice()) else {
            return None;
        };
        self.types.known_values(field).map(|_| inner)
    }

    fn all_hold(&mut self, test: &ValueTest, field: usize, tests: &mut Vec<Test>) -> Option<Formula> {
        let found = self.value_tests(test, field)?;
        found.into_iter().map(|test| holds(test, tests)).reduce(Formula::and)
    }

    /// The tests that a value test consists of: one for the value, or one for each member that it is about.
    pub(crate) fn value_tests(&mut self, test: &ValueTest, field: usize) -> Option<Vec<Test>> {
        let known = &self.scope.fields[field];
        if self.types.is_object(known) {
            return self.member_tests(test, &PropertyPath::of(field, known));
        }
        let assertion = self.assertion(test, known)?;
        let values = self
            .types
            .known_values(known)
            .map(|words| words.iter().map(|word| word.passes(&assertion)).collect::<Vec<bool>>());
        Some(vec![Test { field, path: Vec::new(), assertion, values }])
    }
}

/// The formula that a test holds.
pub(crate) fn holds(test: Test, tests: &mut Vec<Test>) -> Formula {
    Formula::Holds(intern(test, tests))
}

/// The index of a test among `tests`, which it is added to if it is new.
pub(crate) fn intern(test: Test, tests: &mut Vec<Test>) -> usize {
    tests.iter().position(|known| *known == test).unwrap_or_else(|| {
        tests.push(test);
        tests.len() - 1
    })
}
