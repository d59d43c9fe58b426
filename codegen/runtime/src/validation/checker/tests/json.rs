//! Violations in JSON bodies.

use serde_json::{Value, json};

use super::{Params, complete, from_json, shown};
use crate::{Checker, ViolationKind};

#[test]
fn a_valid_body_is_read() {
    let body = json!({
        "Name": "A & B", "Colour": "blue", "Job.UnitSid": "UN42", "Job.Retries": 3.0, "Job.Priority": -10,
        "Enabled": true, "Job.Url": "https://h/#rc=2", "Label": "☎", "Word": "word",
        "Routing": {"status": {"a": 1.0}},
    });
    assert_eq!(from_json(&body).unwrap(), complete());
    assert_eq!(
        from_json(&json!({"Name": ""})).unwrap(),
        Params { name: Some(String::new()), ..Params::default() }
    );
}

#[test]
fn every_violation_is_reported_in_order() {
    let body = json!({
        "friendly": 1, "name": 1, "zzz": 1, "Routing": "{}",
        "Label": 7, "Job.Url": "example.com", "Enabled": "yes", "Job.Priority": 1.5, "Job.Retries": 4,
        "Job.UnitSid": "secret", "Colour": "rred", "Name": null,
    });
    assert_eq!(
        shown(from_json(&body)),
        "wrong_type /Name: `Name` takes a string, not null\n\
         not_in_enum /Colour: `Colour` takes one of `red`, `dark-green`, `blue`; did you mean `red`?\n\
         pattern /Job.UnitSid: `Job.UnitSid` does not match `^UN[0-9]{2}$`\n\
         out_of_range /Job.Retries: `Job.Retries` is out of range (0 to 3)\n\
         not_applicable /Job.Retries: `Job.Retries` can only be set when `Colour` is `blue`\n\
         wrong_type /Job.Priority: `Job.Priority` takes an integer, not a number with a fraction\n\
         wrong_type /Enabled: `Enabled` takes a boolean, not a string\n\
         format /Job.Url: `Job.Url` takes a URI with a scheme (RFC 3986)\n\
         wrong_type /Label: `Label` takes a string, not a number\n\
         wrong_type /Routing: `Routing` takes a JSON object, not a string\n\
         unknown_field /friendly: `friendly` is not a field of this request\n\
         unknown_field /name: `name` is not a field of this request; did you mean `Name`?\n\
         unknown_field /zzz: `zzz` is not a field of this request\n"
    );
}

#[test]
fn broken_rules_are_sorted_among_other_violations() {
    assert_eq!(
        shown(from_json(&json!({"Label": 7, "Colour": "red", "Job.Priority": "x"}))),
        "required /Name: `Name` is required\n\
         required /Job.UnitSid: `Job.UnitSid` is required when `Colour` is `red`\n\
         wrong_type /Job.Priority: `Job.Priority` takes an integer, not a string\n\
         wrong_type /Label: `Label` takes a string, not a number\n"
    );
}

#[test]
fn a_malformed_field_counts_as_present() {
    assert_eq!(
        shown(from_json(&json!({"Name": "", "Colour": "red", "Job.UnitSid": "string"}))),
        "pattern /Job.UnitSid: `Job.UnitSid` does not match `^UN[0-9]{2}$`\n"
    );
    assert_eq!(
        shown(from_json(&json!({"Name": "", "Colour": "red"}))),
        "required /Job.UnitSid: `Job.UnitSid` is required when `Colour` is `red`\n"
    );
    assert_eq!(shown(from_json(&json!({}))), "required /Name: `Name` is required\n");
}

#[test]
fn a_value_outside_the_enum_satisfies_only_negations() {
    // No test for a value of the enum holds, so every negated one does.
    for odd in [json!("Red"), json!(null), json!(7)] {
        let body = json!({"Name": "", "Colour": odd, "Job.Retries": 1, "Job.Url": "x:"});
        let rejected = from_json(&body).unwrap_err();
        let kinds: Vec<_> = rejected.violations().iter().map(crate::Violation::kind).collect();
        let first = if odd.is_string() { ViolationKind::NotInEnum } else { ViolationKind::WrongType };
        assert_eq!(kinds, [first, ViolationKind::NotApplicable]);
        assert_eq!(rejected.advice().len(), 1, "{odd}");
    }
}

#[test]
fn advice_is_reported_but_rejects_nothing() {
    let body = json!({"Name": "", "Job.Url": "x:"});
    assert!(from_json(&body).is_ok());
    let body = json!({"Job.Url": "x:"});
    let rejected = from_json(&body).unwrap_err();
    assert_eq!(
        rejected.to_string(),
        "`Name` is required\n\
         advice: `Job.Url` has no effect unless `Colour` is something else than `red`"
    );
    assert_eq!((rejected.violations().len(), rejected.advice().len()), (1, 1));
    assert_eq!(rejected.violations()[0].field(), "Name");
    assert_eq!(rejected.violations()[0].rule(), Some("name"));
}

#[test]
fn a_body_that_is_not_an_object_is_one_violation() {
    for (body, found) in [
        (json!(null), "null"),
        (json!(true), "a boolean"),
        (json!(1), "a number"),
        (json!("x"), "a string"),
        (json!([{"Name": ""}]), "an array"),
    ] {
        assert_eq!(
            shown(from_json(&body)),
            format!("malformed : the body takes a JSON object, not {found}\n")
        );
    }
}

#[test]
fn every_json_type_is_named() {
    for (value, found) in [(json!([]), "an array"), (json!({}), "an object"), (json!(true), "a boolean")] {
        assert_eq!(
            shown(from_json(&json!({ "Name": value }))),
            format!("wrong_type /Name: `Name` takes a string, not {found}\n")
        );
    }
    assert_eq!(
        shown(from_json(&json!({"Name": "", "Job.Priority": "7"}))),
        "wrong_type /Job.Priority: `Job.Priority` takes an integer, not a string\n"
    );
}

#[test]
fn integers_beyond_the_type_are_out_of_range() {
    let body: Value = serde_json::from_str(
        r#"{"Name": "", "Colour": "blue", "Job.Priority": 1e300, "Job.Retries": 18446744073709551615}"#,
    )
    .unwrap();
    assert_eq!(
        shown(from_json(&body)),
        "out_of_range /Job.Retries: `Job.Retries` is out of range (0 to 3)\n\
         out_of_range /Job.Priority: `Job.Priority` is out of range (-9223372036854775808 to 9223372036854775807)\n"
    );
}

#[test]
fn unknown_names_are_escaped_and_shortened() {
    let long = "n".repeat(61);
    let body = json!({"Name": "", "a/b~c\n": 1, long: 1});
    assert_eq!(
        shown(from_json(&body)),
        format!(
            "unknown_field /a~1b~0c\n: `a/b~c\\u{{a}}` is not a field of this request\n\
             unknown_field /{}: `{}…` is not a field of this request\n",
            "n".repeat(61),
            "n".repeat(60)
        )
    );
    let rejected = from_json(&body).unwrap_err();
    assert_eq!(rejected.violations()[0].field(), "a/b~c\n", "the field is the name as it was given");
}

#[test]
fn no_violation_repeats_a_value() {
    let body = json!({
        "Name": {"secret": 1}, "Colour": "secret", "Job.UnitSid": "secret", "Job.Retries": "secret",
        "Job.Priority": ["secret"], "Enabled": "secret", "Job.Url": "secret", "Label": ["secret"],
        "Routing": "secret", "Word": "secret 1",
    });
    let rejected = from_json(&body).unwrap_err();
    assert_eq!(rejected.violations().len(), 12);
    assert!(!format!("{rejected} {rejected:?}").contains("secret"));
}

#[test]
fn a_string_that_breaks_pattern_and_length_is_two_violations() {
    let found = |word: &str| shown(from_json(&json!({"Name": "", "Word": word})));
    let (pattern, length) = (
        "pattern /Word: `Word` does not match `^[a-z]+$`\n",
        "length /Word: `Word` takes 2 to 4 characters\n",
    );
    assert_eq!(found("ABC"), pattern);
    assert_eq!(found("abcde"), length);
    assert_eq!(found(""), format!("{pattern}{length}"));
    assert_eq!(
        shown(from_json(&json!({"Name": "", "Word": 1}))),
        "wrong_type /Word: `Word` takes a string, not a number\n"
    );
}

#[test]
fn huge_bodies_are_rejected_unread() {
    let body = |members: usize| Value::Object((0..members).map(|n| (format!("n{n}"), json!(1))).collect());
    assert_eq!(
        from_json(&body(Checker::MAX_MEMBERS)).unwrap_err().violations().len(),
        Checker::MAX_MEMBERS + 1
    );
    assert_eq!(
        shown(from_json(&body(Checker::MAX_MEMBERS + 1))),
        "malformed : the body has more than 2000 members\n"
    );
}

#[test]
fn the_number_of_suggestions_is_limited() {
    let body = Value::Object((0..40).map(|n| (format!("Nam{n:02}"), json!(1))).collect());
    let text = from_json(&body).unwrap_err().to_string();
    assert_eq!(text.matches("not a field").count(), 40);
    assert_eq!(text.matches("did you mean").count(), 0, "a difference of two characters in five is too much");
    let body = Value::Object((0..40).map(|n| (format!("Name{}", "-".repeat(n + 1)), json!(1))).collect());
    let text = from_json(&body).unwrap_err().to_string();
    assert_eq!(text.matches("did you mean `Name`?").count(), 32);
}

#[test]
fn a_report_serialises_to_json() {
    let rejected = from_json(&json!({"Colour": "red", "Name": "", "Job.Url": "x:"})).unwrap_err();
    assert_eq!(
        serde_json::to_value(&rejected).unwrap(),
        json!({
            "violations": [{
                "field": "Job.UnitSid",
                "fields": ["Job.UnitSid"],
                "pointer": "/Job.UnitSid",
                "kind": "required",
                "message": "`Job.UnitSid` is required when `Colour` is `red`",
                "rule": "unit-red",
                "basis": "Required when red",
            }],
            "advice": [{
                "field": "Job.Url",
                "fields": ["Job.Url"],
                "pointer": "/Job.Url",
                "kind": "discouraged",
                "message": "`Job.Url` has no effect unless `Colour` is something else than `red`",
                "rule": "url-advice",
                "basis": null,
            }],
        })
    );
    assert_eq!(rejected.clone().into_report().violations, rejected.violations());
}
