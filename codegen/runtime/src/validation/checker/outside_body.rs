//! Checks of fields that are sent in the query or in headers, not in the body.

use serde_json::Value;

use crate::encoding::form_decode::{has_more_than, pairs};
use crate::encoding::headers::{self, is_header_text};
use crate::rules::field::Field;
use crate::rules::rule_set::RuleSet;
use crate::validation::checker::{Checker, ReadFields, reject_body, too_many_members};
use crate::validation::member::{Member, MemberValue, json_type};
use crate::validation::report::Rejected;
use crate::validation::violation_kind::ViolationKind;

impl Checker {
    /// Checks a form together with `others`, a JSON object of the fields that are sent in the query or in headers. `beside`
    /// lists those fields. The rules are applied to all fields together.
    ///
    /// # Errors
    /// When anything is wrong. The error lists all of it.
    pub fn form_beside(
        rules: &'static RuleSet,
        beside: &[Field],
        others: &Value,
        form: &str,
        fields: &mut impl ReadFields,
    ) -> Result<(), Rejected> {
        let Value::Object(others) = others else {
            return reject_body(format!(
                "the fields outside the form must be a JSON object, not {}",
                json_type(others)
            ));
        };
        if others.len() > Self::MAX_MEMBERS || has_more_than(Self::MAX_MEMBERS, form) {
            return too_many_members();
        }
        let others = others.iter().map(|(name, value)| Member::json(name, value));
        let pairs = pairs(form);
        let (mut in_place, mut misplaced) = (Vec::new(), Vec::new());
        for member in others.chain(pairs.iter().map(Member::form)) {
            let is_beside = beside.iter().any(|field| field.name == member.name());
            let is_known = rules.fields.iter().any(|field| field.name == member.name());
            match member.value() {
                MemberValue::Form(_) if is_beside => {
                    misplaced.push((member, "is sent outside the form"));
                }
                MemberValue::Json(_) if is_known && !is_beside => {
                    misplaced.push((member, "is sent in the form"));
                }
                _ => in_place.push(member),
            }
        }
        Self::run(rules, |check| {
            fields.read_fields(in_place.into_iter(), check);
            for (member, problem) in misplaced {
                check.misplaced(member, problem);
            }
        })
    }

    /// Reads a value that is sent in a header. `read` is the method for the value.
    pub fn header<T: AsRef<str>>(
        &mut self,
        field: Field,
        member: Member<'_>,
        read: impl Fn(&mut Self, Field, Member<'_>) -> Option<T>,
    ) -> Option<T> {
        let text = read(self, field, member)?;
        if is_header_text(text.as_ref()) {
            return Some(text);
        }
        self.report(field, ViolationKind::Format, headers::EXPECTED);
        None
    }
}
