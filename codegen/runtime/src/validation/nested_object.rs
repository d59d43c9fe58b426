//! Objects nested in requests, which have fields and rules of their own and are checked like requests.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::rules::facts::Facts;
use crate::rules::field::Field;
use crate::rules::rule_set::RuleSet;
use crate::validation::checker::Checker;
use crate::validation::member::{Member, MemberValue};
use crate::validation::report::{Findings, Rejected, Report};
use crate::validation::violation::Violation;
use crate::validation::violation_kind::ViolationKind;

/// A JSON object that is nested in requests. Generated types implement it.
pub trait RequestObject: Serialize + Sized {
    /// Its fields and rules.
    const RULES: &'static RuleSet;

    /// Reads the members of an object. Violations go to `check`.
    fn read<'m>(members: impl Iterator<Item = Member<'m>>, check: &mut Checker) -> Self;

    /// What the documented rules say about this object.
    fn check(&self) -> Report;
}

impl Checker {
    /// Reads an object with fields and rules of its own; in a form, its JSON text. Violations in it are reported with the
    /// path to the member: `` `Channel.type` ``.
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
        let mut nested = self.nested(T::RULES);
        let object = T::read(members.iter().map(|(name, value)| Member::json(name, value)), &mut nested);
        let report = self.finish_nested(nested);
        let valid = report.is_valid();
        self.add_nested(field, report);
        valid.then_some(object)
    }

    /// Keeps a member that the description does not name, of an object that allows additional members.
    pub fn keep(&mut self, member: Member<'_>, members: &mut Map<String, Value>) {
        match member.value() {
            MemberValue::Json(value) => drop(members.insert(member.name().to_owned(), value.clone())),
            MemberValue::Form(_) => self.unknown(member),
        }
    }
}

impl RuleSet {
    /// Like [`check`](Self::check), including what was found in `parts`.
    pub fn check_with(&self, facts: &Facts, parts: Parts) -> Report {
        let mut findings = parts.into_findings();
        self.evaluate(facts, &mut findings);
        findings.into_report()
    }

    /// Checks that all names are those of additional members: that none is a field.
    ///
    /// # Errors
    /// When some are fields. A field has a setter, and would be sent twice.
    pub fn undescribed<N: Into<String>, V: Into<Value>>(
        &self,
        members: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Map<String, Value>, Rejected> {
        let members: Map<_, _> =
            members.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        let violation = |field: &Field| {
            let message =
                format!("`{}` is a field with a setter of its own, and no other member", field.name);
            Violation::of_name(field.name, ViolationKind::Duplicate, message)
        };
        let described = self.fields.iter().filter(|field| members.contains_key(field.name));
        let violations = described.map(violation).collect();
        Report { violations, advice: Vec::new() }.into_result().map(|()| members)
    }
}

/// What is wrong with the parts of a request, nested objects among them; see [`RuleSet::check_with`].
#[derive(Debug, Default)]
pub struct Parts {
    pub(super) findings: Findings,
}

impl Parts {
    /// No parts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the object in a field.
    #[must_use]
    pub fn object<T: RequestObject>(mut self, field: Field, object: Option<&T>) -> Self {
        if let Some(object) = object {
            self.findings.add_nested(field, None, object.check());
        }
        self
    }

    /// Adds the objects in a list.
    #[must_use]
    pub fn list<T: RequestObject>(mut self, field: Field, objects: Option<&[T]>) -> Self {
        for (item, object) in objects.into_iter().flatten().enumerate() {
            self.findings.add_nested(field, Some(item), object.check());
        }
        self
    }

    /// Adds advice for each of the members that is sent in place of a field, which nothing has checked.
    #[must_use]
    pub fn overridden(mut self, rules: &'static RuleSet, members: &Map<String, Value>) -> Self {
        for (field, _) in rules.overridden(members) {
            let message = format!("`{}` is overridden, and sent unchecked", field.name);
            let advice = Violation::of_field(field, ViolationKind::Discouraged, message);
            self.findings.advise(field.index.into(), advice);
        }
        self
    }

    pub(crate) fn into_findings(self) -> Findings {
        self.findings
    }
}

/// The value of a field as JSON, for tests with a path.
pub fn to_json<T: Serialize>(value: Option<&T>) -> Option<Value> {
    // Serialising fails only for keys that are not strings, or for a type that fails on purpose. There are neither here.
    value.map(|value| serde_json::to_value(value).unwrap_or_default())
}
