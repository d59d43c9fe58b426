//! Random bodies of requests: valid ones, some with one mistake, some with many. The schema comes in, JSON objects go out.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::random::Random;
use super::schema;

/// Values that some field takes, nearly takes, or has no idea about. Integers stay within 64 bits: JSON Schema knows no
/// end to them, a request does.
const JUNK: [&str; 32] = [
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
];

/// Names that are no field.
const OTHERS: [&str; 5] = ["Friendlyname", "integration.flowsid", "a~b/c", "", "Übername"];

/// The fields of a Flex Flow, each with its schema.
pub(super) struct Fields(Vec<(String, Value)>);

impl Fields {
    pub(super) fn read() -> Self {
        let properties = schema("FlexFlowSettings")["properties"].take();
        Self(
            properties
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, schema)| (name.clone(), schema.clone()))
                .collect(),
        )
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The schema of a field.
    pub(super) fn schema(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, schema)| schema)
    }
}

/// Any body there may be; `complaints` says which fields are wrong.
pub(super) fn instance(
    random: &mut Random,
    fields: &Fields,
    complaints: impl Fn(&Value) -> BTreeSet<String>,
) -> Value {
    let mut members = well_typed(random, fields);
    let way = random.below(6);
    if way > 1 {
        repair(random, fields, &mut members, complaints);
    }
    let mistakes = match way {
        0 => 2 + random.below(8),
        1..=3 => 0,
        _ => 1,
    };
    (0..mistakes).for_each(|_| spoil(random, fields, &mut members));
    members.into()
}

fn well_typed(random: &mut Random, fields: &Fields) -> Map<String, Value> {
    let share = *random.pick(&[10, 30, 50, 90]);
    let mut members = Map::new();
    for (name, schema) in &fields.0 {
        if random.chance(share) {
            members.insert(name.clone(), value(random, schema));
        }
    }
    members
}

/// A value that a field takes.
fn value(random: &mut Random, schema: &Value) -> Value {
    if let Some(words) = schema["enum"].as_array() {
        return random.pick(words).clone();
    }
    match (schema["type"].as_str(), schema["pattern"].as_str(), schema["format"].as_str()) {
        (Some("boolean"), ..) => json!(random.chance(50)),
        (Some("number"), ..) => json!(random.pick(&[0.5, -2.0, 6.985_619, 1e300, -0.0])),
        (Some("array"), ..) => (0..random.below(4)).map(|_| value(random, &schema["items"])).collect(),
        (Some("integer"), ..) => {
            let (low, high) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
            let bounds = [low.unwrap_or(i64::MIN), low.map_or(-1, |low| low + 1), high.unwrap_or(i64::MAX)];
            json!(random.pick(&bounds))
        }
        (_, Some(pattern), _) => {
            let hex: String = (0..32).map(|_| *random.pick(&['0', '9', 'a', 'f', 'A', 'F'])).collect();
            json!(format!("{}{hex}", &pattern[1..3]))
        }
        (_, _, Some(_)) => {
            json!(random.pick(&["https://example.com/", "urn:x:y", "https://h/?a=%C3%A9&b#c"]))
        }
        _ => json!(random.pick(&["", "x", "sms", "☎ é & = + %", "e\u{301}\u{1f600}", " \t"])),
    }
}

/// Changes what is complained about until nothing is, or patience ends. The fields stay well-typed.
fn repair(
    random: &mut Random,
    fields: &Fields,
    members: &mut Map<String, Value>,
    complaints: impl Fn(&Value) -> BTreeSet<String>,
) {
    for _ in 0..12 {
        let wrong: Vec<String> = complaints(&Value::Object(members.clone())).into_iter().collect();
        if wrong.is_empty() {
            return;
        }
        let name = random.pick(&wrong);
        let schema = fields.0.iter().find(|(known, _)| known == name).map(|(_, schema)| schema);
        if members.remove(name).is_none() {
            members.insert(name.clone(), value(random, schema.unwrap()));
        }
    }
}

/// Makes one mistake, or at least a change.
fn spoil(random: &mut Random, fields: &Fields, members: &mut Map<String, Value>) {
    let (name, schema) = random.pick(&fields.0);
    match random.below(5) {
        0 => drop(members.remove(name)),
        1 => drop(members.insert((*random.pick(&OTHERS)).to_owned(), json!("x"))),
        2 => drop(members.insert(name.clone(), value(random, schema))),
        3 => drop(
            members
                .insert(name.clone(), serde_json::from_str::<Value>(JUNK[random.below(JUNK.len())]).unwrap()),
        ),
        _ => {
            let near = match value(random, schema) {
                Value::String(text) => json!(format!("{text}\u{a0}").trim_start_matches(['F', 'I', 'W'])),
                Value::Number(number) if number.is_f64() => json!(number.to_string()),
                Value::Number(number) => json!(number.as_i64().unwrap().saturating_add(1).max(-1)),
                Value::Array(items) => items.into_iter().chain([Value::Null]).collect(),
                other => json!(other.to_string()),
            };
            members.insert(name.clone(), near);
        }
    }
}
