//! Random instances of a schema: valid ones, some with one mistake, some with many. A schema comes in, JSON goes out.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::complaint::segments;
use super::random::Random;
use crate::described::HEADER;

/// Values that some field takes, nearly takes, or has no idea about. Integers stay within 64 bits: JSON Schema knows no
/// end to them, a request does.
const JUNK: [&str; 34] = [
    "null",
    "true",
    "false",
    "0",
    "-0.0",
    "1",
    "2",
    "4",
    "-1",
    "3.0",
    "2.5",
    "1e2",
    "9223372036854775807",
    "-9223372036854775808",
    r#""""#,
    r#""true""#,
    r#""2""#,
    r#""web""#,
    r#""WEB""#,
    r#""studio""#,
    r#""task""#,
    r#""https://example.com/a#b""#,
    r#""no uri""#,
    r#""example.com""#,
    r#""FW0123456789abcdef0123456789abcdef""#,
    r#""WS0123456789abcdef0123456789ABCDEF""#,
    r#""WW0123456789abcdef0123456789abcdef\n""#,
    r#""IS0123456789abcdef0123456789abcdeg""#,
    r#""☎ é""#,
    r#""e\u0301\u0000 &=+%25""#,
    "[]",
    "{}",
    r#"[{"a": 1}, "b"]"#,
    r#"{"sid": {"sid": null}}"#,
];

/// Names that are no field.
const OTHERS: [&str; 5] = ["Friendlyname", "integration.flowsid", "a~b/c", "", "Übername"];

/// What a value has to look like, as far as it takes to make one up.
pub(super) struct Shape {
    pub(super) kind: Kind,
    schema: Value,
    /// Whether an empty text clears it.
    clearable: bool,
}

pub(super) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    List(Box<Shape>),
    /// An object with described members.
    Object(Vec<(String, Shape)>),
    /// An object of any shape.
    Members,
    Any,
    /// A value, or null.
    Nullable(Box<Shape>),
    /// An object of any shape, or text.
    ObjectOrText,
    IntegerOrDigits,
}

impl Shape {
    pub(super) fn of(schema: &Value) -> Self {
        if let [value, nothing] = schema["anyOf"].as_array().map_or(&[][..], Vec::as_slice)
            && *nothing == json!({ "const": "" })
        {
            return Self { clearable: true, ..Self::of(value) };
        }
        let mut members = Vec::new();
        collect(schema, &mut members);
        let types: Vec<&str> =
            schema["type"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let kind = match schema["type"].as_str() {
            None if schema["anyOf"][1] == json!({ "type": "null" }) => {
                Kind::Nullable(Box::new(Self::of(&schema["anyOf"][0])))
            }
            None if types.contains(&"null") && types.len() < 6 => {
                let others: Vec<_> = types.into_iter().filter(|ty| *ty != "null").collect();
                let mut schema = schema.clone();
                schema["type"] = if others.len() == 1 { json!(others[0]) } else { json!(others) };
                Kind::Nullable(Box::new(Self::of(&schema)))
            }
            None if types == ["object", "string"] => Kind::ObjectOrText,
            None if types == ["integer", "string"] => Kind::IntegerOrDigits,
            _ if !members.is_empty() => Kind::Object(members),
            Some("string") => Kind::Text,
            Some("integer") => Kind::Integer,
            Some("number") => Kind::Number,
            Some("boolean") => Kind::Boolean,
            Some("array") => Kind::List(Box::new(Self::of(&schema["items"]))),
            Some("object") => Kind::Members,
            _ => Kind::Any,
        };
        Self { kind, schema: schema.clone(), clearable: false }
    }

    /// What the value looks like that is not null.
    fn unless_null(&self) -> &Self {
        if let Kind::Nullable(shape) = &self.kind { shape } else { self }
    }

    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        let Kind::Object(members) = &self.unless_null().kind else { return None };
        members.iter().find(|(known, _)| known == name).map(|(_, shape)| shape)
    }

    /// A value that fits, but for the rules.
    fn value(&self, random: &mut Random) -> Value {
        let schema = &self.schema;
        if self.clearable && random.chance(30) {
            return json!("");
        }
        if let Some(words) = schema["enum"].as_array() {
            return random.pick(words).clone();
        }
        if let Some(words) = schema["x-extensible-enum"].as_array() {
            let others = [json!(""), json!("custom"), json!("smss"), json!("☎")];
            let among = if random.chance(80) { words.as_slice() } else { &others };
            return random.pick(among).clone();
        }
        match &self.kind {
            Kind::Boolean => json!(random.chance(50)),
            Kind::Number => json!(random.pick(&[0.0, -1.0, 6.985_619, 1e9, 0.1])),
            Kind::Integer => {
                let (low, high) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
                let low_or = low.unwrap_or(i64::MIN);
                json!(random.pick(&[low_or, low.map_or(-1, |low| low + 1), high.unwrap_or(i64::MAX)]))
            }
            Kind::List(item) => (0..random.below(4)).map(|_| item.value(random)).collect(),
            Kind::Object(_) => Value::Object(self.members(random)),
            Kind::Members => {
                random.pick(&[json!({}), json!({ "a": [1, null] }), json!({ "é": "☎" })]).clone()
            }
            Kind::Any => junk(random),
            Kind::Nullable(_) if random.chance(30) => Value::Null,
            Kind::Nullable(shape) => shape.value(random),
            Kind::ObjectOrText => random.pick(&[json!({}), json!({ "a": [1] }), json!("{\"a\":1}")]).clone(),
            Kind::IntegerOrDigits => random.pick(&[json!(-1), json!(10), json!("10"), json!("007")]).clone(),
            Kind::Text => json!(text(random, schema)),
        }
    }

    fn members(&self, random: &mut Random) -> Map<String, Value> {
        let Kind::Object(members) = &self.kind else { return Map::new() };
        let share = *random.pick(&[10, 30, 50, 90]);
        let mut chosen = Map::new();
        for (name, shape) in members {
            if random.chance(share) {
                chosen.insert(name.clone(), shape.value(random));
            }
        }
        chosen
    }
}

fn junk(random: &mut Random) -> Value {
    serde_json::from_str(JUNK[random.below(JUNK.len())]).unwrap()
}

/// The properties of an object and of the parts that it takes in.
fn collect(schema: &Value, members: &mut Vec<(String, Shape)>) {
    for part in schema["allOf"].as_array().into_iter().flatten().filter(|part| part["type"] == "object") {
        collect(part, members);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        members.push((name.clone(), Shape::of(property)));
    }
}

fn text(random: &mut Random, schema: &Value) -> String {
    let pattern = schema["pattern"].as_str().unwrap_or_default();
    if let Some(prefix) = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix("[0-9a-fA-F]{32}$")) {
        let hex: String = (0..32).map(|_| *random.pick(&['0', '9', 'a', 'f', 'A', 'F'])).collect();
        return format!("{prefix}{hex}");
    }
    if pattern == HEADER {
        return (*random.pick(&["", "a b", r#"{"a": 1}"#])).to_owned();
    }
    if pattern == "^https?://" {
        return (*random.pick(&["http://", "https://h:1/a?b=%C3%A9#c", "https://☎ &\n"])).to_owned();
    }
    assert_eq!(pattern, "", "instances of this pattern have to be made up");
    if schema["format"] == "uri" {
        return (*random.pick(&["https://example.com/", "urn:x:y", "https://h/?a=%C3%A9&b#c"])).to_owned();
    }
    let most = schema["maxLength"].as_u64().map(|most| usize::try_from(most).unwrap());
    let least = schema["minLength"].as_u64().map_or(0, |least| usize::try_from(least).unwrap());
    match most.filter(|_| random.chance(30)) {
        Some(most) => "é".repeat(most),
        None => {
            let text = *random.pick(&["", "x", "sms", "☎ é & = + %", "e\u{301}\u{1f600}", " \t"]);
            format!("{text}{}", "x".repeat(least.saturating_sub(text.chars().count())))
        }
    }
}

/// Any instance there may be; `complaints` says what is wrong with it.
pub(super) fn instance(
    random: &mut Random,
    shape: &Shape,
    complaints: impl Fn(&Value) -> BTreeSet<String>,
) -> Value {
    let mut instance = Value::Object(shape.members(random));
    let way = random.below(6);
    if way > 1 {
        repair(random, shape, &mut instance, complaints);
    }
    let mistakes = match way {
        0 => 2 + random.below(8),
        1..=3 => 0,
        _ => 1,
    };
    (0..mistakes).for_each(|_| spoil(random, shape, &mut instance));
    instance
}

/// Changes what is complained about until nothing is, or patience ends. The fields stay well-typed.
fn repair(
    random: &mut Random,
    shape: &Shape,
    instance: &mut Value,
    complaints: impl Fn(&Value) -> BTreeSet<String>,
) {
    for _ in 0..16 {
        let wrong: Vec<String> = complaints(instance).into_iter().collect();
        if wrong.is_empty() {
            return;
        }
        let place = segments(&wrong[random.below(wrong.len())]);
        mend(random, shape, instance, &place);
    }
}

/// Takes out what is wrong, and makes up what is missing.
fn mend(random: &mut Random, shape: &Shape, instance: &mut Value, place: &[String]) {
    match (place, &shape.unless_null().kind, instance) {
        ([name], _, Value::Object(members)) => {
            if members.remove(name).is_none()
                && let Some(shape) = shape.member(name)
            {
                members.insert(name.clone(), shape.value(random));
            }
        }
        ([name, rest @ ..], Kind::Object(_), Value::Object(members)) => {
            if let (Some(shape), Some(inner)) = (shape.member(name), members.get_mut(name)) {
                mend(random, shape, inner, rest);
            }
        }
        ([index, rest @ ..], Kind::List(item), Value::Array(items)) => {
            if let Some(inner) = index.parse().ok().and_then(|index: usize| items.get_mut(index)) {
                mend(random, item, inner, rest);
            }
        }
        // A rule about the object as a whole, or a value of a wrong type.
        (_, _, instance) => *instance = shape.value(random),
    }
}

/// Makes one mistake, or at least a change, somewhere.
fn spoil(random: &mut Random, shape: &Shape, instance: &mut Value) {
    match (&shape.unless_null().kind, instance) {
        (Kind::Object(shapes), Value::Object(members)) => {
            let (name, inner) = random.pick(shapes);
            if random.chance(50)
                && let (Kind::Object(_) | Kind::List(_), Some(value)) =
                    (&inner.unless_null().kind, members.get_mut(name))
            {
                return spoil(random, inner, value);
            }
            spoil_member(random, name, inner, members);
        }
        (Kind::List(item), Value::Array(items)) if !items.is_empty() => {
            let at = random.below(items.len());
            spoil(random, item, &mut items[at]);
        }
        (_, instance) => *instance = junk(random),
    }
}

fn spoil_member(random: &mut Random, name: &str, shape: &Shape, members: &mut Map<String, Value>) {
    let value = match random.below(5) {
        0 => {
            members.remove(name);
            return;
        }
        1 => {
            members.insert((*random.pick(&OTHERS)).to_owned(), json!("x"));
            return;
        }
        2 => shape.value(random),
        3 => junk(random),
        _ => match shape.value(random) {
            Value::String(text) => json!(format!("{text}\u{a0}").trim_start_matches(['F', 'I', 'W'])),
            Value::Number(number) if number.is_i64() => {
                json!(number.as_i64().unwrap().saturating_add(1).max(-1))
            }
            other => json!(other.to_string()),
        },
    };
    members.insert(name.to_owned(), value);
}
