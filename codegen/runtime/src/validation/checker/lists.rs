//! Checks of fields whose value is a list.

use serde_json::Value;

use crate::rules::field::Field;
use crate::validation::checker::Checker;
use crate::validation::checker::list_position::MOST_WRONG_ITEMS;
use crate::validation::member::{Input, Member};

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
}
