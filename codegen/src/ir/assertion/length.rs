//! `minLength` and `maxLength`

use serde_json::{Map, Value};

use super::instance::Instance;
use super::interval::Interval;
use super::keyword::{AssertionKeyword, Boundaries, Constant, InvalidKeyword, Predicate, Verb};

/// The bounds of the length of a string, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Length(Interval<u32>);

impl Length {
    pub(super) fn minimum(value: i64) -> Result<Self, InvalidKeyword> {
        bound(value).map(Interval::from).map(Self)
    }

    pub(super) fn maximum(value: i64) -> Result<Self, InvalidKeyword> {
        bound(value).map(Interval::up_to).map(Self)
    }

    pub(super) fn and(&self, other: &Self) -> Option<Self> {
        self.0.and(other.0).map(Self)
    }
}

fn bound(value: i64) -> Result<u32, InvalidKeyword> {
    let invalid =
        InvalidKeyword { message: "a length must be an integer from 0 to 4294967295", help: "correct it" };
    u32::try_from(value).map_err(|_| invalid)
}

impl AssertionKeyword for Length {
    fn holds_for(&self, instance: Instance<'_>) -> bool {
        let length = instance.length();
        self.0.contains(|bound| length.map(|length| length.cmp(&bound)))
    }

    fn add_boundaries<'k>(&'k self, boundaries: &mut Boundaries<'k>) {
        boundaries.lengths.extend(self.0.bounds());
    }

    fn predicate(&self) -> Predicate {
        let number = self.0.words();
        let one = number == "1" || number.ends_with(" 1");
        let complement = format!("{number} {}", if one { "character" } else { "characters" });
        Predicate { verb: Verb::Have, complement }
    }

    fn schema(&self) -> Map<String, Value> {
        self.0.schema("minLength", "maxLength")
    }

    fn constant(&self) -> Constant<'_> {
        self.0.constant("Length")
    }
}
