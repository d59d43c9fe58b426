//! Objects inside of the requests of the goldens, as they are sent, read and checked: a test of the crate with the cases.

use flex_runtime::{BaseUrl, Rejected, Report, Request, lit};
use golden_json_body::order::{CreateTransfer, UpdateSettings};
use golden_objects::v1::order::kind::{Fragile, Plain};
use golden_objects::v1::order::{CreateOrder, Label, Parcel, Party, Receiver, Routing, Weight};
use serde_json::{Value, json};

const BASE: BaseUrl = BaseUrl::from_static("https://api.example.com");

/// What is sent: its media type and its text.
fn sent<R: Request>(request: &R) -> (String, String) {
    let http = request.to_http(&BASE).unwrap();
    let media = http.headers()["content-type"].to_str().unwrap().to_owned();
    (media, String::from_utf8(http.body().to_vec()).unwrap())
}

fn ann() -> Party {
    Party::builder().name("Ann").build()
}

/// `kind field pointer: message`, a line each.
fn lines(report: &Report) -> String {
    let all = report.violations.iter().chain(&report.advice);
    all.map(|found| format!("{} {} {}: {found}\n", found.kind(), found.field(), found.pointer())).collect()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Rejected>) -> String {
    lines(&result.unwrap_err().into_report())
}

#[test]
fn an_object_is_text_in_a_form_and_itself_in_json() {
    let parcel = Parcel::builder().kind(Plain).sender(ann()).build().unwrap();
    let stop = Receiver::builder().name("C&D").build();
    let request = CreateOrder::builder().parcel(parcel).stops([stop.clone(), stop]).build().unwrap();
    let (media, body) = sent(&request);
    assert_eq!(media, "application/x-www-form-urlencoded");
    let stop = "Stops=%7B%22name%22%3A%22C%26D%22%7D";
    let parcel = "Parcel=%7B%22kind%22%3A%22plain%22%2C%22sender%22%3A%7B%22name%22%3A%22Ann%22%7D%7D";
    assert_eq!(body, format!("{parcel}&{stop}&{stop}"), "compact, in the order of the description");
    assert_eq!(CreateOrder::from_form(&body).unwrap(), request);
    let json = serde_json::to_value(&request).unwrap();
    let parcel = json!({ "kind": "plain", "sender": { "name": "Ann" } });
    assert_eq!(json, json!({ "Parcel": parcel, "Stops": [{ "name": "C&D" }, { "name": "C&D" }] }));
    assert_eq!(CreateOrder::from_json(&json).unwrap(), request);
}

#[test]
fn everything_is_reported_at_once_with_the_way_there() {
    let body = json!({
        "Parcel": {
            "kind": "fragile",
            "weight": 21,
            "sender": { "nane": "Ann" },
            "receiver": { "name": 1, "floor": 2, "a/b": null },
            "labels": [{ "kind": "plain" }, { "kind": "fragile" }, 3, { "kind": "odd", "free": 1 }],
        },
        "Routing": { "skill": "x" },
        "Stops": { "name": "Ann" },
        "Zzz": 1,
    });
    let expected = "\
required Parcel /Parcel/note: in `Parcel`: `note` is required when `kind` is `fragile`
out_of_range Parcel /Parcel/weight: `Parcel.weight` is out of range (1 to 20)
required Parcel /Parcel/sender: in `Parcel.sender`: exactly one of `name` and `code` is required
unknown_field Parcel /Parcel/sender/nane: `Parcel.sender.nane` is not a field of this request; did you mean `name`?
wrong_type Parcel /Parcel/receiver/name: `Parcel.receiver.name` takes a string, not a number
unknown_field Parcel /Parcel/receiver/a~1b: `Parcel.receiver.a/b` is not a field of this request
required Parcel /Parcel/labels/1/text: in `Parcel.labels[1]`: `text` is required when `kind` is `fragile`
wrong_type Parcel /Parcel/labels/2: `Parcel.labels[2]` takes a JSON object, not a number
not_in_enum Parcel /Parcel/labels/3/kind: `Parcel.labels[3].kind` takes one of `plain`, `fragile`
required Urgent /Urgent: `Urgent` is required when `Parcel.receiver.floor` is at least 1
required Urgent /Urgent: `Urgent` is required when `Routing` is set
required Routing /Routing/queue: in `Routing`: `queue` is required when `skill` is set
wrong_type Stops /Stops: `Stops` takes an array, not an object
unknown_field Zzz /Zzz: `Zzz` is not a field of this request
discouraged Routing /Routing/skill: only glass is routed by its skill
";
    assert_eq!(refused(CreateOrder::from_json(&body)), expected);
}

/// To what is no object, JSON Schema has nothing to say about members: the rule about the floor applies.
#[test]
fn text_that_is_no_object_is_a_violation() {
    let found = refused(CreateOrder::from_form(
        "Parcel=%7B%22kind%22%3A&Stops=%5B%5D&Stops=x&Routing=%7B%22skill%22:1%7D",
    ));
    let expected = "\
format Parcel /Parcel: `Parcel` takes a JSON object, as text
required Urgent /Urgent: `Urgent` is required when `Parcel.receiver.floor` is at least 1
required Urgent /Urgent: `Urgent` is required when `Routing` is set
required Routing /Routing/queue: in `Routing`: `queue` is required when `skill` is set
wrong_type Routing /Routing/skill: `Routing.skill` takes a string, not a number
wrong_type Stops /Stops/0: `Stops[0]` takes a JSON object, not an array
format Stops /Stops/1: `Stops[1]` takes a JSON object, as text
discouraged Routing /Routing/skill: only glass is routed by its skill
";
    assert_eq!(found, expected);
}

#[test]
fn a_rule_of_the_request_sees_the_members_of_an_object() {
    let parcel = Parcel::builder().kind(Fragile).note("glass").sender(ann()).build().unwrap();
    let built = CreateOrder::builder().parcel(parcel.clone()).contact("x").build();
    let sentence = "`Parcel.kind` has to be `plain` when `Contact` is set";
    assert_eq!(refused(built), format!("not_allowed Parcel /Parcel/kind: {sentence}\n"));
    assert!(CreateOrder::builder().parcel(parcel).build().is_ok());
}

#[test]
fn an_object_that_was_not_checked_is_told_by_check_and_does_not_stop_a_chain() {
    let parcel = Parcel::builder().weight(lit!(Weight, 12)).build_unchecked();
    let request = CreateOrder::builder().parcel(parcel).build().unwrap();
    let expected = "\
required Parcel /Parcel/kind: in `Parcel`: `kind` is required
required Parcel /Parcel/sender: in `Parcel`: `sender` is required
required Parcel /Parcel/receiver: in `Parcel`: `receiver` is required when `weight` is at least 10
";
    assert_eq!(lines(&request.check()), expected);
    assert_eq!(refused(CreateOrder::from_json(&serde_json::to_value(&request).unwrap())), expected);
    let label = Label::builder().kind(Fragile).build_unchecked();
    let parcel = Parcel::builder().kind(Plain).sender(ann()).labels([label]).build().unwrap();
    let expected =
        "required labels /labels/0/text: in `labels[0]`: `text` is required when `kind` is `fragile`\n";
    assert_eq!(lines(&parcel.check()), expected);
}

#[test]
fn a_rule_about_several_members_names_them_as_their_object_does() {
    let found = CreateOrder::from_json(&json!({ "Parcel": { "kind": "plain", "sender": {} } })).unwrap_err();
    let [violation] = found.violations() else { panic!("{found}") };
    assert_eq!((violation.field(), violation.pointer()), ("Parcel", "/Parcel/sender"));
    assert_eq!(violation.fields().collect::<Vec<_>>(), ["name", "code"]);
}

#[test]
fn undescribed_members_are_kept_and_sent() {
    let routing = Routing::builder().queue("q").member("a b", json!([1, null])).unwrap();
    let routing = routing.member("a b", "again").unwrap().build();
    assert_eq!(serde_json::to_value(&routing).unwrap(), json!({ "queue": "q", "a b": "again" }));
    assert_eq!(routing.members().keys().collect::<Vec<_>>(), ["a b"]);
    assert_eq!(Routing::from_json(&json!({ "queue": "q", "a b": "again" })).unwrap(), routing);
    let body = r#"{"account":"AC","deep":{"b":[1,null]},"flag":true}"#;
    let request = UpdateSettings::builder().account("AC").member("flag", true).unwrap();
    let request = request.member("deep", json!({ "b": [1, null] })).unwrap().build();
    assert_eq!(sent(&request), ("application/json".to_owned(), body.to_owned()));
    assert_eq!(UpdateSettings::from_json(&serde_json::from_str(body).unwrap()).unwrap(), request);
    assert_eq!(sent(&CreateTransfer::builder("OR1").build()).1, "{}");
}

#[test]
fn a_described_name_is_no_other_member() {
    let found = UpdateSettings::builder().account("AC").member("members", 1);
    let expected =
        "duplicate members /members: `members` is a field with a setter of its own, and no other member\n";
    assert_eq!(refused(found), expected);
}

#[test]
fn rules_look_at_what_is_sent_in_place_of_a_described_member() {
    let label = Label::builder().override_member("kind", "fragile").build_unchecked();
    let expected = "\
required text /text: `text` is required when `kind` is `fragile`
discouraged kind /kind: `kind` is overridden, and sent unchecked
";
    assert_eq!(lines(&label.check()), expected);
    let label = Label::builder().kind(Fragile).text("glass").override_member("kind", 7).build();
    assert_eq!(serde_json::to_value(&label).unwrap(), json!({ "text": "glass", "kind": 7 }));
    assert_eq!(label.kind(), None);
    let expected = "discouraged kind /kind: `kind` is overridden, and sent unchecked\n";
    assert_eq!(lines(&label.check()), expected);
    let request = UpdateSettings::builder().override_member("account", Value::Null).build_unchecked();
    assert_eq!(sent(&request).1, r#"{"account":null}"#);
    let expected = "discouraged account /account: `account` is overridden, and sent unchecked\n";
    assert_eq!(lines(&request.check()), expected);
}

#[test]
fn hostile_input_is_refused_in_bounded_time() {
    let deep = format!("{}1{}", "{\"door\":".repeat(10_000), "}".repeat(10_000));
    let text = format!("Parcel={}", deep.replace('"', "%22"));
    assert!(
        refused(CreateOrder::from_form(&text))
            .starts_with("format Parcel /Parcel: `Parcel` takes a JSON object")
    );
    let many: Value =
        (0..2_001).map(|index| (format!("m{index}"), Value::Null)).collect::<serde_json::Map<_, _>>().into();
    let found = refused(CreateOrder::from_json(&json!({ "Parcel": many })));
    assert_eq!(found, "malformed Parcel /Parcel: `Parcel` has more than 2000 members\n");
    let wide: Value =
        (0..2_000).map(|index| (format!("m{index}"), Value::Null)).collect::<serde_json::Map<_, _>>().into();
    let parcel = json!({ "kind": "plain", "sender": { "name": "Ann" } });
    let body = json!({ "Parcel": parcel, "Stops": vec![wide; 50] });
    let found = CreateOrder::from_json(&body).unwrap_err();
    assert_eq!(found.violations().len(), 2_050, "2,000 unknown names and what the first hundred items lack");
}
