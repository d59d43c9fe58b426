//! The types that a random field can have: their schemas, their values, and how the runtime reads them.

mod component_types;
mod values;

use flex_runtime::{
    Checker, Choice, Field, FieldValue, JsonObjectOrText, Member, Nullable, Open, Parts, Wire,
};
use serde_json::{Map, Value, json};

use self::component_types::{Hue, Level, Pair, Quad, Triple, UNIT_PATTERN, Unit};
pub(super) use self::values::{INTEGERS, MEMBERS, PATTERNS, STRINGS};
use self::values::{lists, objects};

/// A type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    String,
    Integer,
    /// A component: an integer from 0 to 3.
    Level,
    Flag,
    /// Components: enums of two, three and four values.
    Pair,
    Triple,
    Quad,
    /// A JSON object of any shape; rules test its members.
    Object,
    Number,
    /// Arrays of strings, of enums and of bounded integers.
    Strings,
    Triples,
    Levels,
    /// A JSON object or text; rules test its members.
    ObjectOrText,
    IntegerOrDigits,
    /// Values that may be null, of which rules test the first two.
    MaybeString,
    MaybeInteger,
    MaybeTriple,
    MaybeStrings,
    /// A component, a string with a pattern, which an empty text clears.
    Unit,
    /// A component: an enum of which other texts are accepted, too.
    Hue,
}

/// A value that was read from a request.
#[derive(Clone, Debug)]
pub(super) enum Typed {
    String(String),
    Integer(i64),
    Boolean(bool),
    Object(Map<String, Value>),
    ObjectOrText(JsonObjectOrText),
    Null,
    Hue(Open<Hue>),
    /// A value that no rule tests.
    Untested,
}

pub(super) const KINDS: [FieldKind; 20] = [
    FieldKind::String,
    FieldKind::Integer,
    FieldKind::Level,
    FieldKind::Flag,
    FieldKind::Pair,
    FieldKind::Triple,
    FieldKind::Quad,
    FieldKind::Object,
    FieldKind::Number,
    FieldKind::Strings,
    FieldKind::Triples,
    FieldKind::Levels,
    FieldKind::ObjectOrText,
    FieldKind::IntegerOrDigits,
    FieldKind::MaybeString,
    FieldKind::MaybeInteger,
    FieldKind::MaybeTriple,
    FieldKind::MaybeStrings,
    FieldKind::Unit,
    FieldKind::Hue,
];

impl FieldKind {
    /// The schema of a field.
    pub(super) fn schema(self) -> Value {
        if let Some(value) = self.unless_null() {
            let schema = value.schema();
            return match schema["type"].as_str() {
                Some(ty) => {
                    let mut schema = schema.clone();
                    schema["type"] = json!([ty, "null"]);
                    schema
                }
                None => json!({ "anyOf": [schema, { "type": "null" }] }),
            };
        }
        if let Some(item) = self.item() {
            return json!({ "type": "array", "items": item.schema() });
        }
        match self.component() {
            Some((name, _)) => {
                let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
                if self.is_clearable() { json!({ "anyOf": [reference, { "const": "" }] }) } else { reference }
            }
            None => match self {
                Self::Integer => json!({ "type": "integer" }),
                Self::Flag => json!({ "type": "boolean" }),
                Self::Object => json!({ "type": "object" }),
                Self::Number => json!({ "type": "number" }),
                Self::ObjectOrText => {
                    json!({ "type": ["object", "string"], "contentMediaType": "application/json" })
                }
                Self::IntegerOrDigits => json!({ "type": ["integer", "string"], "pattern": "^[0-9]+$" }),
                _ => json!({ "type": "string" }),
            },
        }
    }

    /// The type of a value that is not null, where null is allowed.
    fn unless_null(self) -> Option<Self> {
        match self {
            Self::MaybeString => Some(Self::String),
            Self::MaybeInteger => Some(Self::Integer),
            Self::MaybeTriple => Some(Self::Triple),
            Self::MaybeStrings => Some(Self::Strings),
            _ => None,
        }
    }

    /// The type of the items of an array.
    fn item(self) -> Option<Self> {
        match self {
            Self::Strings => Some(Self::String),
            Self::Triples => Some(Self::Triple),
            Self::Levels => Some(Self::Level),
            _ => None,
        }
    }

    /// Whether rules can test the value.
    pub(super) fn has_tests(self) -> bool {
        let untested = [Self::Number, Self::IntegerOrDigits, Self::MaybeTriple, Self::MaybeStrings];
        !untested.contains(&self) && self.item().is_none()
    }

    /// The component that the schema refers to.
    pub(super) fn component(self) -> Option<(&'static str, Value)> {
        let kind = self.unless_null().unwrap_or(self);
        let kind = kind.item().unwrap_or(kind);
        let enumeration = || json!({ "type": "string", "enum": kind.enum_values() });
        match kind {
            Self::Level => Some(("Level", json!({ "type": "integer", "minimum": 0, "maximum": 3 }))),
            Self::Unit => Some(("Unit", json!({ "type": "string", "pattern": UNIT_PATTERN }))),
            Self::Hue => Some(("Hue", json!({ "type": "string", "x-extensible-enum": self.enum_values() }))),
            Self::Pair => Some(("Pair", enumeration())),
            Self::Triple => Some(("Triple", enumeration())),
            Self::Quad => {
                let mut schema = enumeration();
                schema["x-enum-varnames"] = json!(["North", "Sued", "FarEast", "West"]);
                Some(("Quad", schema))
            }
            _ => None,
        }
    }

    fn enum_values(self) -> &'static [&'static str] {
        match self {
            Self::Pair => Pair::TEXTS,
            Self::Triple => Triple::TEXTS,
            Self::Quad => Quad::TEXTS,
            Self::Hue => Hue::TEXTS,
            _ => &[],
        }
    }

    /// Whether a form, or else JSON, can have the type: an empty text clears fields of forms, and only JSON has null and tells two
    /// types apart.
    pub(super) fn is_for(self, form: bool) -> bool {
        let in_json_only =
            [Self::ObjectOrText, Self::IntegerOrDigits].contains(&self) || self.unless_null().is_some();
        if form { !in_json_only } else { !self.is_clearable() }
    }

    /// Whether an empty text clears the field. A builder tells that from any value.
    pub(super) fn is_clearable(self) -> bool {
        self == Self::Unit
    }

    /// Whether other texts than the documented ones are accepted, with advice. To a builder, they are one more value.
    pub(super) fn is_extensible(self) -> bool {
        self == Self::Hue
    }

    /// The documented values that a builder tells apart, in the order of its states.
    pub(super) fn known(self) -> Vec<Value> {
        match self {
            Self::Flag => vec![json!(true), json!(false)],
            _ => self.enum_values().iter().map(|value| json!(value)).collect(),
        }
    }

    /// Whether a builder tells some values apart.
    pub(super) fn is_told_apart(self) -> bool {
        self.is_clearable() || !self.known().is_empty()
    }

    /// Values that a field of this type takes.
    pub(super) fn values(self) -> Vec<Value> {
        match self {
            Self::String => STRINGS.iter().map(|text| json!(text)).collect(),
            Self::Integer => INTEGERS.iter().map(|number| json!(number)).collect(),
            Self::Level => (0..=3).map(|number| json!(number)).collect(),
            Self::Unit => [json!("UN42"), json!(""), json!("UN00")].into(),
            Self::Hue => {
                let others = [json!("dark"), json!("")];
                self.known().into_iter().chain(self.known()).chain(others).collect()
            }
            Self::Object => objects(),
            Self::ObjectOrText => [objects(), vec![json!(""), json!("{\"m\": 1}")]].concat(),
            Self::IntegerOrDigits => vec![json!(-1), json!(3), json!("3"), json!("007")],
            Self::MaybeString | Self::MaybeInteger | Self::MaybeTriple | Self::MaybeStrings => {
                let mut values = self.literals();
                values.extend([json!(null), json!(null)]);
                values
            }
            Self::Number => [json!(0.5), json!(-2), json!(1e300), json!(-0.0), json!(i64::MAX)].into(),
            Self::Strings | Self::Triples | Self::Levels => lists(&self.item().unwrap_or(self).values()),
            _ => self.known(),
        }
    }

    /// Values of this type that a rule can name.
    pub(super) fn literals(self) -> Vec<Value> {
        self.unless_null().unwrap_or(self).values()
    }

    /// Whether rules test members of the value.
    pub(super) fn has_members(self) -> bool {
        matches!(self, Self::Object | Self::ObjectOrText)
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Level | Self::MaybeInteger)
    }

    /// Reads a member as generated code would.
    pub(super) fn read(self, field: Field, member: Member<'_>, check: &mut Checker) -> Option<Typed> {
        match self {
            Self::String => check.text(field, member).map(Typed::String),
            Self::Integer => check.integer(field, member).map(Typed::Integer),
            Self::Level => check.bounded::<Level>(field, member).map(|level| Typed::Integer(level.0)),
            Self::Flag => check.boolean(field, member).map(Typed::Boolean),
            Self::Pair => check.choice::<Pair>(field, member).map(Typed::enum_value),
            Self::Triple => check.choice::<Triple>(field, member).map(Typed::enum_value),
            Self::Quad => check.choice::<Quad>(field, member).map(Typed::enum_value),
            Self::Unit => check
                .clearable(field, member, Checker::sid::<Unit>)
                .map(|unit| Typed::String(unit.as_str().to_owned())),
            Self::Hue => check.open_choice(field, member).map(Typed::Hue),
            Self::Object => check.json_object(field, member).map(Typed::Object),
            Self::Number => check.number(field, member).map(|_| Typed::Untested),
            Self::Strings => items::<String>(field, member, check, Checker::text),
            Self::Triples => items::<Triple>(field, member, check, Checker::choice),
            Self::Levels => items::<Level>(field, member, check, Checker::bounded),
            Self::ObjectOrText => check.object_or_text(field, member).map(Typed::ObjectOrText),
            Self::IntegerOrDigits => check.integer_or_digits(field, member).map(|_| Typed::Untested),
            Self::MaybeStrings => {
                let mut items = None;
                check.nullable_list(field, member, &mut items, Checker::text::<String>);
                items.map(|_| Typed::Untested)
            }
            Self::MaybeString | Self::MaybeInteger | Self::MaybeTriple => {
                let kind = self.unless_null().unwrap_or(self);
                let read = |check: &mut Checker, field, member: Member<'_>| kind.read(field, member, check);
                check.nullable(field, member, read).map(|value| value.value().unwrap_or(Typed::Null))
            }
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

impl Typed {
    fn enum_value(value: impl Wire) -> Self {
        Self::String(value.as_wire().to_owned())
    }

    /// What there is to check beside the rules.
    pub(super) fn parts(&self, field: Field, parts: Parts) -> Parts {
        match self {
            Self::Hue(hue) => parts.open_choice(field, Some(hue)),
            _ => parts,
        }
    }

    pub(super) fn as_value(&self) -> FieldValue<'_> {
        match self {
            Self::String(text) => text.as_str().into(),
            Self::Integer(value) => (*value).into(),
            Self::Boolean(value) => (*value).into(),
            Self::Object(members) => members.into(),
            Self::ObjectOrText(value) => value.into(),
            Self::Null => Nullable::<i64>::Null.into(),
            Self::Hue(hue) => hue.as_str().into(),
            Self::Untested => unreachable!("no rule tests it"),
        }
    }
}
