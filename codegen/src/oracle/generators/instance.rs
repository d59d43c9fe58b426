//! Random instances of a request object: valid ones, some with one mistake, some with many.

use serde_json::{Map, Value, json};

use crate::oracle::field_kind::FieldKind;
use crate::oracle::generators::random::Random;
use crate::oracle::spec::Spec;
use crate::oracle::validators::reference::ReferenceValidator;

/// Values as JSON text: valid for some field, nearly valid, or not valid for any.
const JUNK: [&str; 24] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "-1",
    "3.0",
    "2.5",
    "-0.0",
    "1e2",
    r#""""#,
    r#""true""#,
    r#""1""#,
    r#""on""#,
    r#""ON""#,
    r#""red""#,
    r#""su\u0308d""#,
    r#""☎""#,
    "[]",
    r#"{"Kind": "on"}"#,
];

/// Names of members that are not fields.
const OTHERS: [&str; 4] = ["kind", "a~b/c", "", "Ünknown"];

/// A random instance, valid or not.
pub(crate) fn instance(random: &mut Random, spec: &Spec, reference: &ReferenceValidator) -> Value {
    let mut members = well_typed(random, spec);
    match random.below(5) {
        0 => {}
        1 => repair(random, spec, reference, &mut members),
        2 | 3 => {
            repair(random, spec, reference, &mut members);
            spoil(random, spec, &mut members);
        }
        _ => (0..2 + random.below(4)).for_each(|_| spoil(random, spec, &mut members)),
    }
    members.into()
}

/// Some of the fields, each with a valid value.
pub(crate) fn well_typed(random: &mut Random, spec: &Spec) -> Map<String, Value> {
    let share = *random.pick(&[20, 50, 50, 80, 100]);
    let mut members = Map::new();
    for field in &spec.fields {
        if random.chance(share) || (field.required && random.chance(90)) {
            members.insert(field.name.to_owned(), random.pick(&field.kind.values()).clone());
        }
    }
    members
}

/// Changes fields with violations until there are none, or for a number of attempts. The fields stay well-typed.
pub(crate) fn repair(
    random: &mut Random,
    spec: &Spec,
    reference: &ReferenceValidator,
    members: &mut Map<String, Value>,
) {
    for _ in 0..12 {
        let instance = Value::Object(members.clone());
        let mut wrong = reference.violations(&instance);
        if random.chance(70) {
            wrong.extend(reference.advice(&instance));
        }
        if wrong.is_empty() {
            return;
        }
        let names: Vec<&String> = random.pick(&wrong).iter().collect();
        let any = random.pick(&spec.fields);
        let name = *random.pick(&names);
        let field = spec.field(name).unwrap_or(any);
        if members.contains_key(field.name) && random.chance(60) {
            members.remove(field.name);
        } else {
            members.insert(field.name.to_owned(), random.pick(&field.kind.values()).clone());
        }
    }
}

/// Makes a random change, which usually makes the instance invalid.
fn spoil(random: &mut Random, spec: &Spec, members: &mut Map<String, Value>) {
    let field = random.pick(&spec.fields);
    match random.below(6) {
        0 => drop(members.remove(field.name)),
        1 => drop(members.insert((*random.pick(&OTHERS)).to_owned(), json!("x"))),
        2 | 3 => {
            let junk = *random.pick(&JUNK);
            let junk = serde_json::from_str(junk).unwrap();
            members.insert(field.name.to_owned(), junk);
        }
        4 => drop(members.insert(field.name.to_owned(), random.pick(&field.kind.values()).clone())),
        _ => drop(members.insert(field.name.to_owned(), nearly(random, field.kind))),
    }
}

/// A value that is nearly valid for the type.
fn nearly(random: &mut Random, kind: FieldKind) -> Value {
    match kind {
        FieldKind::Level => {
            random.pick(&[json!(-1), json!(4), json!(2.0), json!(1.5), json!(i64::MAX)]).clone()
        }
        FieldKind::Integer => {
            random.pick(&[json!(i64::MIN), json!(i64::MAX), json!(2.0), json!(0.5)]).clone()
        }
        FieldKind::String => json!("☎".repeat(random.below(7))),
        FieldKind::Flag => random.pick(&[json!("true"), json!(1), json!(0)]).clone(),
        FieldKind::Object => random.pick(&[json!("{}"), json!([]), json!({ "M": 1 })]).clone(),
        FieldKind::Number => {
            random.pick(&[json!("0.5"), json!([0.5]), json!(1e308), json!(u64::MAX)]).clone()
        }
        FieldKind::Strings | FieldKind::Triples | FieldKind::Levels => {
            let odd = random.pick(&[json!(null), json!("red "), json!(1.5), json!(["red"])]).clone();
            let mut items = random.pick(&kind.values()).as_array().cloned().unwrap_or_default();
            items.insert(random.below(items.len() + 1), odd);
            random.pick(&[json!(items), items[0].clone()]).clone()
        }
        FieldKind::ObjectOrText => random.pick(&[json!([]), json!(null), json!("[]"), json!(1)]).clone(),
        FieldKind::IntegerOrDigits => {
            random.pick(&[json!(""), json!("-1"), json!("1 "), json!(1.5), json!(2.0), json!(null)]).clone()
        }
        FieldKind::MaybeString | FieldKind::MaybeInteger => {
            random.pick(&[json!("null"), json!(0), json!(0.5), json!([null])]).clone()
        }
        FieldKind::MaybeStrings => random.pick(&[json!([null]), json!(["a", 1]), json!({})]).clone(),
        FieldKind::MaybeTriple => random.pick(&[json!("null"), json!("Red"), json!("")]).clone(),
        FieldKind::Unit => random.pick(&[json!(" "), json!("UN4"), json!("UN42 "), json!(null)]).clone(),
        FieldKind::Pair | FieldKind::Hue | FieldKind::Triple | FieldKind::Quad => {
            let word = random.pick(&kind.values()).as_str().unwrap().to_owned();
            random.pick(&[json!(word.to_uppercase()), json!(format!("{word} ")), json!("e\u{301}")]).clone()
        }
    }
}
