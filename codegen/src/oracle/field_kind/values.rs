//! Values of arrays and of JSON objects.

use serde_json::{Value, json};

/// Arrays of none, one and several of some values.
pub(super) fn lists(items: &[Value]) -> Vec<Value> {
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

pub(super) fn objects() -> Vec<Value> {
    let mut all = vec![json!({})];
    for atom in atoms() {
        all.extend([json!({ "m": atom }), json!({ "a/b": atom }), json!({ "m": { "n": atom } })]);
        all.push(json!({ "m": { "n": 1 }, "n": atom, "a/b": { "m": atom } }));
    }
    all
}
