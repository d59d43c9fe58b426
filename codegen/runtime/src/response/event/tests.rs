//! Tests of what is read of an event, what is told, and what is an error.
#![allow(dead_code, unreachable_pub, reason = "the macro writes for types that are public")]

use serde_json::json;

use super::{Event, EventError, OtherEvent, from_unverified_form};
use crate::scalars::test_fixtures::{Colour, UnitSid};
use crate::{Decoded, Extra, Open, Timestamp};

#[derive(Clone, Debug, PartialEq)]
enum Shop {
    Paid(Paid),
    Lost(Lost),
    Returned(Lost),
    Other(OtherEvent),
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Paid {
    unit: Option<Open<UnitSid>>,
    colour: Option<Open<Colour>>,
    note: Option<String>,
    count: Option<i64>,
    price: Option<f64>,
    gift: Option<bool>,
    created: Option<Timestamp>,
    extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Lost {
    unit: Option<Open<UnitSid>>,
    extra: Extra,
}

crate::impl_response_object!(
    Paid { unit = "Unit", colour = "Colour", note = "Note", count = "Count", price = "Price", gift = "Gift", created = "Created" }
    required { "Unit", "Count" }
);
crate::impl_response_object!(Lost { unit = "Unit" });
crate::impl_event!(Shop, "Kind", Paid = "onPaid", Lost = "onLost", Returned = "onReturned");

fn read(form: &str) -> Result<Decoded<Shop>, EventError> {
    from_unverified_form(form)
}

fn paid(form: &str) -> (Paid, Vec<String>) {
    let decoded = read(&format!("Kind=onPaid&{form}")).unwrap();
    let told = decoded.unread().iter().map(ToString::to_string).collect();
    match decoded.into_value() {
        Shop::Paid(paid) => (paid, told),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_kind_of_field_is_read_from_its_text() {
    let (paid, told) = paid(
        "Unit=UN42&Colour=dark-green&Note=a+%26+b&Count=-7&Price=1.5&Gift=true&Created=2026-01-15T09:30:00Z",
    );
    assert_eq!(told, Vec::<String>::new());
    let created = paid.created.as_ref().map(Timestamp::as_str);
    assert_eq!(created, Some("2026-01-15T09:30:00Z"));
    assert_eq!(paid.unit.unwrap().known().unwrap().as_str(), "UN42");
    assert_eq!(paid.colour, Some(Colour::DarkGreen.into()));
    assert_eq!((paid.note.as_deref(), paid.count), (Some("a & b"), Some(-7)));
    assert_eq!((paid.price, paid.gift), (Some(1.5), Some(true)));
}

#[test]
fn what_is_not_described_is_kept() {
    let (paid, told) = paid("Unit=XX%2F1&Colour=plaid&Count=1&New=b&New=a&New=b&Empty=&Plain");
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(paid.unit.as_ref().map(Open::as_str), Some("XX/1"));
    assert_eq!(paid.colour.as_ref().map(Open::as_str), Some("plaid"));
    assert_eq!(json!(paid.extra()), json!({"New": ["a", "b"], "Empty": "", "Plain": ""}));
}

#[test]
fn what_cannot_be_read_is_left_out_and_told() {
    let (paid, told) = paid("Count=many&Price=NaN&Gift=yes&Note=%zz&Created=%FF&%4=1&Colour=red&Colour=blue");
    assert_eq!(
        told,
        [
            "`Note` has a `%` that two hexadecimal digits do not follow",
            "`Created` is not UTF-8 after percent-decoding",
            "`%4` has a `%` that two hexadecimal digits do not follow",
            "`Colour` has several values",
            "`Count` is another text, not an integer",
            "`Gift` is another text, not a boolean",
            "`Price` is another text, not a number",
            "`Unit` is missing",
        ]
    );
    assert_eq!(paid, Paid::default());
}

#[test]
fn a_value_that_is_repeated_is_one_value() {
    let (paid, told) = paid("Unit=UN42&Count=3&Count=3&Kind=onPaid");
    assert_eq!((paid.count, told), (Some(3), Vec::new()));
}

#[test]
fn types_of_event_can_share_their_fields() {
    let lost = read("Kind=onLost&Unit=UN42").unwrap().into_value();
    let returned = read("Unit=UN42&Kind=onReturned").unwrap().into_value();
    assert!(matches!((&lost, &returned), (Shop::Lost(lost), Shop::Returned(same)) if lost == same));
    assert_ne!(lost, returned);
}

#[test]
fn another_type_of_event_keeps_all_of_its_fields() {
    let decoded = read("Kind=onPaid2&Unit=UN42&Secret=hush").unwrap();
    assert_eq!(decoded.unread(), []);
    let Shop::Other(other) = decoded.into_value() else { panic!("it is not described") };
    assert_eq!(other.event_type(), "onPaid2");
    assert_eq!(json!(other.fields()), json!({"Unit": "UN42", "Secret": "hush"}));
    assert!(!format!("{other:?}").contains("hush"), "{other:?}");
}

#[test]
fn a_form_that_does_not_tell_its_type_is_an_error() {
    let error = |form: &str| read(form).unwrap_err().to_string();
    for form in ["", "&&", "kind=onPaid", "Unit=UN42", "Kind%=onPaid"] {
        assert_eq!(error(form), "cannot read the event: `Kind` is missing", "{form}");
    }
    assert_eq!(error("Kind=onPaid&Kind=onLost"), "cannot read the event: `Kind` has several values");
    assert_eq!(
        error("Kind=%"),
        "cannot read the event: `Kind` has a `%` that two hexadecimal digits do not follow"
    );
    let error = read("Unit=UN42").unwrap_err();
    assert_eq!((error.path(), error.reason()), (Shop::TYPE_FIELD, "is missing"));
}

#[test]
fn no_form_makes_it_panic() {
    let mut random = fastrand::Rng::with_seed(7);
    let pieces = [
        "Kind",
        "onPaid",
        "onLost",
        "Unit",
        "Count",
        "Price",
        "Gift",
        "Note",
        "=",
        "=",
        "&",
        "&",
        "%",
        "+",
        "%zz",
        "%00",
        "%F0%9F",
        "UN42",
        "9223372036854775808",
        "-1e400",
        "inf",
        "☎",
        "\u{202e}",
        "true",
        " ",
    ];
    let mut read_ones = 0;
    for _ in 0..20_000 {
        let count = random.usize(..20);
        let start = if random.bool() { "Kind=onPaid&" } else { "" };
        let form: String =
            std::iter::once(start).chain((0..count).map(|_| pieces[random.usize(..pieces.len())])).collect();
        if let Ok(decoded) = read(&form) {
            read_ones += 1;
            assert!(decoded.unread().iter().all(|part| !part.to_string().contains('\u{202e}')), "{form}");
        }
    }
    assert!(read_ones > 5_000, "{read_ones} were events");
}
