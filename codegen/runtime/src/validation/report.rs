//! Everything that is wrong with a request, together.
//!
//! In: violations and advice, in order. Out: lists for programs, and lines for people.

use std::error::Error;
use std::fmt;

use serde::Serialize;

use crate::rules::field::Field;
use crate::validation::violation::Violation;

/// Items of lists add no advice to so much of it.
const MOST_ADVICE: usize = 100;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What is wrong, in the order of the fields.
    pub violations: Vec<Violation>,
    /// What is allowed and unlikely to be meant, in the order of the fields.
    pub advice: Vec<Violation>,
}

impl Report {
    /// Whether nothing is wrong. There may be advice.
    pub const fn is_valid(&self) -> bool {
        self.violations.is_empty()
    }

    /// The end of a check: nothing, or the error that has everything.
    ///
    /// # Errors
    /// When anything is wrong. Advice alone is no error.
    pub fn into_result(self) -> Result<(), Rejected> {
        if self.is_valid() { Ok(()) } else { Err(Rejected(self)) }
    }
}

/// Where violations that belong to no documented field are sorted.
pub(crate) const AFTER_ALL_FIELDS: u16 = u16::MAX;

/// A report in the making. Where nothing is found, which is the usual case, there is nothing to make or to drop.
#[derive(Debug, Default)]
pub(crate) struct Findings(Option<Box<Found>>);

/// Violations and advice, each after the place it is sorted by.
#[derive(Debug, Default)]
struct Found {
    violations: Vec<(u16, Violation)>,
    advice: Vec<(u16, Violation)>,
}

impl Findings {
    /// Adds a violation, unless the same is there already.
    pub(crate) fn reject(&mut self, place: u16, violation: Violation) {
        add(&mut self.found().violations, place, violation);
    }

    /// Adds advice, unless the same is there already.
    pub(crate) fn advise(&mut self, place: u16, violation: Violation) {
        add(&mut self.found().advice, place, violation);
    }

    /// Adds what is wrong with an object that is the value of a field, or an item of it. `report` says nothing twice.
    pub(crate) fn take_in(&mut self, field: Field, item: Option<usize>, report: Report) {
        if report.violations.is_empty() && report.advice.is_empty() {
            return;
        }
        let place = u16::from(field.index);
        let moved = |list: Vec<Violation>| {
            list.into_iter().map(move |violation| (place, violation.inside(field, item)))
        };
        let found = self.found();
        found.violations.extend(moved(report.violations));
        let room = MOST_ADVICE.saturating_sub(found.advice.len());
        let room = if item.is_some() { room } else { usize::MAX };
        found.advice.extend(moved(report.advice).take(room));
    }

    /// Whether nothing is wrong.
    #[inline]
    pub(crate) fn is_valid(&self) -> bool {
        self.0.as_ref().is_none_or(|found| found.violations.is_empty())
    }

    /// Everything in its order. What is about the same field stays in the order in which it was found.
    pub(crate) fn into_report(self) -> Report {
        let sorted = |mut list: Vec<(u16, Violation)>| {
            list.sort_by_key(|(place, _)| *place);
            list.into_iter().map(|(_, violation)| violation).collect()
        };
        let found = self.0.map(|found| *found).unwrap_or_default();
        Report { violations: sorted(found.violations), advice: sorted(found.advice) }
    }

    fn found(&mut self) -> &mut Found {
        self.0.get_or_insert_default()
    }
}

fn add(list: &mut Vec<(u16, Violation)>, place: u16, violation: Violation) {
    if !list.iter().any(|(_, known)| known.is_same(&violation)) {
        list.push((place, violation));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let violations = self.violations.iter().map(|violation| ("", violation));
        let advice = self.advice.iter().map(|violation| ("advice: ", violation));
        let mut separator = "";
        let mut last = None;
        for line in violations.chain(advice).map(|(mark, violation)| (mark, violation.message())) {
            // A rule about several members says the same of each.
            if last.replace(line) != Some(line) {
                write!(f, "{separator}{}{}", line.0, line.1)?;
                separator = "\n";
            }
        }
        Ok(())
    }
}

/// A request that was refused before it was made, with everything that is wrong with it.
///
/// Prints one violation a line, then the advice, each line of it marked `advice:`; the same line is not repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Rejected(Report);

impl Rejected {
    /// What is wrong; never empty. In the order of the fields, then unknown fields.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// What would be allowed and is unlikely to be meant.
    pub fn advice(&self) -> &[Violation] {
        &self.0.advice
    }

    /// The report, to keep its parts.
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
    use super::{Findings, MOST_ADVICE, Report};
    use crate::rules::field::Field;
    use crate::validation::violation::Violation;
    use crate::validation::violation_kind::ViolationKind;

    const NAME: Field = Field::new(0, "Name");

    fn advice(messages: &[&'static str]) -> Report {
        let violation = |message: &&'static str| Violation::of_field(NAME, ViolationKind::Required, *message);
        Report { violations: Vec::new(), advice: messages.iter().map(violation).collect() }
    }

    #[test]
    fn the_same_line_is_not_repeated() {
        assert_eq!(advice(&["a", "a", "b", "a"]).to_string(), "advice: a\nadvice: b\nadvice: a");
    }

    #[test]
    fn nothing_found_takes_no_room() {
        let mut found = Findings::default();
        found.take_in(NAME, None, Report::default());
        assert!(found.0.is_none());
    }

    #[test]
    fn items_add_advice_up_to_a_limit() {
        let mut found = Findings::default();
        (0..300).for_each(|item| found.take_in(NAME, Some(item), advice(&["a"])));
        assert_eq!(found.found().advice.len(), MOST_ADVICE);
        found.take_in(NAME, None, advice(&["b"]));
        assert_eq!(found.found().advice.len(), MOST_ADVICE + 1);
    }
}
