//! What the tests of rules see of a member, in JSON and in forms: its value as it was given, even if it is invalid.

use serde_json::Value;

use super::{COLOUR, ENABLED, NAME, PRIORITY, Params, RETRIES, ROUTING, UNIT};
use crate::{Assertion, Checker, Effect, Field, Literal, Rule, RuleSet, Test, When};

/// A test of each field, and a rule for each test that is broken when it holds. Rules and not advice, which a valid
/// request does not report.
const TESTS: &[Test] = &[
    Test::new(NAME, &[], Assertion::Length { minimum: None, maximum: Some(2) }),
    Test::new(COLOUR, &[], Assertion::OneOf(&[Literal::Text("crimson")])),
    Test::new(UNIT, &[], Assertion::Pattern { source: "^U", matches: |text| text.starts_with('U') }),
    Test::new(RETRIES, &[], Assertion::Range { minimum: Some(1), maximum: Some(5) }),
    Test::new(PRIORITY, &[], Assertion::Range { minimum: Some(100), maximum: None }),
    Test::new(ENABLED, &[], Assertion::OneOf(&[Literal::Boolean(true), Literal::Integer(1)])),
    Test::new(ROUTING, &["status"], Assertion::OneOf(&[Literal::Text("open")])),
    Test::new(ROUTING, &[], Assertion::OneOf(&[Literal::Text("open"), Literal::Null])),
];

const fn seen(test: u8, name: &'static str) -> Rule {
    Rule::new(name, Effect::Required(Field::new(100, "Never")), When::Holds(test), name, None)
}

const RULES: RuleSet = RuleSet::new(
    &[NAME, COLOUR, UNIT, RETRIES, PRIORITY, ENABLED, ROUTING],
    TESTS,
    &[
        seen(0, "Name"),
        seen(1, "Colour"),
        seen(2, "Job.UnitSid"),
        seen(3, "Job.Retries"),
        seen(4, "Job.Priority"),
        seen(5, "Enabled"),
        seen(6, "Routing"),
        seen(7, "Routing as a whole"),
    ],
);

/// The tests that hold.
fn holding(check: impl FnOnce(&mut Params) -> Result<(), crate::Rejected>) -> String {
    let found = check(&mut Params::default()).err();
    let violations = found.as_ref().map_or(&[][..], |rejected| rejected.violations());
    violations.iter().filter_map(crate::Violation::rule).collect::<Vec<_>>().join(", ")
}

fn json(body: &str) -> String {
    let body: Value = serde_json::from_str(body).unwrap();
    holding(|params| Checker::json(&RULES, &body, params))
}

fn form(body: &str) -> String {
    holding(|params| Checker::form(&RULES, body, params))
}

#[test]
fn json_is_tested_as_it_was_given() {
    let table = [
        (r#"{"Name": "ab"}"#, "Name"),
        (r#"{"Name": "abc"}"#, ""),
        (r#"{"Name": 12345}"#, "Name"),
        // Not a value of the enum, but the value that the test looks for.
        (r#"{"Colour": "crimson"}"#, "Colour"),
        (r#"{"Colour": "red"}"#, ""),
        (r#"{"Job.UnitSid": "UNx"}"#, "Job.UnitSid"),
        (r#"{"Job.UnitSid": null}"#, "Job.UnitSid"),
        (r#"{"Job.UnitSid": "XN42"}"#, ""),
        // Beyond the bounds of the type, within those of the test.
        (r#"{"Job.Retries": 5.0}"#, "Job.Retries"),
        (r#"{"Job.Retries": 0}"#, ""),
        (r#"{"Job.Retries": "0"}"#, "Job.Retries"),
        (r#"{"Job.Priority": 1e300}"#, "Job.Priority"),
        (r#"{"Job.Priority": 99.5}"#, ""),
        (r#"{"Enabled": true}"#, "Enabled"),
        (r#"{"Enabled": 1.0}"#, "Enabled"),
        (r#"{"Enabled": "true"}"#, ""),
        (r#"{"Routing": {"status": "open"}}"#, "Routing"),
        (r#"{"Routing": {"status": "shut"}}"#, ""),
        (r#"{"Routing": "{\"status\": \"open\"}"}"#, "Routing"),
        (r#"{"Routing": "open"}"#, "Routing, Routing as a whole"),
        (r#"{"Routing": null}"#, "Routing, Routing as a whole"),
        (r#"{"Enabled": true, "Name": "", "Routing": {"status": "open"}}"#, "Name, Enabled, Routing"),
        ("{}", ""),
    ];
    for (body, expected) in table {
        assert_eq!(json(body), expected, "{body}");
    }
}

#[test]
fn form_text_is_tested_as_the_type_it_is_read_as() {
    let table = [
        ("Name=%C3%A9%C3%A9", "Name"),
        ("Name=abc", ""),
        ("Colour=crimson", "Colour"),
        ("Job.UnitSid=UNx", "Job.UnitSid"),
        ("Job.UnitSid=XN42", ""),
        ("Job.Retries=5", "Job.Retries"),
        ("Job.Retries=0", ""),
        // Not a number but a string, about which a range says nothing.
        ("Job.Retries=0.0", "Job.Retries"),
        ("Job.Retries=", "Job.Retries"),
        // Too large for an `i64`, but a number.
        ("Job.Priority=99999999999999999999", "Job.Priority"),
        ("Job.Priority=-99999999999999999999", ""),
        ("Job.Priority=99", ""),
        ("Enabled=true", "Enabled"),
        ("Enabled=1", ""),
        ("Enabled=false", ""),
        ("Routing=%7B%22status%22:%22open%22%7D", "Routing"),
        ("Routing=%7B%22status%22:%22shut%22%7D", ""),
        ("Routing=null", "Routing, Routing as a whole"),
        ("Routing=%22open%22", "Routing, Routing as a whole"),
        // Not JSON, so a string.
        ("Routing=open", "Routing, Routing as a whole"),
        // For text that cannot be decoded no test holds, not even one that holds for everything but numbers.
        ("Job.Retries=%4&Name=%FF&Enabled=%", ""),
        // Of two values for a field, the first counts.
        ("Enabled=false&Enabled=true&Name=&Name=abc", "Name"),
    ];
    for (body, expected) in table {
        assert_eq!(form(body), expected, "{body}");
    }
}
