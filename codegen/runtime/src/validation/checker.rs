//! Checking a request that is known only at run time.
//!
//! In: a JSON object or a form, and the rules of a request. Out: nothing when it is sound, else everything that is wrong
//! with it at once. The meaning is that of JSON Schema 2020-12: a field that is there counts as there, whatever is wrong
//! with its value, and the tests of the rules look at the value as it came.

pub(crate) mod list_position;
mod lists;
mod outside_body;
mod scalars;

use std::fmt;

use serde_json::Value;

use crate::encoding::form_decode::{has_more_than, pairs};
use crate::messages::did_you_mean::closest;
use crate::messages::sanitized::Echo;
use crate::rules::facts::Facts;
use crate::rules::field::Field;
use crate::rules::field_value::FieldValue;
use crate::rules::rule_set::RuleSet;
use crate::validation::checker::list_position::ListPosition;
use crate::validation::member::{Member, json_type};
use crate::validation::report::{AFTER_ALL_FIELDS, Findings, Rejected, Report};
use crate::validation::violation::Violation;
use crate::validation::violation_kind::ViolationKind;

/// At most this many unknown names are reported, of all objects of a request together.
const MOST_UNKNOWN: u16 = 2_000;

/// At most this many unknown names are compared with the documented ones, which bounds the work a hostile body causes.
const MOST_SUGGESTIONS: u8 = 32;

/// Collects what is wrong with a request while generated code reads its fields.
///
/// The tests of the rules look at the value as it came, even if it cannot be read. In JSON that is the value itself. In a form
/// it is what the text says to the method that reads the field: to [`integer`](Self::integer), `5` is a number; to
/// [`boolean`](Self::boolean), `true` is a boolean; to [`json_object`](Self::json_object) and [`object`](Self::object), text
/// is JSON. Text that does not say such a thing is a string, as everything is to the other methods. Text whose escapes cannot be decoded is nothing: the field
/// is there, and none of its tests holds.
///
/// ```
/// use flex_runtime::{Checker, Effect, Field, Member, ReadFields, Rule, RuleSet, When};
///
/// const NAME: Field = Field::new(0, "Name");
/// const RULES: RuleSet = RuleSet::new(
///     &[NAME],
///     &[],
///     &[Rule::new("name", Effect::Required(NAME), When::Always, "`Name` is required", None)],
/// );
///
/// #[derive(Default)]
/// struct Params {
///     name: Option<String>,
/// }
///
/// impl ReadFields for Params {
///     fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
///         for member in members {
///             match member.name() {
///                 "Name" => self.name = check.text(NAME, member),
///                 _ => check.unknown(member),
///             }
///         }
///     }
/// }
///
/// assert_eq!(
///     Checker::form(&RULES, "name=Ann", &mut Params::default()).unwrap_err().to_string(),
///     "`Name` is required\n`name` is not a field of this request; did you mean `Name`?"
/// );
/// ```
#[derive(Debug)]
pub struct Checker {
    facts: Facts,
    found: Findings,
    unknown_left: u16,
    suggestions_left: u8,
    pub(crate) lists: ListPosition,
}

impl Checker {
    /// Bodies with more members than this are refused unread. No request has a tenth as many fields.
    pub const MAX_MEMBERS: usize = 2_000;

    /// Checks a JSON body: hands its members to `fields`, then applies the rules.
    ///
    /// Nested values are looked at no deeper than their type, so neither depth nor size of a value matters, unless the field
    /// takes an object.
    ///
    /// # Errors
    /// When anything is wrong; the error has all of it.
    pub fn json(rules: &'static RuleSet, body: &Value, fields: &mut impl ReadFields) -> Result<(), Rejected> {
        let Value::Object(members) = body else {
            return refused(format!("the body takes a JSON object, not {}", json_type(body)));
        };
        if members.len() > Self::MAX_MEMBERS {
            return too_many();
        }
        let members = members.iter().map(|(name, value)| Member::json(name, value));
        Self::run(rules, |check| fields.read_fields(members, check))
    }

    /// Checks a form, `application/x-www-form-urlencoded`: hands its pairs to `fields`, then applies the rules.
    ///
    /// # Errors
    /// When anything is wrong; the error has all of it.
    pub fn form(rules: &'static RuleSet, body: &str, fields: &mut impl ReadFields) -> Result<(), Rejected> {
        if has_more_than(Self::MAX_MEMBERS, body) {
            return too_many();
        }
        Self::run(rules, |check| fields.read_fields(pairs(body).iter().map(Member::form), check))
    }

    /// Applies the rules to what `read` reads, and puts what is wrong in order.
    #[inline]
    pub(crate) fn run(rules: &'static RuleSet, read: impl FnOnce(&mut Self)) -> Result<(), Rejected> {
        let mut checker = Self {
            facts: Facts::of(rules),
            found: Findings::default(),
            unknown_left: MOST_UNKNOWN,
            suggestions_left: MOST_SUGGESTIONS,
            lists: ListPosition::default(),
        };
        read(&mut checker);
        rules.judge(&checker.facts, &mut checker.found);
        if checker.found.is_valid() { Ok(()) } else { checker.found.into_report().into_result() }
    }

    /// A checker for an object inside of this request.
    pub(crate) fn inside(&self, rules: &'static RuleSet) -> Self {
        Self { facts: Facts::of(rules), found: Findings::default(), lists: self.lists.inside(), ..*self }
    }

    /// Applies the rules of the object that `inside` has checked: all that is wrong with it.
    pub(crate) fn leave(&mut self, mut inside: Self) -> Report {
        inside.facts.rules().judge(&inside.facts, &mut inside.found);
        self.lists.leave(&inside.lists);
        (self.unknown_left, self.suggestions_left) = (inside.unknown_left, inside.suggestions_left);
        inside.found.into_report()
    }

    /// Adds what is wrong with the object in a field, or in the item of a list that is being read.
    pub(crate) fn take_in(&mut self, field: Field, report: Report) {
        self.found.take_in(field, self.lists.item, report);
    }

    /// Notes that a field is there. The first time, its value is to be read; any further time is a violation, unless it is an
    /// item of a list.
    pub(crate) fn enter(&mut self, field: Field) -> bool {
        let first = !self.facts.has(field);
        if first {
            self.facts.add(field);
        } else if self.lists.item.is_none() {
            self.report(field, ViolationKind::Duplicate, "stands in the body more than once");
            return false;
        }
        true
    }

    /// Notes that a field is there.
    pub(crate) fn add(&mut self, field: Field) {
        self.facts.add(field);
    }

    /// Whether a field has been there.
    #[inline]
    pub(crate) fn has(&self, field: Field) -> bool {
        self.facts.has(field)
    }

    /// Notes that a field is there, and evaluates its tests.
    #[inline]
    pub(crate) fn note<'v>(&mut self, field: Field, value: impl Into<FieldValue<'v>>) {
        self.facts.add(field);
        self.facts.test(field, value.into());
    }

    /// Evaluates the tests of a field.
    pub(crate) fn test<'v>(&mut self, field: Field, value: impl Into<FieldValue<'v>>) {
        self.facts.test(field, value.into());
    }

    /// Reports what is wrong with a field, or with the item of a list that is being read. `complaint` completes the sentence
    /// that its name begins.
    #[cold]
    pub(crate) fn report(&mut self, field: Field, kind: ViolationKind, complaint: impl fmt::Display) {
        let violation = match self.lists.item {
            None => Violation::of_field(field, kind, format!("`{}` {complaint}", field.name)),
            Some(item) => {
                Violation::of_item(field, item, kind, format!("`{}[{item}]` {complaint}", field.name))
            }
        };
        self.found.reject(field.index.into(), violation);
    }

    /// Reports a field that the request does not have.
    pub fn unknown(&mut self, member: Member<'_>) {
        let Some(left) = self.unknown_left.checked_sub(1) else { return };
        self.unknown_left = left;
        let name = member.shown_name();
        let shown = Echo::name(name);
        let violation = if let Some(fault) = member.name_fault() {
            let message = format!("the field name `{shown}` {}", fault.complaint());
            Violation::of_name(name, ViolationKind::Malformed, message)
        } else {
            let message = match self.suggestion(name) {
                Some(meant) => format!("`{shown}` is not a field of this request; did you mean `{meant}`?"),
                None => format!("`{shown}` is not a field of this request"),
            };
            Violation::of_name(name, ViolationKind::UnknownField, message)
        };
        self.found.reject(AFTER_ALL_FIELDS, violation);
    }

    /// Reports a field that stands where it is not sent from.
    pub(crate) fn misplaced(&mut self, member: Member<'_>, complaint: &str) {
        let message = format!("`{}` {complaint}", member.name());
        self.found.reject(
            AFTER_ALL_FIELDS,
            Violation::of_name(member.name(), ViolationKind::UnknownField, message),
        );
    }

    fn suggestion(&mut self, name: &str) -> Option<&'static str> {
        self.suggestions_left = self.suggestions_left.checked_sub(1)?;
        closest(name, self.facts.rules().fields.iter().map(|field| field.name))
    }
}

/// What takes the fields of a request out of an input. Generated types implement it.
pub trait ReadFields {
    /// Hands each member to the method of the checker for the field of that name, and keeps what that gives.
    ///
    /// Generic and with the loop inside, so that what becomes of it for JSON has a single caller and no step between a
    /// member and its check.
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker);
}

/// A body that is refused as a whole: what its fields would be is unknown, so no rule is applied.
pub(crate) fn refused(message: String) -> Result<(), Rejected> {
    Report { violations: vec![Violation::of_body(message)], advice: Vec::new() }.into_result()
}

pub(crate) fn too_many() -> Result<(), Rejected> {
    refused(format!("the body has more than {} members", Checker::MAX_MEMBERS))
}

#[cfg(test)]
mod tests;
