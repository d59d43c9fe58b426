//! Checks of lists.

use serde_json::Value;

use crate::rules::field::Field;
use crate::validation::checker::Checker;
use crate::validation::checker::list_position::MAX_WRONG_ITEMS;
use crate::validation::member::{Member, MemberValue};

impl Checker {
    /// Reads a list into `values`: in JSON an array, in a form all pairs of that name. `read` is the method for one item.
    ///
    /// At most 100 wrong items of a request are reported. Items add no advice once there are 100 pieces of it.
    pub fn list<T>(
        &mut self,
        field: Field,
        member: Member<'_>,
        values: &mut Option<Vec<T>>,
        read: impl Fn(&mut Self, Field, Member<'_>) -> Option<T>,
    ) {
        match member.value() {
            MemberValue::Json(Value::Array(items)) => {
                if !self.mark_present_once(field) {
                    return;
                }
                let values = values.insert(Vec::with_capacity(items.len()));
                for (index, item) in items.iter().enumerate() {
                    values
                        .extend(self.item(index, |check| read(check, field, Member::json(field.name, item))));
                }
            }
            MemberValue::Json(other) => {
                if self.mark_present_once(field) {
                    self.wrong_type::<T>(field, "an array", other);
                }
            }
            MemberValue::Form(_) => {
                self.mark_present(field);
                let index = self.lists.next_form_index(field);
                let values = values.get_or_insert_default();
                values.extend(self.item(index, |check| read(check, field, member)));
            }
        }
    }

    fn item<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        // Can exceed the maximum by the items around the last one: they are wrong, too.
        if self.lists.wrong_items >= MAX_WRONG_ITEMS {
            return None;
        }
        let outer = self.lists.item.replace(index);
        let value = read(self);
        self.lists.item = outer;
        self.lists.wrong_items += usize::from(value.is_none());
        value
    }
}
