//! Everything that a check found: lists for programs, and lines of text for people.

use std::error::Error;
use std::fmt;

use serde::Serialize;

use crate::rules::field::Field;
use crate::validation::violation::Violation;

/// Once there is this much advice, items of lists add no more.
const MAX_ADVICE: usize = 100;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What is wrong, in the order of the fields.
    pub violations: Vec<Violation>,
    /// What is allowed but probably not intended, in the order of the fields.
    pub advice: Vec<Violation>,
}

impl Report {
    /// Whether there is no violation. There may be advice.
    pub const fn is_valid(&self) -> bool {
        self.violations.is_empty()
    }

    /// Turns the report into an error if there is any violation.
    ///
    /// # Errors
    /// When there is a violation. Advice alone is not an error.
    pub fn into_result(self) -> Result<(), Rejected> {
        if self.is_valid() { Ok(()) } else { Err(Rejected(self)) }
    }
}

/// The position of violations that belong to no documented field.
pub(crate) const AFTER_ALL_FIELDS: u16 = u16::MAX;

/// Collects violations and advice for a report. Allocates nothing until something is found, which is rare.
#[derive(Debug, Default)]
pub(crate) struct Findings(Option<Box<FindingLists>>);

/// Violations and advice, each with the position that it is sorted by.
#[derive(Debug, Default)]
struct FindingLists {
    violations: Vec<(u16, Violation)>,
    advice: Vec<(u16, Violation)>,
}

impl Findings {
    /// Adds a violation, unless it has been added before.
    pub(crate) fn reject(&mut self, position: u16, violation: Violation) {
        add(&mut self.lists().violations, position, violation);
    }

    /// Adds advice, unless it has been added before.
    pub(crate) fn advise(&mut self, position: u16, violation: Violation) {
        add(&mut self.lists().advice, position, violation);
    }

    /// Adds the findings about an object that is the value of a field, or an item of it. `report` must have no duplicates.
    pub(crate) fn add_nested(&mut self, field: Field, item: Option<usize>, report: Report) {
        if report.violations.is_empty() && report.advice.is_empty() {
            return;
        }
        let position = u16::from(field.index);
        let moved = |list: Vec<Violation>| {
            list.into_iter().map(move |violation| (position, violation.nested_in(field, item)))
        };
        let lists = self.lists();
        lists.violations.extend(moved(report.violations));
        let room = MAX_ADVICE.saturating_sub(lists.advice.len());
        let room = if item.is_some() { room } else { usize::MAX };
        lists.advice.extend(moved(report.advice).take(room));
    }

    /// Whether there is no violation.
    #[inline]
    pub(crate) fn is_valid(&self) -> bool {
        self.0.as_ref().is_none_or(|lists| lists.violations.is_empty())
    }

    /// The report, in the order of the fields. Findings about the same field stay in the order in which they were added.
    pub(crate) fn into_report(self) -> Report {
        let sorted = |mut list: Vec<(u16, Violation)>| {
            list.sort_by_key(|(position, _)| *position);
            list.into_iter().map(|(_, violation)| violation).collect()
        };
        let lists = self.0.map(|lists| *lists).unwrap_or_default();
        Report { violations: sorted(lists.violations), advice: sorted(lists.advice) }
    }

    fn lists(&mut self) -> &mut FindingLists {
        self.0.get_or_insert_default()
    }
}

fn add(list: &mut Vec<(u16, Violation)>, position: u16, violation: Violation) {
    if !list.iter().any(|(_, known)| known.is_same(&violation)) {
        list.push((position, violation));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let violations = self.violations.iter().map(|violation| ("", violation));
        let advice = self.advice.iter().map(|violation| ("advice: ", violation));
        let mut separator = "";
        let mut last = None;
        for line in violations.chain(advice).map(|(mark, violation)| (mark, violation.message())) {
            // A rule about several members has the same message for each.
            if last.replace(line) != Some(line) {
                write!(f, "{separator}{}{}", line.0, line.1)?;
                separator = "\n";
            }
        }
        Ok(())
    }
}

/// A request that was rejected before it was sent, with everything that is wrong with it.
///
/// Prints one violation per line, then the advice, each line of it prefixed with `advice:`. A line that equals the one before
/// is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Rejected(Report);

impl Rejected {
    /// What is wrong, in the order of the fields, then unknown fields. Never empty.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// What is allowed but probably not intended.
    pub fn advice(&self) -> &[Violation] {
        &self.0.advice
    }

    /// The violations and the advice, by value.
    pub fn into_report(self) -> Report {
        self.0
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Rejected {}

#[cfg(test)]
mod tests {
    use super::{Findings, MAX_ADVICE, Report};
    use crate::rules::field::Field;
    use crate::validation::violation::Violation;
    use crate::validation::violation_kind::ViolationKind;

    const NAME: Field = Field::new(0, "Name");

    fn advice(messages: &[&'static str]) -> Report {
        let violation = |message: &&'static str| Violation::of_field(NAME, ViolationKind::Required, *message);
        Report { violations: Vec::new(), advice: messages.iter().map(violation).collect() }
    }

    #[test]
    fn a_line_that_equals_the_one_before_is_left_out() {
        assert_eq!(advice(&["a", "a", "b", "a"]).to_string(), "advice: a\nadvice: b\nadvice: a");
    }

    #[test]
    fn an_empty_report_allocates_nothing() {
        let mut findings = Findings::default();
        findings.add_nested(NAME, None, Report::default());
        assert!(findings.0.is_none());
    }

    #[test]
    fn items_add_advice_up_to_a_limit() {
        let mut findings = Findings::default();
        (0..300).for_each(|item| findings.add_nested(NAME, Some(item), advice(&["a"])));
        assert_eq!(findings.lists().advice.len(), MAX_ADVICE);
        findings.add_nested(NAME, None, advice(&["b"]));
        assert_eq!(findings.lists().advice.len(), MAX_ADVICE + 1);
    }
}
