//! Tests of what is read, what is left out and what is told, for every kind of member.
#![allow(dead_code, unreachable_pub, reason = "the macro writes for types that are public")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde_json::{Map, Value, json};

use super::Decoded;
use crate::scalars::test_fixtures::{Colour, Label, UnitSid};
use crate::{Extra, Open, ResponseValue, Secret, Timestamp, Unread, decode};

#[derive(Clone, Debug, Default, PartialEq)]
struct Order {
    sid: Option<Open<UnitSid>>,
    colour: Option<Open<Colour>>,
    label: Option<Label>,
    count: Option<i64>,
    price: Option<f64>,
    gift: Option<bool>,
    created: Option<Timestamp>,
    token: Option<Secret>,
    note: Option<Value>,
    attributes: Option<Map<String, Value>>,
    links: Option<BTreeMap<String, String>>,
    names: Option<Vec<String>>,
    notes: Option<Vec<Value>>,
    first: Option<Line>,
    others: Vec<Line>,
    extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    item: Option<String>,
    type_: Option<i64>,
    extra: Extra,
}

crate::impl_response_object!(Order {
    sid,
    colour,
    label,
    count,
    price,
    gift,
    created,
    token,
    note,
    attributes,
    links,
    names,
    notes,
    first,
    others
});
crate::impl_response_object!(Line { item, type_ = "type" });

/// An object with members that the description promises.
#[derive(Debug, Default, PartialEq)]
struct Page {
    name: Option<String>,
    lines: Vec<Line>,
    meta: Line,
    links: BTreeMap<String, String>,
    extra: Extra,
}

crate::impl_response_object!(Page { name, lines, meta, links } required { "name", "lines", "meta", "links" });

fn full() -> Value {
    json!({
        "sid": "UN42", "colour": "mauve", "label": "a", "count": 3, "price": 0.5, "gift": true, "created": "yesterday",
        "token": "abc", "note": [null, {"a": 1}], "attributes": {"a": [1]}, "links": {"a": "b"}, "names": ["x", "y"],
        "notes": [null, 1, "a", []], "first": {"item": "Tea", "type": 1}, "others": [{"item": "Milk", "type": 2}],
    })
}

fn read<T: ResponseValue>(body: &[u8]) -> (T, Vec<String>) {
    let decoded: Decoded<T> = decode::json(body).unwrap();
    let unread = decoded.unread().iter().map(ToString::to_string).collect();
    (decoded.into_value(), unread)
}

fn order(body: impl ToString) -> (Order, Vec<String>) {
    read(body.to_string().as_bytes())
}

/// The order with a change, as JSON.
fn changed(change: impl FnOnce(&mut Map<String, Value>)) -> Value {
    let mut order = full();
    change(order.as_object_mut().unwrap());
    order
}

fn written<T: serde::Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn everything_is_read_and_written_in_the_order_of_the_description() {
    let (read, unread) = order(full());
    assert_eq!(unread, [""; 0]);
    assert_eq!(written(&read), full());
    let text = serde_json::to_string(&read).unwrap();
    assert!(text.starts_with(r#"{"sid":"UN42","colour":"mauve","label":"a","count":3,"#), "{text}");
    assert_eq!(serde_json::from_str::<Order>(&text).unwrap(), read);
    assert_eq!(serde_json::from_value::<Order>(full()).unwrap(), read);
    assert_eq!(serde_json::from_reader::<_, Order>(text.as_bytes()).unwrap(), read);
    assert_eq!(order("{}").0, Order::default());
}

#[test]
fn a_member_of_another_type_is_left_out_and_told() {
    let strings = ["sid", "colour", "label", "created", "token"];
    let kinds = [
        (json!("abc"), "a string"),
        (json!(1.5), "a number"),
        (json!(true), "a boolean"),
        (json!([1, {"a": [2]}]), "an array"),
        (json!({"a": {"b": []}}), "an object"),
    ];
    let takes = |name: &str| match name {
        "count" => "an integer",
        "price" => "a number",
        "gift" => "a boolean",
        "attributes" | "links" | "first" => "an object",
        "names" | "notes" | "others" => "an array",
        name if strings.contains(&name) => "a string",
        other => unreachable!("{other}"),
    };
    for name in full().as_object().unwrap().keys().filter(|name| *name != "note") {
        for (value, found) in &kinds {
            if *found == takes(name) {
                continue;
            }
            let (read, unread) = order(changed(|order| drop(order.insert(name.clone(), value.clone()))));
            assert_eq!(unread, [format!("`{name}` is {found}, not {}", takes(name))], "{value}");
            let empty = if name == "others" { json!([]) } else { Value::Null };
            assert_eq!(
                written(&read),
                changed(|order| drop(order.insert(name.clone(), empty))),
                "{name}: {value}"
            );
        }
    }
}

#[test]
fn null_and_missing_are_the_same() {
    for name in full().as_object().unwrap().keys() {
        let (missing, unread) = order(changed(|order| drop(order.remove(name))));
        assert_eq!(unread, [""; 0]);
        let (null, unread) = order(changed(|order| drop(order.insert(name.clone(), Value::Null))));
        assert_eq!(null, missing, "{name}");
        // Here it is not promised, but a list without an `Option` has no other place for null.
        assert_eq!(unread.len(), usize::from(name == "others"), "{unread:?}");
    }
}

#[test]
fn what_is_promised_and_not_there_is_told() {
    let (page, unread) = read::<Page>(b"{}");
    assert_eq!(page, Page::default());
    assert_eq!(
        unread,
        ["`name` is missing", "`lines` is missing", "`meta` is missing", "`links` is missing"]
    );
    let (page, unread) = read::<Page>(br#"{"name": null, "lines": null, "meta": null, "links": null}"#);
    assert_eq!(page, Page::default());
    let expected = [
        "`name` is null, not a string",
        "`lines` is null, not an array",
        "`meta` is null, not an object",
        "`links` is null, not an object",
    ];
    assert_eq!(unread, expected);
    let (page, unread) =
        read::<Page>(br#"{"name": "a", "lines": [{}], "meta": {"type": 1}, "links": {"a": "b"}}"#);
    assert_eq!((page.lines.len(), page.meta.type_, &*page.links["a"]), (1, Some(1), "b"));
    assert_eq!(unread, [""; 0]);
}

#[test]
fn items_that_cannot_be_read_are_left_out() {
    let (read, unread) = order(json!({
        "names": ["a", null, 1, "b", ["c"]],
        "notes": [null, {}],
        "others": [{"item": "a"}, null, {"item": 1, "type": "b"}, "c", [], {"item": "d"}],
        "links": {"a": "b", "c": null, "d\n": 1},
    }));
    assert_eq!(read.names.unwrap(), ["a", "b"]);
    assert_eq!(read.notes.unwrap(), [Value::Null, json!({})]);
    assert_eq!(
        read.others.iter().map(|line| line.item.as_deref()).collect::<Vec<_>>(),
        [Some("a"), None, Some("d")]
    );
    assert_eq!(read.links.unwrap().len(), 1);
    let expected = [
        "`links.c` is null, not a string",
        "`links.d\\u{a}` is a number, not a string",
        "`names[1]` is null, not a string",
        "`names[2]` is a number, not a string",
        "`names[4]` is an array, not a string",
        "`others[1]` is null, not an object",
        "`others[2].item` is a number, not a string",
        "`others[2].type` is a string, not an integer",
        "`others[3]` is a string, not an object",
        "`others[4]` is an array, not an object",
    ];
    assert_eq!(unread, expected);
}

#[test]
fn numbers_are_read_by_their_value() {
    for (text, count) in [
        ("3.0", Some(3)),
        ("3e2", Some(300)),
        ("-0.0", Some(0)),
        ("9223372036854775807", Some(i64::MAX)),
        ("-9223372036854775808", Some(i64::MIN)),
        ("9223372036854775808", None),
        ("18446744073709551616", None),
        ("1e400", None),
        ("3.5", None),
    ] {
        let (read, unread) = order(format!(r#"{{"count": {text}, "price": {text}}}"#));
        assert_eq!(read.count, count, "{text}");
        assert!(read.price.is_some());
        assert_eq!(unread.is_empty(), count.is_some(), "{text}");
    }
}

/// A number as `serde_json` presents it if some crate has turned on `arbitrary_precision`.
#[test]
fn a_number_may_come_as_text() {
    let number = |text: &'static str| {
        let members = [("$serde_json::private::Number", text)].into_iter();
        let deserializer = serde::de::value::MapDeserializer::<_, serde::de::value::Error>::new(members);
        crate::response::object::read::deserialize::<_, i64>(deserializer)
    };
    assert_eq!(number("-3"), Ok(-3));
    assert_eq!(number("3.0"), Ok(3));
    assert!(number("3.5").is_err() && number("x").is_err());
}

#[test]
fn the_last_of_two_members_counts() {
    let (read, unread) = order(
        r#"{"count": 1, "names": ["a"], "first": {"item": "a", "type": 1}, "new": 1, "gift": true, "note": {"a": 1, "a": 2},
            "count": 2, "names": ["b"], "first": {"item": "b"}, "new": 2, "gift": "no"}"#,
    );
    assert_eq!((read.count, read.gift, &read.extra()["new"]), (Some(2), None, &json!(2)));
    assert_eq!((read.names.unwrap(), read.note.unwrap()), (vec!["b".to_owned()], json!({"a": 2})));
    assert_eq!(read.first, Some(Line { item: Some("b".to_owned()), ..Line::default() }));
    assert_eq!(unread, ["`gift` is a string, not a boolean"]);
    let (read, unread) = order(
        r#"{"count": 1, "first": {"item": "a"}, "others": [{"item": "a"}], "count": null, "first": null, "others": {}}"#,
    );
    assert_eq!(read, Order::default());
    assert_eq!(unread, ["`others` is an object, not an array"]);
}

#[test]
fn strange_text_is_read() {
    let (read, unread) = read::<Order>(
        b"\xEF\xBB\xBF {\"label\": \"a\xFF\", \"names\": [\"\\ud800b\"], \"\\ud800\": \"\\udfff\"}",
    );
    assert_eq!(read.label.as_ref().map(Label::as_str), Some("a\u{FFFD}"));
    assert_eq!(read.names.as_deref(), Some(&["\u{FFFD}b".to_owned()][..]));
    assert_eq!(read.extra()["\u{FFFD}"], "\u{FFFD}");
    assert_eq!(unread, [""; 0]);
    assert_eq!(order(r#"{"\u0063ount": 7}"#).0.count, Some(7), "an escape in a name");
}

#[test]
fn what_is_not_described_is_kept() {
    let body = json!({"first": {"item": "a", "new": [1]}, "others": [{"b": {"c": null}}], "a": null, "z": 1.5, "b": "é"});
    let (mut read, unread) = order(&body);
    assert_eq!(unread, [""; 0]);
    assert_eq!(read.extra().keys().collect::<Vec<_>>(), ["a", "b", "z"]);
    assert_eq!(read.others[0].extra()["b"], json!({"c": null}));
    let again = written(&read);
    for name in ["a", "b", "z"] {
        assert_eq!(again.get(name), body.get(name));
    }
    assert_eq!(again["first"]["new"], json!([1]));
    assert_eq!(again["others"][0]["b"], json!({"c": null}));
    read.count = Some(1);
    assert_eq!(serde_json::from_value::<Order>(written(&read)).unwrap(), read);
    assert!(order("{}").0.extra().is_empty());
    assert!(format!("{read:?}").contains(r#"extra: {"a", "b", "z"}"#), "{read:?}");
}

#[test]
fn what_is_told_is_bounded_and_has_no_values() {
    let body = json!({"names": vec![7; 1_000], "links": {"x".repeat(10_000): 1}});
    let decoded: Decoded<Order> = decode::json(body.to_string().as_bytes()).unwrap();
    assert_eq!(decoded.unread().len(), Unread::MAX);
    assert!(decoded.unread().iter().all(|unread| unread.path().chars().count() <= 201));
    assert_eq!(decoded.value().names.as_ref().map(Vec::len), Some(0));
    let secret = json!({"count": "Ann", "names": [["Ann"]], "first": "Ann"}).to_string();
    let decoded: Decoded<Order> = decode::json(secret.as_bytes()).unwrap();
    assert_eq!(decoded.unread()[0].path(), "count");
    assert!(!format!("{decoded:?} {:?}", decoded.unread()).contains("Ann"));
}

#[test]
fn a_response_may_be_any_value() {
    fn one<T: ResponseValue + PartialEq + Debug>(body: &str, expected: T) {
        assert_eq!(read::<T>(body.as_bytes()), (expected, Vec::new()));
    }
    one("[1, 2]", vec![1_i64, 2]);
    one("\"a\"", "a".to_owned());
    one("{\"a\": null}", json!({"a": null}));
    one("null", Value::Null);
    one("[[\"a\"], []]", vec![vec!["a".to_owned()], vec![]]);
    assert!(decode::json::<Vec<i64>>(b"{}").is_err());
    assert_eq!(decode::empty(b"<html>").unwrap().into_value(), ());
}
