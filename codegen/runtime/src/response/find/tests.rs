//! Where pointers lead in answers, and where they do not.

#![allow(dead_code, unreachable_pub, reason = "the macro writes for types that are public")]

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::find;
use crate::response::decode;
use crate::response::object::extra::Extra;

#[derive(Debug, Default, PartialEq)]
struct Task {
    sid: Option<String>,
    attributes: Option<Value>,
    queues: Vec<Queue>,
    labels: BTreeMap<String, String>,
    extra: Extra,
}

crate::impl_response_object!(Task { sid, attributes, queues, labels });

#[derive(Debug, Default, PartialEq)]
struct Queue {
    size: Option<i64>,
    extra: Extra,
}

crate::impl_response_object!(Queue { size });

fn task(json: &Value) -> Task {
    decode::json(json.to_string().as_bytes()).unwrap().into_value()
}

#[test]
fn a_pointer_leads_through_described_members_items_and_others() {
    let task = task(&json!({
        "sid": "WT1",
        "queues": [{"size": 3}, {"size": 4, "name": "Support"}],
        "labels": {"a/b": "slash", "m~n": "tilde"},
        "odd": [1, {"": true}],
    }));
    assert_eq!(find::<String>(&task, &["/sid"]).as_deref(), Some("WT1"));
    assert_eq!(find::<i64>(&task, &["/queues/1/size"]), Some(4));
    assert_eq!(find::<String>(&task, &["/queues/1/name"]).as_deref(), Some("Support"));
    assert_eq!(find::<Queue>(&task, &["/queues/0"]).unwrap().size, Some(3));
    assert_eq!(find::<Vec<Queue>>(&task, &["/queues"]).unwrap().len(), 2);
    assert_eq!(find::<String>(&task, &["/labels/a~1b"]).as_deref(), Some("slash"));
    assert_eq!(find::<String>(&task, &["/labels/m~0n"]).as_deref(), Some("tilde"));
    assert_eq!(find::<bool>(&task, &["/odd/1/"]), Some(true));
}

#[test]
fn json_in_a_string_is_gone_through_and_read() {
    let attributes = r#"{"conversation": {"sid": "CH1"}, "text": "{\"deep\": [7]}", "name": "\ud83d"}"#;
    let task = task(&json!({"attributes": attributes}));
    assert_eq!(find::<String>(&task, &["/attributes/conversation/sid"]).as_deref(), Some("CH1"));
    assert_eq!(find::<i64>(&task, &["/attributes/text/deep/0"]), Some(7));
    assert_eq!(find::<Map<String, Value>>(&task, &["/attributes"]).unwrap().len(), 3);
    assert_eq!(
        find::<String>(&task, &["/attributes"]).as_deref(),
        Some(attributes),
        "the text, where one is wanted"
    );
    assert_eq!(find::<String>(&task, &["/attributes/name"]).as_deref(), Some("\u{fffd}"));
}

#[test]
fn the_first_pointer_to_a_value_of_the_type_counts() {
    let task = task(&json!({"sid": null, "attributes": {"a": 1, "b": "two", "c": null}}));
    let places = ["/sid", "/nothing", "/attributes/a", "/attributes/c", "/attributes/b"];
    assert_eq!(find::<String>(&task, &places).as_deref(), Some("two"));
    assert_eq!(find::<i64>(&task, &places), Some(1));
    assert_eq!(find::<bool>(&task, &places), None);
}

#[test]
fn what_leads_nowhere_is_nothing() {
    let task =
        task(&json!({"sid": "WT1", "queues": [{"size": 3}], "attributes": "{not JSON", "list": [1, 2]}));
    let nowhere = [
        "/sid/x",
        "/queues/1/size",
        "/queues/-1/size",
        "/queues/00/size",
        "/queues/+0/size",
        "/queues//size",
        "/queues/size",
        "/attributes/x",
        "/attributes/",
        "/list/2",
        "/list/01",
        "/list/99999999999999999999",
        "//",
        "/~2",
    ];
    for pointer in nowhere {
        assert_eq!(find::<Value>(&task, &[pointer]), None, "{pointer}");
    }
}
