//! Random conditions and random tests on values, as JSON Schema.

use serde_json::{Map, Value, json};

use crate::oracle::field_kind::{FieldKind, INTEGERS, MEMBERS, PATTERNS, STRINGS};
use crate::oracle::generators::random::Random;
use crate::oracle::spec::FieldSpec;

/// A condition, and the fields in it.
pub(crate) fn condition(
    random: &mut Random,
    fields: &[FieldSpec],
    depth: usize,
) -> (Value, Vec<&'static str>) {
    let deep = usize::from(depth > 0);
    let mut seen = Vec::new();
    let condition = match random.weighted(&[30, 90, 12, 12 * deep, 14 * deep, 8 * deep]) {
        0 => present(random, fields, &mut seen),
        1 => value(random, fields, &mut seen),
        2 => absent(random, fields, &mut seen),
        3 => {
            let (inner, fields) = condition(random, fields, depth - 1);
            seen.extend(fields);
            let mut around = json!({ "not": inner });
            if random.chance(25) {
                around["required"] = json!([random.pick(&seen)]);
            }
            around
        }
        way => {
            let count = 2 + random.below(2);
            let mut part = || {
                let (part, fields) = condition(random, fields, depth - 1);
                seen.extend(fields);
                part
            };
            let parts: Vec<Value> = (0..count).map(|_| part()).collect();
            json!({ if way == 4 { "anyOf" } else { "allOf" }: parts })
        }
    };
    (condition, seen)
}

fn present(random: &mut Random, fields: &[FieldSpec], seen: &mut Vec<&'static str>) -> Value {
    let count = 1 + usize::from(random.chance(20));
    let names: Vec<_> = random.some(fields, count).iter().map(|field| field.name).collect();
    seen.extend(&names);
    json!({ "required": names })
}

/// Tests on one or two values, with the `required` that they need.
fn value(random: &mut Random, fields: &[FieldSpec], seen: &mut Vec<&'static str>) -> Value {
    // Most conditions in documents are about values that builders tell apart.
    let known: Vec<FieldSpec> = fields.iter().filter(|field| field.kind.is_told_apart()).copied().collect();
    let tested: Vec<FieldSpec> = fields.iter().filter(|field| field.kind.has_tests()).copied().collect();
    if tested.is_empty() {
        return present(random, fields, seen);
    }
    let among = if known.is_empty() || random.chance(25) { &tested } else { &known };
    let count = 1 + usize::from(random.chance(15));
    let mut properties = Map::new();
    let mut names = Vec::new();
    for field in random.some(among, count) {
        properties.insert(field.name.to_owned(), test(random, field.kind, 2));
        names.push(field.name);
    }
    let mut condition = json!({ "required": names, "properties": properties });
    seen.extend(&names);
    if random.chance(10) {
        let other = random.pick(fields);
        if !names.contains(&other.name) {
            condition["properties"][other.name] = json!(false);
            seen.push(other.name);
        }
    }
    condition
}

fn absent(random: &mut Random, fields: &[FieldSpec], seen: &mut Vec<&'static str>) -> Value {
    let free: Vec<FieldSpec> = fields.iter().filter(|field| !field.required).copied().collect();
    let field = *random.pick(if free.is_empty() { fields } else { &free });
    seen.push(field.name);
    if random.chance(50) {
        json!({ "properties": { field.name: false } })
    } else {
        json!({ "not": { "required": [field.name] } })
    }
}

/// A random test of one value.
pub(crate) fn test(random: &mut Random, kind: FieldKind, depth: usize) -> Value {
    if depth > 0 && !kind.has_members() && random.chance(20) {
        return json!({ "not": test(random, kind, depth - 1) });
    }
    if kind.has_members() {
        return members(random, depth);
    }
    if kind.is_clearable() {
        return if random.chance(80) { json!({ "const": "" }) } else { json!({ "enum": [""] }) };
    }
    let known = kind.known();
    let mut test = if !known.is_empty() {
        enumeration(random, &known)
    } else if kind.is_number() && random.chance(30) {
        multiple(random)
    } else if kind.is_number() {
        bounds(random, ["minimum", "maximum"], &INTEGERS, &kind.literals())
    } else if random.chance(25) {
        json!({ "pattern": random.pick(&PATTERNS).0 })
    } else {
        bounds(random, ["minLength", "maxLength"], &[0, 1, 2, 3, 5], &STRINGS.map(|text| json!(text)))
    };
    if depth > 0 && random.chance(8) {
        test["not"] = enumeration(random, &kind.literals());
    }
    test
}

/// A random test of a member of an object, or of a nested one.
fn members(random: &mut Random, depth: usize) -> Value {
    let member = *random.pick(&MEMBERS);
    let kind = *random.pick(&[FieldKind::String, FieldKind::Integer, FieldKind::Flag, FieldKind::Object]);
    let inner = match kind {
        _ if random.chance(25) => return json!({ "required": [member] }),
        FieldKind::Object if depth == 0 => return json!({ "required": [member] }),
        FieldKind::Object => members(random, depth - 1),
        kind => test(random, kind, depth.min(1)),
    };
    json!({ "required": [member], "properties": { member: inner } })
}

/// `const`, or `enum` with some of the values.
fn enumeration(random: &mut Random, values: &[Value]) -> Value {
    if random.chance(60) {
        return json!({ "const": random.pick(values) });
    }
    let most = values.len().max(2) - 1;
    let count = 1 + random.below(most.min(4));
    json!({ "enum": random.some(values, count) })
}

/// `multipleOf`, now and then with a bound.
fn multiple(random: &mut Random) -> Value {
    let mut asked = json!({ "multipleOf": random.pick(&[1, 2, 3, 4, 6, 50]) });
    if random.chance(30) {
        asked[*random.pick(&["minimum", "maximum"])] = json!(random.pick(&INTEGERS));
    }
    asked
}

fn bounds(random: &mut Random, keywords: [&str; 2], limits: &[i64], values: &[Value]) -> Value {
    let low = random.below(limits.len());
    let high = low + random.below(limits.len() - low);
    match random.below(4) {
        0 => json!({ keywords[0]: limits[low] }),
        1 => json!({ keywords[1]: limits[high] }),
        2 => json!({ keywords[0]: limits[low], keywords[1]: limits[high] }),
        _ => enumeration(random, values),
    }
}
