//! Values that may be null, or of one of two types.

use serde_json::{Map, Value, json};

use super::shown;
use crate::{
    Assertion, Checker, Effect, Field, IntegerOrDigits, JsonObjectOrText, Literal, Member, Nullable,
    ReadFields, Rejected, Rule, RuleSet, Test, When,
};

const TEXT: Field = Field::new(0, "text");
const COUNTS: Field = Field::new(1, "counts");
const EITHER: Field = Field::new(2, "either");
const DIGITS: Field = Field::new(3, "digits");
const MAYBE: Field = Field::new(4, "maybe");

const TESTS: &[Test] = &[
    Test::new(TEXT, &[], Assertion::Length { minimum: Some(2), maximum: None }),
    Test::new(EITHER, &["m"], Assertion::OneOf(&[Literal::Integer(1)])),
];

const RULES: RuleSet = RuleSet::new(
    &[TEXT, COUNTS, EITHER, DIGITS, MAYBE],
    TESTS,
    &[
        Rule::new("text", Effect::Narrowed(0), When::Always, "`text` is longer", None),
        Rule::new("member", Effect::Narrowed(1), When::Always, "`either.m` is 1", None),
    ],
);

#[derive(Debug, Default, PartialEq)]
struct Params {
    text: Option<Nullable<String>>,
    counts: Option<Nullable<Vec<i64>>>,
    either: Option<JsonObjectOrText>,
    digits: Option<IntegerOrDigits>,
    maybe: Option<Nullable<Map<String, Value>>>,
}

impl ReadFields for Params {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        for member in members {
            match member.name() {
                "text" => self.text = check.nullable(TEXT, member, Checker::text),
                "counts" => check.nullable_list(COUNTS, member, &mut self.counts, Checker::integer),
                "either" => self.either = check.object_or_text(EITHER, member),
                "digits" => self.digits = check.integer_or_digits(DIGITS, member),
                "maybe" => self.maybe = check.nullable(MAYBE, member, Checker::json_object),
                _ => check.unknown(member),
            }
        }
    }
}

fn from_json(body: &Value) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::json(&RULES, body, &mut params)?;
    Ok(params)
}

#[test]
fn null_and_values_are_read_where_both_are_allowed() {
    let nulls = json!({ "text": null, "counts": null, "maybe": null });
    let expected = Params {
        text: Some(Nullable::Null),
        counts: Some(Nullable::Null),
        maybe: Some(Nullable::Null),
        ..Params::default()
    };
    assert_eq!(from_json(&nulls).unwrap(), expected, "no test of a string is about null");
    let values = json!({ "text": "ab", "counts": [1, 2], "maybe": {} });
    let expected = Params {
        text: Some(Nullable::Value("ab".to_owned())),
        counts: Some(Nullable::Value(vec![1, 2])),
        maybe: Some(Nullable::Value(Map::new())),
        ..Params::default()
    };
    assert_eq!(from_json(&values).unwrap(), expected);
}

#[test]
fn other_values_are_refused_as_without_null() {
    let body = json!({ "text": "a", "counts": [null, 1, "x"], "maybe": [] });
    assert_eq!(
        shown(from_json(&body)),
        "not_allowed /text: `text` is longer\n\
         wrong_type /counts/0: `counts[0]` takes an integer, not null\n\
         wrong_type /counts/2: `counts[2]` takes an integer, not a string\n\
         wrong_type /maybe: `maybe` takes a JSON object, not an array\n"
    );
}

#[test]
fn both_types_are_read_and_told_apart() {
    let read = |body: Value| {
        let params = from_json(&body).unwrap();
        (params.either, params.digits)
    };
    let text = "{\"m\":2}";
    let expected = (Some(JsonObjectOrText::from(text)), IntegerOrDigits::digits("010").ok());
    assert_eq!(read(json!({ "either": text, "digits": "010" })), expected, "text has no members");
    let object = JsonObjectOrText::try_from(json!({ "m": 1 })).ok();
    assert_eq!(
        read(json!({ "either": { "m": 1 }, "digits": 10.0 })),
        (object, Some(IntegerOrDigits::from(10)))
    );
}

#[test]
fn what_is_neither_is_refused_with_both_named() {
    let refused =
        |either: Value, digits: Value| shown(from_json(&json!({ "either": either, "digits": digits })));
    assert_eq!(
        refused(json!({ "m": 2 }), json!("ten")),
        "not_allowed /either/m: `either.m` is 1\n\
         pattern /digits: `digits` takes an integer, or its digits as text\n"
    );
    assert_eq!(
        refused(json!([]), json!(true)),
        "wrong_type /either: `either` takes a JSON object, or JSON as text, not an array\n\
         wrong_type /digits: `digits` takes an integer, or its digits as text, not a boolean\n"
    );
    assert_eq!(
        refused(Value::Null, json!(1.5)),
        "wrong_type /either: `either` takes a JSON object, or JSON as text, not null\n\
         wrong_type /digits: `digits` takes an integer, not a number with a fraction\n"
    );
}
