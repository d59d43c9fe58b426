//! Random rule sets: every form of a rule, nested and combined.

use serde_json::{Map, Value, json};

use crate::oracle::field_kind::{FieldKind, KINDS};
use crate::oracle::generators::condition::{condition, test};
use crate::oracle::generators::random::Random;
use crate::oracle::spec::{FieldSpec, Spec};

const NAMES: [&str; 8] = ["Extra", "Job.Url", "Kind", "Limit", "Mode", "Note", "Size", "page_size"];

/// A request object with 3 to 7 fields and 1 to 5 rules.
pub(crate) fn spec(random: &mut Random) -> Spec {
    let count = 3 + random.below(5);
    let mut names = random.some(&NAMES, count);
    let discriminator = names[0];
    // The order of the properties in the text of the spec.
    names.sort_unstable();
    let in_form = random.chance(40);
    let kinds: Vec<_> = KINDS.into_iter().filter(|kind| kind.is_for(in_form)).collect();
    let mut fields: Vec<FieldSpec> = Vec::new();
    for name in names {
        // Mostly of a type whose values a builder tells apart.
        let kind = if name == discriminator && random.chance(70) {
            *random.pick(&[
                FieldKind::Triple,
                FieldKind::Pair,
                FieldKind::Quad,
                FieldKind::Flag,
                FieldKind::Hue,
            ])
        } else {
            *random.pick(&kinds)
        };
        fields.push(FieldSpec { name, kind, required: random.chance(18) });
    }
    let mut spec = Spec { fields, beside: Map::new(), rules: Vec::new(), advice: Vec::new(), example: None };
    // Rules about the same few fields interact more often.
    let few = if random.chance(40) { random.some(&spec.fields, 3) } else { spec.fields.clone() };
    for _ in 0..=random.weighted(&[25, 30, 22, 14, 9]) {
        let mut statement = statement(random, &few, &mut Vec::new(), 2);
        if random.chance(28) {
            statement.insert("message".to_owned(), json!("better so"));
            spec.advice.push(statement.into());
        } else if random.chance(12) && beside(&statement) && spec.beside.is_empty() {
            spec.beside = statement;
        } else {
            if random.chance(10) {
                statement.insert("x-basis".to_owned(), json!("So it is said"));
            }
            spec.rules.push(statement.into());
        }
    }
    if random.chance(6) {
        spec.rules.extend(chain_of_presence(random, &spec.fields));
    }
    spec
}

/// Fields each of which may be set only with the next, sometimes in a cycle.
fn chain_of_presence(random: &mut Random, fields: &[FieldSpec]) -> Vec<Value> {
    let count = 2 + random.below(3);
    let mut names: Vec<_> = random.some(fields, count).iter().map(|field| field.name).collect();
    if random.chance(50) {
        names.push(names[0]);
    }
    let rule = |pair: &[&str]| json!({ "if": { "required": [pair[1]] }, "else": { "properties": { pair[0]: false } } });
    names.windows(2).map(rule).collect()
}

/// Whether a statement has no keyword that the request object itself uses for its properties.
fn beside(statement: &Map<String, Value>) -> bool {
    ["required", "properties", "allOf"].iter().all(|keyword| !statement.contains_key(*keyword))
}

type Tested = Vec<&'static str>;

/// The schema of a rule or a branch; `tested` are the fields in the conditions around it.
fn statement(
    random: &mut Random,
    fields: &[FieldSpec],
    tested: &mut Tested,
    depth: usize,
) -> Map<String, Value> {
    let mut all = Map::new();
    let count = 1 + usize::from(random.chance(15));
    for _ in 0..count {
        let part = part(random, fields, tested, depth);
        let fresh = part.keys().all(|keyword| !all.contains_key(keyword));
        if fresh && !(all.contains_key("if") && part.contains_key("then")) {
            all.extend(part);
        }
    }
    all
}

/// One keyword of a rule, with those that belong to it.
fn part(random: &mut Random, fields: &[FieldSpec], tested: &mut Tested, depth: usize) -> Map<String, Value> {
    // A plain requirement is likely under a condition; without one it says little.
    let (plain, deep) = if tested.is_empty() { (1, 10) } else { (10, usize::from(depth > 0) * 2) };
    let form =
        random.weighted(&[5 * plain, 5 * plain, 3 * plain, 12 * deep, 2 * deep, 2 * deep, 12, 12, 12, deep]);
    let part = match form {
        0 => required(random, fields, tested),
        1 => forbidden(random, fields, tested),
        2 => narrowed(random, fields, tested),
        3 => Some(conditional(random, fields, tested, depth)),
        4 => dependent(random, fields),
        5 => Some(dependent_schema(random, fields, tested, depth)),
        6 => Some(json!({ "oneOf": groups(random, fields, 70) })),
        7 => Some(json!({ "anyOf": groups(random, fields, 70) })),
        8 => not(random, fields, tested),
        _ => {
            let parts =
                (0..=random.below(2)).map(|_| statement(random, fields, tested, depth.saturating_sub(1)));
            Some(json!({ "allOf": parts.collect::<Vec<_>>() }))
        }
    };
    match part {
        Some(Value::Object(part)) => part,
        _ => json!({ "oneOf": groups(random, fields, 100) }).as_object().cloned().unwrap_or_default(),
    }
}

/// Fields that a rule can require or forbid: mostly not those in its condition.
fn targets(random: &mut Random, fields: &[FieldSpec], tested: &Tested, count: usize) -> Vec<FieldSpec> {
    let free = |field: &&FieldSpec| !tested.contains(&field.name) && !field.required;
    let free: Vec<FieldSpec> = fields.iter().filter(free).copied().collect();
    let among = if random.chance(2) { fields } else { free.as_slice() };
    random.some(among, count)
}

fn required(random: &mut Random, fields: &[FieldSpec], tested: &Tested) -> Option<Value> {
    let count = 1 + random.below(2);
    let names: Vec<_> = targets(random, fields, tested, count).iter().map(|field| field.name).collect();
    (!names.is_empty()).then(|| json!({ "required": names }))
}

fn forbidden(random: &mut Random, fields: &[FieldSpec], tested: &Tested) -> Option<Value> {
    let count = 1 + random.below(2);
    let fields = targets(random, fields, tested, count);
    let properties: Map<_, _> = fields.iter().map(|field| (field.name.to_owned(), json!(false))).collect();
    (!properties.is_empty()).then(|| json!({ "properties": properties }))
}

fn narrowed(random: &mut Random, fields: &[FieldSpec], tested: &Tested) -> Option<Value> {
    // A field in the condition can be narrowed, too.
    let field =
        if random.chance(85) { targets(random, fields, tested, 1).pop() } else { Some(*random.pick(fields)) };
    let field = field.filter(|field| field.kind.has_tests())?;
    let mut properties = json!({ field.name: test(random, field.kind, 2) });
    if let (true, Some(other)) = (random.chance(20), targets(random, fields, tested, 1).pop())
        && other.name != field.name
    {
        properties[other.name] = json!(false);
    }
    Some(json!({ "properties": properties }))
}

fn conditional(random: &mut Random, fields: &[FieldSpec], tested: &Tested, depth: usize) -> Value {
    let (condition, seen) = condition(random, fields, 2);
    let mut inner = tested.clone();
    inner.extend(seen);
    let mut rule = json!({ "if": condition });
    let which = random.weighted(&[50, 25, 25]);
    if which != 1 {
        rule["then"] = statement(random, fields, &mut inner, depth.saturating_sub(1)).into();
    }
    if which != 0 {
        rule["else"] = statement(random, fields, &mut inner, depth.saturating_sub(1)).into();
    }
    rule
}

fn dependent(random: &mut Random, fields: &[FieldSpec]) -> Option<Value> {
    let all = random.some(fields, 3);
    let [field, others @ ..] = all.as_slice() else { return None };
    let count = 1 + random.below(others.len().max(1));
    let names: Vec<_> = others.iter().take(count).map(|field| field.name).collect();
    Some(json!({ "dependentRequired": { field.name: names } }))
}

fn dependent_schema(random: &mut Random, fields: &[FieldSpec], tested: &Tested, depth: usize) -> Value {
    let field = *random.pick(fields);
    let mut inner = tested.clone();
    inner.push(field.name);
    let schema = statement(random, fields, &mut inner, depth.saturating_sub(1));
    json!({ "dependentSchemas": { field.name: schema } })
}

fn groups(random: &mut Random, fields: &[FieldSpec], single: usize) -> Vec<Value> {
    let count = 2 + usize::from(random.chance(30));
    let mut left = random.some(fields, fields.len());
    left.sort_by_key(|field| field.required);
    let mut groups = Vec::new();
    while groups.len() < count {
        let size = if random.chance(single) { 1 } else { 2 };
        let size = size.min(left.len().max(1));
        // Groups share a field sometimes.
        let group = if left.is_empty() || random.chance(10) {
            random.some(fields, 2)
        } else {
            left.drain(..size).collect()
        };
        let names: Vec<_> = group.iter().map(|field| field.name).collect();
        groups.push(json!({ "required": names }));
    }
    groups
}

fn not(random: &mut Random, fields: &[FieldSpec], tested: &Tested) -> Option<Value> {
    let several = |random: &mut Random, count| -> Vec<&str> {
        targets(random, fields, tested, count).iter().map(|field| field.name).collect()
    };
    let inner = match random.below(4) {
        0 => {
            let count = 2 + random.below(2);
            json!({ "required": several(random, count) })
        }
        1 => {
            let names = several(random, 3);
            let pairs = (0..names.len()).flat_map(|first| (0..first).map(move |second| (first, second)));
            let mut pairs: Vec<_> =
                pairs.map(|(first, second)| json!({ "required": [names[first], names[second]] })).collect();
            if random.chance(30) {
                pairs.pop();
            }
            json!({ "anyOf": pairs })
        }
        2 => {
            let field = *random.pick(fields);
            let mut inner = json!({ "required": [field.name] });
            if field.kind.has_tests() {
                inner["properties"] = json!({ field.name: test(random, field.kind, 2) });
            }
            if let (true, Some(other)) = (random.chance(70), several(random, 1).pop())
                && other != field.name
            {
                if random.chance(50) {
                    inner["required"] = json!([field.name, other]);
                } else {
                    inner["properties"][other] = json!(false);
                }
            }
            inner
        }
        _ => condition(random, fields, 1).0,
    };
    let empty = inner.get("required").or(inner.get("anyOf")).is_some_and(|list| list == &json!([]));
    (!empty).then(|| json!({ "not": inner }))
}
