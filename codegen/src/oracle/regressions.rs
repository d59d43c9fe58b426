//! Minimal rule sets for which the generator and the reference once disagreed.

use serde_json::{Map, Value, json};

use super::comparisons::{Counts, compare};
use super::field_kind::FieldKind;
use super::generators::random::Random;
use super::spec::{FieldSpec, Spec, errors};

const FIELDS: [FieldSpec; 4] = [
    FieldSpec { name: "Kind", kind: FieldKind::Pair, required: false },
    FieldSpec { name: "Mode", kind: FieldKind::Triple, required: false },
    FieldSpec { name: "Note", kind: FieldKind::String, required: false },
    FieldSpec { name: "Size", kind: FieldKind::Object, required: false },
];

fn spec(rule: &Value) -> Spec {
    let (fields, rules) = (FIELDS.to_vec(), vec![rule.clone()]);
    Spec { fields, beside: Map::new(), rules, advice: Vec::new(), example: None }
}

#[test]
fn what_is_not_read_is_refused() {
    let rules = [
        (
            json!({ "not": { "required": ["Size"], "properties": { "Size": { "required": ["m"] } } } }),
            "a `not` on members of `Size` is not supported",
        ),
        (
            json!({
                "if": { "required": ["Kind"], "properties": { "Kind": { "enum": [] } } },
                "else": { "required": ["Note"] },
            }),
            "this test lists no values",
        ),
    ];
    for (rule, message) in rules {
        let found = spec(&rule).lower().err().map(|found| {
            errors(&found).map(|found| found.message().to_owned()).collect::<Vec<_>>().join("\n")
        });
        assert_eq!(found.unwrap_or_default(), message, "{rule}");
    }
}

/// A rule about a member of a JSON object.
fn inside(test: Value) -> Value {
    json!({ "if": { "required": ["Mode"] }, "then": {
        "properties": { "Size": { "required": ["m"], "properties": { "m": test } } },
    } })
}

#[test]
fn what_is_read_is_judged_alike() {
    let rules = [
        // A value that is not an object has no members that could be missing.
        inside(json!({ "required": ["n"] })),
        // A number is compared as a number: 2.0 is 2, and 2.5 is more.
        inside(json!({ "const": 2 })),
        inside(json!({ "minimum": 2 })),
        inside(json!({ "maximum": 2 })),
    ];
    for rule in rules {
        // Each run tries one example.
        for seed in 0..200 {
            let outcome = compare(&spec(&rule), &mut Random::new(seed), 1, &mut Counts::default());
            assert_eq!(outcome, Ok(()), "{rule}");
        }
    }
}
