//! The checker: reads the fields of a JSON object or a form, applies the rules, and reports everything that is wrong at once.
//!
//! As in JSON Schema 2020-12, a field with an invalid value is present all the same, and tests look at the value as it was
//! given. The submodules have the checks for each kind of field.

mod clearable;
mod extensible;
pub(crate) mod list_position;
mod lists;
mod nullable;
mod outside_body;
mod scalars;
mod unions;

use std::fmt;

use serde_json::Value;

use crate::encoding::form_decode::{has_more_than, pairs};
use crate::messages::did_you_mean::closest;
use crate::messages::sanitized::Sanitized;
use crate::rules::facts::Facts;
use crate::rules::field::Field;
use crate::rules::field_value::FieldValue;
use crate::rules::rule_set::RuleSet;
use crate::validation::checker::list_position::ListPosition;
use crate::validation::member::{Member, json_type};
use crate::validation::report::{AFTER_ALL_FIELDS, Findings, Rejected, Report};
use crate::validation::violation::Violation;
use crate::validation::violation_kind::ViolationKind;

/// The maximum number of unknown names that are reported, in all objects of a request together.
const MAX_UNKNOWN: u16 = 2_000;

/// The maximum number of unknown names that are compared with the documented ones. It bounds the work that a hostile body can
/// cause.
const MAX_SUGGESTIONS: u8 = 32;

/// Collects what is wrong with a request while generated code reads its fields.
///
/// The tests of the rules look at the value as it was given, even if it is invalid. In JSON, that is the JSON value. In a
/// form, it depends on the method that reads the field: [`integer`](Self::integer) and [`number`](Self::number) take `5` for
/// a number, [`boolean`](Self::boolean) takes `true` for a boolean, and [`json_object`](Self::json_object),
/// [`json_value`](Self::json_value) and [`object`](Self::object) take the text for JSON. Text that these cannot read is a
/// string, and so is all text for the other methods. If the text cannot be decoded, the field is present and none of its
/// tests holds.
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
    findings: Findings,
    unknown_left: u16,
    suggestions_left: u8,
    pub(crate) lists: ListPosition,
}

impl Checker {
    /// Bodies with more members than this are rejected unread. No request has a tenth as many fields.
    pub const MAX_MEMBERS: usize = 2_000;

    /// Checks a JSON body: passes its members to `fields`, then applies the rules.
    ///
    /// Of a nested value only the type is checked, unless the field takes an object. So the depth and the size of a value do
    /// not matter.
    ///
    /// # Errors
    /// When anything is wrong. The error lists all of it.
    pub fn json(rules: &'static RuleSet, body: &Value, fields: &mut impl ReadFields) -> Result<(), Rejected> {
        let Value::Object(members) = body else {
            return reject_body(format!("the body takes a JSON object, not {}", json_type(body)));
        };
        if members.len() > Self::MAX_MEMBERS {
            return too_many_members();
        }
        let members = members.iter().map(|(name, value)| Member::json(name, value));
        Self::run(rules, |check| fields.read_fields(members, check))
    }

    /// Checks a form, `application/x-www-form-urlencoded`: passes its pairs to `fields`, then applies the rules.
    ///
    /// # Errors
    /// When anything is wrong. The error lists all of it.
    pub fn form(rules: &'static RuleSet, body: &str, fields: &mut impl ReadFields) -> Result<(), Rejected> {
        if has_more_than(Self::MAX_MEMBERS, body) {
            return too_many_members();
        }
        Self::run(rules, |check| fields.read_fields(pairs(body).iter().map(Member::form), check))
    }

    /// Runs `read` with a new checker, then applies the rules.
    #[inline]
    pub(crate) fn run(rules: &'static RuleSet, read: impl FnOnce(&mut Self)) -> Result<(), Rejected> {
        let mut checker = Self {
            facts: Facts::of(rules),
            findings: Findings::default(),
            unknown_left: MAX_UNKNOWN,
            suggestions_left: MAX_SUGGESTIONS,
            lists: ListPosition::default(),
        };
        read(&mut checker);
        rules.evaluate(&checker.facts, &mut checker.findings);
        if checker.findings.is_valid() { Ok(()) } else { checker.findings.into_report().into_result() }
    }

    /// A checker for an object nested in this request.
    pub(crate) fn nested(&self, rules: &'static RuleSet) -> Self {
        Self { facts: Facts::of(rules), findings: Findings::default(), lists: self.lists.nested(), ..*self }
    }

    /// Applies the rules of the object that `nested` has read, and returns everything that is wrong with it.
    pub(crate) fn finish_nested(&mut self, mut nested: Self) -> Report {
        nested.facts.rules().evaluate(&nested.facts, &mut nested.findings);
        self.lists.finish_nested(&nested.lists);
        (self.unknown_left, self.suggestions_left) = (nested.unknown_left, nested.suggestions_left);
        nested.findings.into_report()
    }

    /// Adds what is wrong with the object in a field, or in the list item that is being read.
    pub(crate) fn add_nested(&mut self, field: Field, report: Report) {
        self.findings.add_nested(field, self.lists.item, report);
    }

    /// Marks a field as present, and returns whether to read its value. A second value is a violation, unless it is a list
    /// item.
    pub(crate) fn mark_present_once(&mut self, field: Field) -> bool {
        let first = !self.facts.has(field);
        if first {
            self.facts.add(field);
        } else if self.lists.item.is_none() {
            self.report(field, ViolationKind::Duplicate, "appears in the body more than once");
            return false;
        }
        true
    }

    /// Marks a field as present.
    pub(crate) fn mark_present(&mut self, field: Field) {
        self.facts.add(field);
    }

    /// Whether a field has been marked as present.
    #[inline]
    pub(crate) fn has(&self, field: Field) -> bool {
        self.facts.has(field)
    }

    /// Marks a field as present, and evaluates its tests.
    #[inline]
    pub(crate) fn record<'v>(&mut self, field: Field, value: impl Into<FieldValue<'v>>) {
        self.facts.add(field);
        self.facts.evaluate_tests(field, value.into());
    }

    /// Evaluates the tests of a field.
    pub(crate) fn evaluate_tests<'v>(&mut self, field: Field, value: impl Into<FieldValue<'v>>) {
        self.facts.evaluate_tests(field, value.into());
    }

    /// Reports what is wrong with a field, or with the list item that is being read. The message is the name followed by
    /// `problem`.
    #[cold]
    pub(crate) fn report(&mut self, field: Field, kind: ViolationKind, problem: impl fmt::Display) {
        let violation = match self.lists.item {
            None => Violation::of_field(field, kind, format!("`{}` {problem}", field.name)),
            Some(item) => {
                Violation::of_item(field, item, kind, format!("`{}[{item}]` {problem}", field.name))
            }
        };
        self.findings.reject(field.index.into(), violation);
    }

    /// Reports a name that is not a field of the request.
    pub fn unknown(&mut self, member: Member<'_>) {
        let Some(left) = self.unknown_left.checked_sub(1) else { return };
        self.unknown_left = left;
        let name = member.given_name();
        let shown = Sanitized::name(name);
        let violation = if let Some(fault) = member.name_fault() {
            let message = format!("the field name `{shown}` {}", fault.problem());
            Violation::of_name(name, ViolationKind::Malformed, message)
        } else {
            let message = match self.suggestion(name) {
                Some(suggestion) => {
                    format!("`{shown}` is not a field of this request; did you mean `{suggestion}`?")
                }
                None => format!("`{shown}` is not a field of this request"),
            };
            Violation::of_name(name, ViolationKind::UnknownField, message)
        };
        self.findings.reject(AFTER_ALL_FIELDS, violation);
    }

    /// Reports a field that was given in the wrong part of the request.
    pub(crate) fn misplaced(&mut self, member: Member<'_>, problem: &str) {
        let message = format!("`{}` {problem}", member.name());
        self.findings.reject(
            AFTER_ALL_FIELDS,
            Violation::of_name(member.name(), ViolationKind::UnknownField, message),
        );
    }

    fn suggestion(&mut self, name: &str) -> Option<&'static str> {
        self.suggestions_left = self.suggestions_left.checked_sub(1)?;
        closest(name, self.facts.rules().fields.iter().map(|field| field.name))
    }
}

/// Reads the fields of a request. Generated types implement it.
pub trait ReadFields {
    /// Passes each member to the method of the checker for the field of that name, and keeps the value.
    // Generic and with the loop inside, so that the instance for JSON has a single caller and each check can be inlined.
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker);
}

/// Rejects a body as a whole. Its fields are unknown, so no rule is applied.
pub(crate) fn reject_body(message: String) -> Result<(), Rejected> {
    Report { violations: vec![Violation::of_body(message)], advice: Vec::new() }.into_result()
}

pub(crate) fn too_many_members() -> Result<(), Rejected> {
    reject_body(format!("the body has more than {} members", Checker::MAX_MEMBERS))
}

#[cfg(test)]
mod tests;
