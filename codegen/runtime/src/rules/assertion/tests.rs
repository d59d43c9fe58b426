//! Which values satisfy each assertion, as JSON Schema 2020-12 defines it.

use serde_json::{Map, Value};

use super::{Assertion, Literal, Test};
use crate::{Field, FieldValue};

const FIELD: Field = Field::new(0, "Field");

fn holds(path: &'static [&'static str], assertion: Assertion, json: &str) -> bool {
    let value: Value = serde_json::from_str(json).unwrap();
    Test::new(FIELD, path, assertion).holds_for((&value).into())
}

/// Of these JSON texts, exactly those in `satisfying` satisfy the assertion.
fn satisfied_by(assertion: Assertion, satisfying: &[&str], others: &[&str]) {
    for json in satisfying {
        assert!(holds(&[], assertion, json), "{json} does not satisfy {assertion:?}");
        assert!(!holds(&[], Assertion::Not(leak(assertion)), json), "{json} satisfies the negation");
    }
    for json in others {
        assert!(!holds(&[], assertion, json), "{json} satisfies {assertion:?}");
        assert!(holds(&[], Assertion::Not(leak(assertion)), json), "{json} does not satisfy the negation");
    }
}

fn leak(assertion: Assertion) -> &'static Assertion {
    Box::leak(Box::new(assertion))
}

#[test]
fn equality_converts_nothing_and_knows_one_kind_of_number() {
    use Literal::{Boolean, Integer, Null, Text};
    satisfied_by(
        Assertion::OneOf(&[Integer(1)]),
        &["1", "1.0", "10e-1", "0.1e1"],
        &["\"1\"", "true", "1.5", "-1", "null", "[1]", "{\"1\": 1}"],
    );
    satisfied_by(
        Assertion::OneOf(&[Integer(0)]),
        &["0", "-0", "-0.0", "0e9"],
        &["false", "null", "\"\"", "[]"],
    );
    satisfied_by(
        Assertion::OneOf(&[Text("1")]),
        &["\"1\"", r#""\u0031""#],
        &["1", "\"1.0\"", "\"\"", "[\"1\"]"],
    );
    satisfied_by(Assertion::OneOf(&[Boolean(true)]), &["true"], &["false", "1", "\"true\"", "null"]);
    satisfied_by(Assertion::OneOf(&[Boolean(false)]), &["false"], &["true", "0", "\"\"", "null"]);
    satisfied_by(Assertion::OneOf(&[Null]), &["null"], &["false", "0", "\"null\"", "\"\"", "{}", "[]"]);
    satisfied_by(
        Assertion::OneOf(&[Text("a"), Integer(7), Null]),
        &["\"a\"", "7.0", "null"],
        &["\"A\"", "\"7\"", "8"],
    );
    satisfied_by(Assertion::OneOf(&[]), &[], &["null", "0", "\"\""]);
    // One precomposed character, and a letter with a combining accent: nothing is normalised.
    satisfied_by(Assertion::OneOf(&[Text("\u{e9}")]), &["\"\u{e9}\""], &["\"e\u{301}\""]);
}

#[test]
fn big_numbers_are_not_rounded() {
    let equal = |integer| Assertion::OneOf(Box::leak(Box::new([Literal::Integer(integer)])));
    satisfied_by(
        equal(9_007_199_254_740_993),
        &["9007199254740993"],
        &["9007199254740992", "9007199254740992.0"],
    );
    satisfied_by(
        equal(i64::MAX),
        &["9223372036854775807"],
        &["9223372036854775807.0", "9223372036854775808"],
    );
    satisfied_by(
        equal(i64::MIN),
        &["-9223372036854775808", "-9223372036854775808.0"],
        &["-9223372036854775807"],
    );
    satisfied_by(equal(-1), &["-1"], &["18446744073709551615", "1"]);
}

#[test]
fn a_range_includes_its_ends_and_is_about_numbers_only() {
    let range = |minimum, maximum| Assertion::Range { minimum, maximum };
    satisfied_by(
        range(Some(1), Some(3)),
        &["1", "1.0", "2.5", "3", "3.0", "\"0\"", "\"\"", "true", "null", "[]", "{}"],
        &["0", "0.999999", "-1", "3.000001", "4", "1e300", "-1e300", "18446744073709551615"],
    );
    satisfied_by(range(Some(0), None), &["0", "-0.0", "1e300", "\"-1\""], &["-1", "-1e-320"]);
    satisfied_by(range(None, Some(0)), &["0", "-1e300", "false"], &["1", "1e-320"]);
    satisfied_by(range(None, Some(i64::MAX)), &["9223372036854775807"], &["9223372036854775808", "1e19"]);
    satisfied_by(range(Some(i64::MIN), None), &["-9223372036854775808"], &["-9223372036854777856", "-1e19"]);
    satisfied_by(range(None, None), &["0", "1e300", "null"], &[]);
}

#[test]
fn a_multiple_is_about_numbers_only() {
    let multiple_of = |divisor| Assertion::MultipleOf { divisor };
    satisfied_by(
        multiple_of(5),
        &[
            "0",
            "-0.0",
            "5",
            "-5",
            "10.0",
            "1e1",
            "1e300",
            "18446744073709551615",
            "\"7\"",
            "true",
            "null",
            "{}",
        ],
        &["1", "-1", "5.5", "2.5", "1e-320", "9223372036854775807", "18446744073709551614"],
    );
    satisfied_by(multiple_of(1), &["7", "-7.0", "1e300", "[]"], &["0.5"]);
    satisfied_by(
        multiple_of(i64::MAX),
        &["0", "9223372036854775807", "-9223372036854775807", "18446744073709551614"],
        &["1", "9223372036854775806", "9223372036854775807.0", "18446744073709551615"],
    );
    let five = Test::new(FIELD, &[], multiple_of(5));
    assert!(five.holds_for(10_i64.into()) && five.holds_for(10.0.into()) && five.holds_for("1".into()));
    assert!(!five.holds_for(11_i64.into()) && !five.holds_for(2.5.into()));
    assert!(!five.holds_for(f64::NAN.into()) && !five.holds_for(f64::INFINITY.into()));
    // No schema asks for this, and it does not panic.
    satisfied_by(multiple_of(0), &["null"], &["0", "1", "1.0"]);
}

#[test]
fn a_pattern_is_about_strings_only() {
    let pattern = Assertion::Pattern { source: "^WH", matches: |text| text.starts_with("WH") };
    satisfied_by(
        pattern,
        &["\"WH\"", "\"WHx\"", "7", "null", "true", "[]", "{}"],
        &["\"\"", "\"wh\"", "\"xWH\""],
    );
    assert!(format!("{pattern:?}").contains("\"^WH\""), "{pattern:?}");
}

#[test]
fn a_length_counts_code_points_and_is_about_strings_only() {
    let length = |minimum, maximum| Assertion::Length { minimum, maximum };
    satisfied_by(
        length(Some(2), Some(3)),
        &[
            "\"ab\"",
            "\"\u{e9}\u{e9}\u{e9}\"",
            "\"\u{1f980}\u{1f980}\"",
            "\"e\u{301}\"",
            "1",
            "12345",
            "null",
            "[]",
        ],
        &["\"\"", "\"a\"", "\"\u{e9}\"", "\"\u{1f980}\"", "\"abcd\""],
    );
    satisfied_by(length(Some(1), None), &["\"a\"", "{}"], &["\"\""]);
    satisfied_by(length(None, Some(0)), &["\"\"", "0"], &["\" \""]);
    satisfied_by(length(None, Some(u32::MAX)), &["\"long\""], &[]);
}

#[test]
fn assertions_combine() {
    const ODD: Assertion = Assertion::OneOf(&[Literal::Text("a"), Literal::Text("abc")]);
    const SHORT: Assertion = Assertion::Length { minimum: None, maximum: Some(2) };
    satisfied_by(Assertion::All(&[ODD, SHORT]), &["\"a\""], &["\"abc\"", "\"b\"", "7"]);
    satisfied_by(Assertion::All(&[Assertion::Not(&ODD), SHORT]), &["\"b\"", "7"], &["\"a\"", "\"xyz\""]);
    satisfied_by(Assertion::All(&[]), &["null", "\"\""], &[]);
    satisfied_by(Assertion::Present, &["null", "false", "{}"], &[]);
}

#[test]
fn a_path_requires_its_members_and_asks_nothing_of_what_is_not_an_object() {
    const PENDING: Assertion = Assertion::OneOf(&[Literal::Text("pending")]);
    let table = [
        (r#"{"status": "pending"}"#, [true, false, true, false]),
        (r#"{"status": "open"}"#, [false, false, true, false]),
        (r#"{"status": null}"#, [false, false, true, false]),
        (r#"{"Status": "pending"}"#, [false, false, false, false]),
        ("{}", [false, false, false, false]),
        (r#"{"a": {"status": "pending"}, "status": 1}"#, [false, true, true, true]),
        (r#"{"a": {"status": "open"}}"#, [false, false, false, true]),
        (r#"{"a": {}}"#, [false, false, false, false]),
        (r#"{"a": "status"}"#, [false, true, false, true]),
        (r#"{"a": [{"status": "pending"}]}"#, [false, true, false, true]),
        (r#""pending""#, [true, true, true, true]),
        (r#"["pending"]"#, [true, true, true, true]),
        ("null", [true, true, true, true]),
    ];
    for (json, expected) in table {
        let found = [
            holds(&["status"], PENDING, json),
            holds(&["a", "status"], PENDING, json),
            holds(&["status"], Assertion::Present, json),
            holds(&["a", "status"], Assertion::Present, json),
        ];
        assert_eq!(found, expected, "{json}");
    }
    assert!(
        !holds(&["status"], Assertion::Not(&PENDING), "{}"),
        "the negation is about a member that is present"
    );
    assert!(holds(&["a~1b/c", ""], PENDING, r#"{"a~1b/c": {"": "pending"}}"#), "names, not pointers");
}

#[test]
fn typed_values_behave_like_their_json() {
    const ONE: Assertion = Assertion::OneOf(&[Literal::Integer(1)]);
    const TEXT: Assertion = Assertion::OneOf(&[Literal::Text("1")]);
    const TRUE: Assertion = Assertion::OneOf(&[Literal::Boolean(true)]);
    const SMALL: Assertion = Assertion::Range { minimum: None, maximum: Some(0) };
    const SHORT: Assertion = Assertion::Length { minimum: None, maximum: Some(0) };
    let object: Map<String, Value> = [("status".to_owned(), Value::from(1))].into_iter().collect();
    let value = Value::Object(object.clone());
    let table: [(FieldValue<'_>, [bool; 6]); 6] = [
        ("1".into(), [false, true, false, true, false, true]),
        (1_i64.into(), [true, false, false, false, true, true]),
        (1.0.into(), [true, false, false, false, true, true]),
        (true.into(), [false, false, true, true, true, true]),
        ((&object).into(), [false, false, false, true, true, true]),
        ((&value).into(), [false, false, false, true, true, true]),
    ];
    for (value, expected) in table {
        let here = [ONE, TEXT, TRUE, SMALL, SHORT].map(|test| Test::new(FIELD, &[], test).holds_for(value));
        let nested = Test::new(FIELD, &["status"], ONE).holds_for(value);
        assert_eq!([here.as_slice(), &[nested]].concat(), expected, "{value:?}");
    }
    let nothing = Test::new(FIELD, &[], Assertion::OneOf(&[Literal::Null]));
    assert!(!nothing.holds_for("".into()) && nothing.holds_for((&Value::Null).into()));
}
