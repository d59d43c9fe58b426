//! Checks of values that may be null. Only JSON has null.

use serde_json::Value;

use crate::rules::field::Field;
use crate::scalars::nullable::Nullable;
use crate::validation::checker::Checker;
use crate::validation::member::{Member, MemberValue};

impl Checker {
    /// Reads a value that may be null. `read` is the method for any other value.
    pub fn nullable<T>(
        &mut self,
        field: Field,
        member: Member<'_>,
        read: impl Fn(&mut Self, Field, Member<'_>) -> Option<T>,
    ) -> Option<Nullable<T>> {
        if let MemberValue::Json(null @ Value::Null) = member.value() {
            return self.mark_present_once(field).then(|| {
                self.evaluate_tests(field, null);
                Nullable::Null
            });
        }
        read(self, field, member).map(Nullable::Value)
    }

    /// Reads a list into `values`, as [`list`](Self::list) does, or null in place of it.
    pub fn nullable_list<T>(
        &mut self,
        field: Field,
        member: Member<'_>,
        values: &mut Option<Nullable<Vec<T>>>,
        read: impl Fn(&mut Self, Field, Member<'_>) -> Option<T>,
    ) {
        let found = self.nullable(field, member, |check, field, member| {
            let mut list = None;
            check.list(field, member, &mut list, &read);
            list
        });
        if found.is_some() {
            *values = found;
        }
    }
}
