//! Objects inside of requests.
//!
//! In: a field whose value is a JSON object with fields and rules of its own. Out: the object, checked as a request is, and
//! what is wrong with it told in the terms of the request around it.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::rules::facts::Facts;
use crate::rules::field::Field;
use crate::rules::rule_set::RuleSet;
use crate::validation::checker::Checker;
use crate::validation::member::{Input, Member};
use crate::validation::report::{Findings, Rejected, Report};
use crate::validation::violation::Violation;
use crate::validation::violation_kind::ViolationKind;

/// A JSON object that requests hold. Generated types implement it.
pub trait RequestObject: Serialize + Sized {
    /// Its fields and rules.
    const RULES: &'static RuleSet;

    /// Reads the members of an object. `check` is told what is wrong with them.
    fn read<'m>(members: impl Iterator<Item = Member<'m>>, check: &mut Checker) -> Self;

    /// What the documented rules say about this object.
    fn check(&self) -> Report;
}

impl Checker {
    /// Reads an object with fields and rules of its own; in a form, the text of one. What is wrong inside of it is reported
    /// with the names that lead there in front: `` `Channel.type` ``.
    pub fn object<T: RequestObject>(&mut self, field: Field, member: Member<'_>) -> Option<T> {
        let members = self.members(field, member)?;
        if members.len() > Self::MAX_MEMBERS {
            self.report(
                field,
                ViolationKind::Malformed,
                format_args!("has more than {} members", Self::MAX_MEMBERS),
            );
            return None;
        }
        let mut inside = self.inside(T::RULES);
        let object = T::read(members.iter().map(|(name, value)| Member::json(name, value)), &mut inside);
        let report = self.leave(inside);
        let valid = report.is_valid();
        self.take_in(field, report);
        valid.then_some(object)
    }

    /// Keeps a member that the description does not name, of an object that takes such.
    pub fn keep(&mut self, member: Member<'_>, members: &mut Map<String, Value>) {
        match member.input() {
            Input::Json(value) => drop(members.insert(member.name().to_owned(), value.clone())),
            Input::Form(_) => self.unknown(member),
        }
    }
}

impl RuleSet {
    /// As [`check`](Self::check), with what is wrong inside of the request: each part at the field that holds it.
    pub fn check_with(&self, facts: &Facts, parts: Parts) -> Report {
        let mut findings = parts.into_findings();
        self.judge(facts, &mut findings);
        findings.into_report()
    }

    /// The name of a member that is no field of these rules.
    ///
    /// # Errors
    /// When it is one: then the member has a setter of its own, and would be sent twice.
    pub fn undescribed(&self, name: impl Into<String>) -> Result<String, Rejected> {
        let name = name.into();
        if self.fields.iter().all(|field| field.name != name) {
            return Ok(name);
        }
        let message = format!("`{name}` is a field with a setter of its own, and no other member");
        let violation = Violation::of_name(&name, ViolationKind::Duplicate, message);
        Report { violations: vec![violation], advice: Vec::new() }.into_result().map(|()| name)
    }
}

/// What is wrong inside of a request that is at hand: see [`RuleSet::check_with`].
#[derive(Debug, Default)]
pub struct Parts {
    found: Findings,
}

impl Parts {
    /// Of a request with nothing inside.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what is wrong with the object in a field.
    #[must_use]
    pub fn object<T: RequestObject>(mut self, field: Field, object: Option<&T>) -> Self {
        if let Some(object) = object {
            self.found.take_in(field, None, object.check());
        }
        self
    }

    /// Adds what is wrong with the objects in a list.
    #[must_use]
    pub fn list<T: RequestObject>(mut self, field: Field, objects: Option<&[T]>) -> Self {
        for (item, object) in objects.into_iter().flatten().enumerate() {
            self.found.take_in(field, Some(item), object.check());
        }
        self
    }

    pub(crate) fn into_findings(self) -> Findings {
        self.found
    }
}

/// The value of a field as JSON, for tests to look into.
pub fn to_json<T: Serialize>(value: Option<&T>) -> Option<Value> {
    // Only keys that are no strings, or a type that fails on purpose, are errors; here are neither.
    value.map(|value| serde_json::to_value(value).unwrap_or_default())
}
