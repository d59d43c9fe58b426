//! Values in rules and in requests.

use serde_json::{Value, json};

/// The names of members, in rules and in requests.
pub(in crate::oracle) const MEMBERS: [&str; 3] = ["a/b", "m", "n"];

/// Strings in rules and in requests, of 0 to 5 characters (not bytes).
pub(in crate::oracle) const STRINGS: [&str; 7] = ["", "x", "☎", "ab", "e\u{301}", "äöü", "on ☎☎"];

/// Whether a string matches a pattern.
type Matches = fn(&str) -> bool;

/// Patterns in rules, each with an implementation by hand.
pub(in crate::oracle) const PATTERNS: [(&str, Matches); 3] = [
    ("^[a-z]{2}$", |text| text.len() == 2 && text.chars().all(|c| c.is_ascii_lowercase())),
    ("☎", |text| text.contains('☎')),
    ("^(x|on)", |text| text.starts_with('x') || text.starts_with("on")),
];

/// Integers in rules and in requests.
pub(in crate::oracle) const INTEGERS: [i64; 8] = [-2, -1, 0, 1, 2, 3, 4, 100];

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
