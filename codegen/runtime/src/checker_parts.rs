//! The checks of fields that are lists or headers, and of requests whose fields do not all stand in one place.
//!
//! In: as for single values. Out: the same; of a list, the items one by one.

use serde_json::Value;

use crate::checker::{Checker, refused, too_many};
use crate::field::Field;
use crate::form_parse::{has_more_than, pairs};
use crate::header::{TAKEN, is_header_text};
use crate::member::{Input, Member, ReadFields, json_type};
use crate::report::Rejected;
use crate::rule::RuleSet;
use crate::violation_kind::ViolationKind;

/// So many wrong items of lists are reported; the items after them are not looked at. It bounds the work a hostile body
/// causes.
const MOST_WRONG_ITEMS: usize = 100;

/// Where a checker is in the lists of a request.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// The item that is being read, counted from 0.
    pub(crate) item: Option<usize>,
    /// How many items a form has given to each list so far.
    given: Vec<(u8, usize)>,
    wrong: usize,
}

impl Lists {
    /// Those of an object inside.
    pub(crate) fn inside(&self) -> Self {
        Self { wrong: self.wrong, ..Self::default() }
    }

    /// Goes on after the lists of an object inside.
    pub(crate) fn leave(&mut self, inside: &Self) {
        self.wrong = inside.wrong;
    }

    /// The number of the next item of a list in a form, whose items come one by one.
    fn next(&mut self, field: Field) -> usize {
        match self.given.iter_mut().find(|(index, _)| *index == field.index) {
            Some((_, count)) => {
                *count += 1;
                *count - 1
            }
            None => {
                self.given.push((field.index, 1));
                0
            }
        }
    }
}

impl Checker {
    /// Reads a list into `values`: in JSON an array, in a form all fields of that name. `read` is the method for one item.
    ///
    /// At most 100 wrong items of a request are reported, and advice about items until there are 100 pieces of it.
    pub fn list<T>(
        &mut self,
        field: Field,
        member: Member<'_>,
        values: &mut Option<Vec<T>>,
        read: impl Fn(&mut Self, Field, Member<'_>) -> Option<T>,
    ) {
        match member.input() {
            Input::Json(Value::Array(items)) => {
                if !self.enter(field) {
                    return;
                }
                let values = values.insert(Vec::with_capacity(items.len()));
                for (index, item) in items.iter().enumerate() {
                    values
                        .extend(self.item(index, |check| read(check, field, Member::json(field.name, item))));
                }
            }
            Input::Json(other) => {
                if self.enter(field) {
                    self.wrong_type::<T>(field, "an array", other);
                }
            }
            Input::Form(_) => {
                self.add(field);
                let index = self.lists.next(field);
                let values = values.get_or_insert_default();
                values.extend(self.item(index, |check| read(check, field, member)));
            }
        }
    }

    fn item<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        // More than that when the last one stood in a list inside: then the item around it is wrong, too.
        if self.lists.wrong >= MOST_WRONG_ITEMS {
            return None;
        }
        let outer = self.lists.item.replace(index);
        let value = read(self);
        self.lists.item = outer;
        self.lists.wrong += usize::from(value.is_none());
        value
    }

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
