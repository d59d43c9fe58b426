//! Checks of fields that are not sent in the body, but in the query or in headers.

use serde_json::Value;

use crate::encoding::form_decode::{has_more_than, pairs};
use crate::encoding::headers::{TAKEN, is_header_text};
use crate::rules::field::Field;
use crate::rules::rule_set::RuleSet;
use crate::validation::checker::{Checker, ReadFields, refused, too_many};
use crate::validation::member::{Input, Member, json_type};
use crate::validation::report::Rejected;
use crate::validation::violation_kind::ViolationKind;

impl Checker {
    /// Checks a form, and a JSON object with the fields that are not sent in it, but in the query or in headers: `beside` are
    /// those. Then applies the rules, to both together.
    ///
    /// # Errors
    /// When anything is wrong; the error has all of it.
    pub fn form_beside(
        rules: &'static RuleSet,
        beside: &[Field],
        others: &Value,
        form: &str,
        fields: &mut impl ReadFields,
    ) -> Result<(), Rejected> {
        let Value::Object(others) = others else {
            return refused(format!(
                "the fields beside the form are a JSON object, not {}",
                json_type(others)
            ));
        };
        if others.len() > Self::MAX_MEMBERS || has_more_than(Self::MAX_MEMBERS, form) {
            return too_many();
        }
        let others = others.iter().map(|(name, value)| Member::json(name, value));
        let pairs = pairs(form);
        let (mut in_place, mut misplaced) = (Vec::new(), Vec::new());
        for member in others.chain(pairs.iter().map(Member::form)) {
            let is_beside = beside.iter().any(|field| field.name == member.name());
            let is_known = rules.fields.iter().any(|field| field.name == member.name());
            match member.input() {
                Input::Form(_) if is_beside => {
                    misplaced.push((member, "is not sent in the form, but beside it"));
                }
                Input::Json(_) if is_known && !is_beside => misplaced.push((member, "is sent in the form")),
                _ => in_place.push(member),
            }
        }
        Self::run(rules, |check| {
            fields.read_fields(in_place.into_iter(), check);
            for (member, complaint) in misplaced {
                check.misplaced(member, complaint);
            }
        })
    }

    /// Reads a text that goes into a header. `read` is the method for the text.
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
        self.report(field, ViolationKind::Format, TAKEN);
        None
    }
}
