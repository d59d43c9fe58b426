//! Rule sets about which generator and oracle once disagreed, each as small as it can be.

use serde_json::{Map, Value, json};

use super::kind::Kind;
use super::random::Random;
use super::spec::{FieldSpec, Spec};
use super::{Counts, check, errors};

const FIELDS: [FieldSpec; 4] = [
    FieldSpec { name: "Kind", kind: Kind::Pair, required: false },
    FieldSpec { name: "Mode", kind: Kind::Triple, required: false },
    FieldSpec { name: "Note", kind: Kind::Text, required: false },
    FieldSpec { name: "Size", kind: Kind::Object, required: false },
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
            "a `not` about members of `Size` is not read",
        ),
        (
            json!({
                "if": { "required": ["Kind"], "properties": { "Kind": { "enum": [] } } },
                "else": { "required": ["Note"] },
            }),
            "a test names no value",
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
        // What is no object has no members that could be missing.
        inside(json!({ "required": ["n"] })),
        // A number is compared as a number: 2.0 is 2, and 2.5 is more.
        inside(json!({ "const": 2 })),
        inside(json!({ "minimum": 2 })),
        inside(json!({ "maximum": 2 })),
    ];
    for rule in rules {
        // Each run tries one example.
        for seed in 0..200 {
            let outcome = check(&spec(&rule), &mut Random::new(seed), 1, &mut Counts::default());
            assert_eq!(outcome, Ok(()), "{rule}");
        }
    }
}
