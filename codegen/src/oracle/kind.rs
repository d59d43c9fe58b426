//! The types that a random field can have: as a schema, as values, and as the runtime reads them.

use flex_runtime::{BoundedInteger, Checker, Choice, Field, FieldValue, Member, OutOfRange, Wire};
use serde_json::{Map, Value, json};

/// A type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    /// A component: an integer from 0 to 3.
    Level,
    Flag,
    /// Components: enums of two, three and four values.
    Pair,
    Triple,
    Quad,
    /// A JSON object of any shape, of which rules test the members.
    Object,
    Number,
    /// Arrays of texts, of enums and of bounded integers.
    Texts,
    Triples,
    Levels,
}

/// A value that a request has read.
#[derive(Clone, Debug)]
pub(super) enum Typed {
    Text(String),
    Integer(i64),
    Boolean(bool),
    Object(Map<String, Value>),
    /// A value that no test looks at.
    Untested,
}

pub(super) const KINDS: [Kind; 12] = [
    Kind::Text,
    Kind::Integer,
    Kind::Level,
    Kind::Flag,
    Kind::Pair,
    Kind::Triple,
    Kind::Quad,
    Kind::Object,
    Kind::Number,
    Kind::Texts,
    Kind::Triples,
    Kind::Levels,
];

/// The names of members that rules test and requests have.
pub(super) const MEMBERS: [&str; 3] = ["a/b", "m", "n"];

/// Texts that rules name and requests have; lengths from 0 to 5, in characters and not in bytes.
pub(super) const TEXTS: [&str; 7] = ["", "x", "☎", "ab", "e\u{301}", "äöü", "on ☎☎"];

/// Whether a text matches a pattern.
type Matches = fn(&str) -> bool;

/// Patterns that rules ask for, each with what it means.
pub(super) const PATTERNS: [(&str, Matches); 3] = [
    ("^[a-z]{2}$", |text| text.len() == 2 && text.chars().all(|c| c.is_ascii_lowercase())),
    ("☎", |text| text.contains('☎')),
    ("^(x|on)", |text| text.starts_with('x') || text.starts_with("on")),
];

/// Numbers that rules name and requests have.
pub(super) const INTEGERS: [i64; 8] = [-2, -1, 0, 1, 2, 3, 4, 100];

impl Kind {
    /// Its schema as a field of a request has it.
    pub(super) fn schema(self) -> Value {
        if let Some(item) = self.item() {
            return json!({ "type": "array", "items": item.schema() });
        }
        match self.component() {
            Some((name, _)) => json!({ "$ref": format!("#/components/schemas/{name}") }),
            None => match self {
                Self::Integer => json!({ "type": "integer" }),
                Self::Flag => json!({ "type": "boolean" }),
                Self::Object => json!({ "type": "object" }),
                Self::Number => json!({ "type": "number" }),
                _ => json!({ "type": "string" }),
            },
        }
    }

    /// Of an array, what it is one of.
    fn item(self) -> Option<Self> {
        match self {
            Self::Texts => Some(Self::Text),
            Self::Triples => Some(Self::Triple),
            Self::Levels => Some(Self::Level),
            _ => None,
        }
    }

    /// Whether rules can test the value.
    pub(super) fn has_tests(self) -> bool {
        self != Self::Number && self.item().is_none()
    }

    /// The component that it needs.
    pub(super) fn component(self) -> Option<(&'static str, Value)> {
        let kind = self.item().unwrap_or(self);
        let words = || json!({ "type": "string", "enum": kind.words() });
        match kind {
            Self::Level => Some(("Level", json!({ "type": "integer", "minimum": 0, "maximum": 3 }))),
            Self::Pair => Some(("Pair", words())),
            Self::Triple => Some(("Triple", words())),
            Self::Quad => {
                let mut schema = words();
                schema["x-enum-varnames"] = json!(["North", "Sued", "FarEast", "West"]);
                Some(("Quad", schema))
            }
            _ => None,
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Pair => Pair::TEXTS,
            Self::Triple => Triple::TEXTS,
            Self::Quad => Quad::TEXTS,
            _ => &[],
        }
    }

    /// The values of which a builder knows one, in the order in which it numbers them.
    pub(super) fn known(self) -> Vec<Value> {
        match self {
            Self::Flag => vec![json!(true), json!(false)],
            _ => self.words().iter().map(|word| json!(word)).collect(),
        }
    }

    /// Values that a field of this type takes.
    pub(super) fn values(self) -> Vec<Value> {
        match self {
            Self::Text => TEXTS.iter().map(|text| json!(text)).collect(),
            Self::Integer => INTEGERS.iter().map(|number| json!(number)).collect(),
            Self::Level => (0..=3).map(|number| json!(number)).collect(),
            Self::Object => objects(),
            Self::Number => [json!(0.5), json!(-2), json!(1e300), json!(-0.0), json!(i64::MAX)].into(),
            Self::Texts | Self::Triples | Self::Levels => lists(&self.item().unwrap_or(self).values()),
            _ => self.known(),
        }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Level)
    }

    /// Reads a member as generated code would.
    pub(super) fn read(self, field: Field, member: Member<'_>, check: &mut Checker) -> Option<Typed> {
        match self {
            Self::Text => check.text(field, member).map(Typed::Text),
            Self::Integer => check.integer(field, member).map(Typed::Integer),
            Self::Level => check.bounded::<Level>(field, member).map(|level| Typed::Integer(level.0)),
            Self::Flag => check.boolean(field, member).map(Typed::Boolean),
            Self::Pair => check.choice::<Pair>(field, member).map(Typed::word),
            Self::Triple => check.choice::<Triple>(field, member).map(Typed::word),
            Self::Quad => check.choice::<Quad>(field, member).map(Typed::word),
            Self::Object => check.json_object(field, member).map(Typed::Object),
            Self::Number => check.number(field, member).map(|_| Typed::Untested),
            Self::Texts => items::<String>(field, member, check, Checker::text),
            Self::Triples => items::<Triple>(field, member, check, Checker::choice),
            Self::Levels => items::<Level>(field, member, check, Checker::bounded),
        }
    }
}

fn items<T>(
    field: Field,
    member: Member<'_>,
    check: &mut Checker,
    read: fn(&mut Checker, Field, Member<'_>) -> Option<T>,
) -> Option<Typed> {
    let mut items = None;
    check.list(field, member, &mut items, read);
    items.map(|_| Typed::Untested)
}

/// Arrays of none, one and several of some values.
fn lists(items: &[Value]) -> Vec<Value> {
    vec![json!([]), json!([items[0]]), json!([items[1], items[1]]), json!(items)]
}

/// Some values of members, and of members of those.
fn atoms() -> [Value; 9] {
    [
        json!(""),
        json!("x"),
        json!("☎☎"),
        json!(1),
        json!(2.0),
        json!(2.5),
        json!(true),
        json!(null),
        json!([]),
    ]
}

fn objects() -> Vec<Value> {
    let mut all = vec![json!({})];
    for atom in atoms() {
        all.extend([json!({ "m": atom }), json!({ "a/b": atom }), json!({ "m": { "n": atom } })]);
        all.push(json!({ "m": { "n": 1 }, "n": atom, "a/b": { "m": atom } }));
    }
    all
}

impl Typed {
    fn word(word: impl Wire) -> Self {
        Self::Text(word.as_wire().to_owned())
    }

    pub(super) fn as_value(&self) -> FieldValue<'_> {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Integer(value) => (*value).into(),
            Self::Boolean(value) => (*value).into(),
            Self::Object(members) => members.into(),
            Self::Untested => unreachable!("no test looks at it"),
        }
    }
}

struct Level(i64);

impl BoundedInteger for Level {
    const NAME: &'static str = "Level";
    const RANGE: &'static str = "0 to 3";

    fn from_i64(value: i64) -> Result<Self, OutOfRange> {
        if (0..=3).contains(&value) {
            Ok(Self(value))
        } else {
            Err(OutOfRange::new(value, Self::NAME, Self::RANGE))
        }
    }
}

/// Enums, each value as its number.
macro_rules! choices {
    ($($name:ident: $($text:literal),+;)+) => {$(
        #[derive(Clone, Copy)]
        struct $name(usize);

        impl Wire for $name {
            const NAME: &'static str = stringify!($name);

            fn from_wire(text: &str) -> Option<Self> {
                Self::find(text)
            }

            fn as_wire(&self) -> &str {
                Self::TEXTS[self.0]
            }
        }

        impl Choice for $name {
            const ALL: &'static [Self] = &{
                let mut all = [Self(0); [$($text),+].len()];
                let mut i = 0;
                while i < all.len() {
                    all[i] = Self(i);
                    i += 1;
                }
                all
            };
            const TEXTS: &'static [&'static str] = &[$($text),+];
        }
    )+};
}

choices! {
    Pair: "on", "off";
    Triple: "red", "green", "blue";
    Quad: "north", "süd", "far east", "true";
}
