//! Members of an object that the description does not name.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// No members.
static NONE: BTreeMap<String, Value> = BTreeMap::new();

/// The members of an object that are not described, by name. Without any, it does not allocate.
///
/// `Debug` prints their names only: nobody has said which of them are secret.
#[derive(Clone, Default, PartialEq)]
#[expect(clippy::box_collection, reason = "few objects have any, and the others stay small")]
pub struct Extra(Option<Box<BTreeMap<String, Value>>>);

impl Extra {
    /// The members.
    pub fn get(&self) -> &BTreeMap<String, Value> {
        self.0.as_deref().unwrap_or(&NONE)
    }

    /// Adds a member. Of two with one name, the last counts.
    pub(crate) fn insert(&mut self, name: String, value: Value) {
        self.0.get_or_insert_default().insert(name, value);
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.get().keys()).finish()
    }
}
